import { describe, expect, it } from "vitest";
import { isLater, overlaps, travelBetween } from "#app/domain/verification/other-visits.ts";
import { DEGREE_M, HOME, OTHER_WORKER, at } from "../visits/visit-builders.ts";
import { aContext, anOtherVisit } from "./verification-builders.ts";

const served = { inAt: at("2026-11-03 09:00"), outAt: at("2026-11-03 10:00"), minutes: 60 };
const home = { latitude: HOME.latitude + 2000 / DEGREE_M, longitude: HOME.longitude };

describe("other visits", () => {
  it.each([
    ["08:00", "09:00", false],
    ["08:00", "09:01", true],
    ["10:00", "11:00", false],
    ["09:59", "11:00", true],
    ["09:10", "09:20", true],
  ])("from %s to %s overlap: %s", (start, end, expected) => {
    expect(overlaps(served, anOtherVisit(`2026-11-03 ${start}`, `2026-11-03 ${end}`))).toBe(expected);
  });

  it("are put in one order by start, then number", () => {
    const early = { startAt: at("2026-11-03 09:00"), visitNo: "b" };
    expect(isLater({ ...early, startAt: at("2026-11-03 09:01") }, early)).toBe(true);
    expect(isLater({ ...early, visitNo: "a" }, early)).toBe(false);
    expect(isLater({ ...early, visitNo: "c" }, early)).toBe(true);
  });

  it("give the way, the time there is and the time it needs", () => {
    const context = aContext({
      workerVisits: [
        anOtherVisit("2026-11-03 07:30", "2026-11-03 08:54", { visitNo: "before", home }),
        anOtherVisit("2026-11-03 10:35", "2026-11-03 11:40", { visitNo: "after", home }),
      ],
    });
    const legs = travelBetween(context);
    expect(legs.map((leg) => [leg.other, leg.direction, leg.gapMinutes, leg.neededMinutes])).toEqual([
      ["before", "from_previous", 6, 6],
      ["after", "to_next", 30, 6],
    ]);
    expect(legs[0]?.speedKmh).toBeCloseTo(20, 6);
  });

  it("of other workers, without a known home, or overlapping are no way", () => {
    const context = aContext({
      workerVisits: [
        anOtherVisit("2026-11-03 07:30", "2026-11-03 08:54", { workerIds: [OTHER_WORKER], home }),
        anOtherVisit("2026-11-03 07:30", "2026-11-03 08:54"),
        anOtherVisit("2026-11-03 09:30", "2026-11-03 10:54", { home }),
      ],
    });
    expect(travelBetween(context)).toEqual([]);
  });
});
