import { describe, expect, it } from "vitest";
import { isStopped, lastDayAway, visitsCalledOff, visitStopOf } from "#app/domain/family-beds/bed-visits.ts";
import type { BedEvent } from "#app/domain/family-beds/family-bed.ts";
import { EXIT_REASONS, SUSPENSION_REASONS } from "#app/domain/family-beds/step-facts.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";

const ON = plainDate("2026-12-05");
const event = (kind: string, facts: object): BedEvent =>
  ({ seq: 1, kind, occurredOn: ON, party: "street", actor: "user:street", facts }) as unknown as BedEvent;
const suspend = (reason: string, until: string | null = null) => visitStopOf(event("suspend", { reason, until }));
const exit = (reason: string) => visitStopOf(event("propose_exit", { reason }));

describe("a suspension", () => {
  it("calls visits off with a code that visits know, whatever its reason", () => {
    for (const reason of SUSPENSION_REASONS) expect(isCancelCode(suspend(reason)?.code ?? "")).toBe(true);
  });

  it("is a stay on the file only where the elder is not at home", () => {
    expect(SUSPENSION_REASONS.map((reason) => suspend(reason)?.stay)).toEqual(["hospital", "away", null, null]);
  });

  it("reaches from its day to the day before the elder is expected back", () => {
    const stop = suspend("travel", "2026-12-10");
    if (stop === null) throw new Error("no stop");
    const days = ["2026-12-04", "2026-12-05", "2026-12-09", "2026-12-10"];
    expect(days.map((day) => isStopped(stop, plainDate(day)))).toEqual([false, true, true, false]);
    expect(lastDayAway(plainDate("2026-12-10"))).toBe("2026-12-09");
  });

  it("without an expected end, or with one that lies not behind its beginning, reaches on and on", () => {
    expect([suspend("hospital")?.until, suspend("hospital", "2026-12-05")?.until]).toEqual([null, null]);
    const stop = suspend("hospital");
    expect(stop !== null && isStopped(stop, plainDate("2028-01-01"))).toBe(true);
  });
});

describe("an end", () => {
  it("calls visits off where nobody is left to visit or to pay, and leaves them where only the bed ends", () => {
    expect(EXIT_REASONS.map((reason) => [reason, exit(reason)?.code ?? "stand"])).toEqual([
      ["death", "RC-ELDER-DIED"],
      ["institution", "in_institution"],
      ["registration_moved", "registration_moved"],
      ["aid_ended", "aid_ended"],
      ["refusal", "stand"],
      ["too_long", "stand"],
      ["fraud", "stand"],
    ]);
  });
});

it("other steps leave visits alone", () => {
  expect(visitStopOf(event("change", { what: "contact" }))).toBeNull();
});

it("what stands again is what the last suspension called off", () => {
  const events = [
    event("suspend", { reason: "hospital", until: null, visits: ["V-1"] }),
    event("resume", {}),
    event("suspend", { reason: "hospital", until: null, visits: ["V-2"] }),
  ];
  expect(visitsCalledOff(events)).toEqual(["V-2"]);
  expect(visitsCalledOff([])).toEqual([]);
});
