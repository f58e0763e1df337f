import { describe, expect, it } from "vitest";
import { idOfPhoneNo, phoneNoOf, unplannedVisits } from "#app/domain/visits/phone-unscheduled.ts";
import { isCalled, withSaid, type SaidEvent } from "#app/domain/visits/phone-visit.ts";
import { readUnscheduledClaim } from "#app/domain/visits/phone-events.ts";

const ID = "0193a5e0-0000-7000-8000-000000000001";
const NAME = phoneNoOf(ID);
const START = Date.parse("2026-11-15T01:00:00Z");

const said = (body: SaidEvent["body"], minutes = 0): SaidEvent => ({
  visitNo: NAME,
  deviceSeq: 1 + minutes,
  deviceMs: START + minutes * 60_000,
  serverOffsetMs: null,
  body,
});
const claim = { elder: "王秀英", reason: "RC-ELDER-ASKED-TIME", note: "" };
const checkIn = said({ kind: "check_in", position: { failure: "denied" }, unscheduled: claim });

describe("an unplanned visit on the phone", () => {
  it("is called by its check-in's id until it has a number", () => {
    expect(idOfPhoneNo(NAME)).toBe(ID);
    for (const other of ["2026-11-E000001-5", ID, `${NAME}x`, `NEW-${ID.toUpperCase()}`])
      expect(idOfPhoneNo(other)).toBeNull();
    expect(isCalled({ visitNo: "2026-11-E000001-5", phoneNo: NAME }, NAME)).toBe(true);
    expect(isCalled({ visitNo: "2026-11-E000001-5" }, NAME)).toBe(false);
  });

  it("is drawn from what the phone recorded, and done with its check-out", () => {
    const events = [checkIn, said({ kind: "check_out", position: { failure: "denied" } }, 61)];
    const [visit] = unplannedVisits(events, new Set());
    expect(visit).toMatchObject({
      visitNo: NAME,
      name: "王秀英",
      clock: "09:00",
      plannedStartMs: START,
      hasPin: false,
    });
    expect(visit && withSaid(visit, events).deliveryState).toBe("done");
    expect(visit && withSaid(visit, [checkIn]).deliveryState).toBe("in_progress");
  });

  it("is the server's as soon as a day shows it, and what is said under the phone's name counts there", () => {
    expect(unplannedVisits([checkIn], new Set([NAME]))).toEqual([]);
    const [drawn] = unplannedVisits([checkIn], new Set());
    if (drawn === undefined) throw new Error("nothing was drawn");
    const known = { ...drawn, visitNo: "2026-11-E000001-5", phoneNo: NAME };
    expect(withSaid(known, [said({ kind: "note", text: "x" })]).recorded.notes).toEqual(["x"]);
  });

  it("is no visit without a claim, and no planned check-in is one", () => {
    const plain = said({ kind: "check_in", position: { failure: "denied" } });
    expect(unplannedVisits([plain, { ...checkIn, visitNo: "2026-11-E000001-1" }], new Set())).toEqual([]);
    expect(unplannedVisits([said({ kind: "note", unscheduled: claim })], new Set())).toEqual([]);
  });
});

describe("what the check-in says of it", () => {
  it("is read when it is whole", () => {
    expect(readUnscheduledClaim({ unscheduled: { ...claim, elder: " 王秀英 " } })).toEqual(claim);
    for (const raw of [
      {},
      { unscheduled: null },
      { unscheduled: { ...claim, elder: "王" } },
      { unscheduled: { elder: "王秀英" } },
    ])
      expect(readUnscheduledClaim(raw)).toBeNull();
  });
});
