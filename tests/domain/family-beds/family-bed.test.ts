import { describe, expect, it } from "vitest";
import { foldBed, type BedEvent } from "#app/domain/family-beds/family-bed.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

type Told = {
  readonly [Kind in BedEvent["kind"]]: readonly [Kind, string, Extract<BedEvent, { kind: Kind }>["facts"]];
};
const told = (...events: readonly Told[BedEvent["kind"]][]): BedEvent[] =>
  events.map(
    ([kind, on, facts], index) =>
      ({ kind, facts, occurredOn: plainDate(on), seq: index + 1, party: "street", actor: "user:test" }) as BedEvent,
  );

const TO_SERVICE = [
  ["apply", "2026-09-01", { channel: "kiosk", applicant: null, consent: "K1" }],
  ["pass_street", "2026-09-03", { post: "clerk" }],
  ["assess", "2026-09-08", { grade: 3, assessors: ["甲", "乙"] }],
  ["queue", "2026-09-09", {}],
  ["approve", "2026-09-15", { post: "lead" }],
  ["publish", "2026-09-16", { until: plainDate("2026-09-23") }],
  ["clear_publicity", "2026-09-24", {}],
  ["survey", "2026-09-28", { surveyor: "丙" }],
  ["plan", "2026-09-29", { version: 1 }],
  ["contract", "2026-10-09", { visitsPerMonth: 4, signedBy: ["a", "b", "c"] }],
  ["start_works", "2026-10-12", {}],
  ["revise_plan", "2026-10-13", { version: 2 }],
  [
    "report_works",
    "2026-10-20",
    {
      items: [{ itemNo: 13, brand: "x", quantity: 2, costFen: "48000" }],
      devices: [{ kind: "sos_button", serial: "S1" }],
    },
  ],
  ["rework", "2026-10-22", { items: [{ itemNo: 13, demand: "fix it" }] }],
  [
    "report_works",
    "2026-10-24",
    {
      items: [{ itemNo: 13, brand: "y", quantity: 2, costFen: "50000" }],
      devices: [{ kind: "sos_button", serial: "S2" }],
    },
  ],
  ["accept", "2026-10-26", { items: [{ itemNo: 13, passed: true }], devices: [{ serial: "S2", online: true }] }],
  ["start_service", "2026-11-01", {}],
] as const satisfies readonly Told[BedEvent["kind"]][];

const after = (...more: readonly Told[BedEvent["kind"]][]) => foldBed(told(...TO_SERVICE, ...more));
const codeOf = (...more: readonly Told[BedEvent["kind"]][]) => {
  try {
    after(...more);
  } catch (thrown) {
    return isRefusal(thrown) ? thrown.code : "error";
  }
  return "none";
};

describe("a bed as its events tell it", () => {
  it("is nothing without an event", () => expect(foldBed([])).toBeNull());

  it("counts from the day of acceptance and serves from its first day, by the plan and the works that came last", () => {
    expect(after()).toMatchObject({
      ...{ state: "active", appliedOn: "2026-09-01", grade: 3, planVersion: 2, countedOn: "2026-10-26" },
      ...{ servedFrom: "2026-11-01", servedTo: null, publicityUntil: "2026-09-23" },
      works: { devices: [{ serial: "S2" }] },
    });
  });

  it("keeps each stay in a state, one after another without a gap", () => {
    const stays = after()?.stays ?? [];
    expect(stays.map((one) => one.state).slice(-5)).toEqual([
      ...["in_acceptance", "building", "in_acceptance", "accepted", "active"],
    ]);
    expect(stays.slice(1).every((stay, index) => stay.from === stays[index]?.to)).toBe(true);
  });

  it("suspends up to the day of return", () => {
    const bed = after(
      ["suspend", "2026-11-05", { reason: "hospital", until: null }],
      ["resume", "2026-11-09", {}],
      ["suspend", "2026-11-20", { reason: "travel", until: null }],
    );
    expect(bed?.suspensions).toEqual([
      { from: "2026-11-05", to: "2026-11-09", reason: "hospital" },
      { from: "2026-11-20", to: null, reason: "travel" },
    ]);
  });

  it("ends a suspension and the service with the exit", () => {
    const bed = after(
      ["suspend", "2026-11-05", { reason: "hospital", until: null }],
      ["propose_exit", "2026-11-12", { reason: "death" }],
    );
    expect([bed?.servedTo, bed?.suspensions[0]?.to]).toEqual(["2026-11-12", "2026-11-12"]);
  });

  it("refuses a step that the state does not have, and a day before the state began", () => {
    expect(codeOf(["resume", "2026-11-05", {}])).toBe("bed-cannot-resume");
    expect(codeOf(["suspend", "2026-10-31", { reason: "hospital", until: null }])).toBe("bed-date-wrong");
  });
});
