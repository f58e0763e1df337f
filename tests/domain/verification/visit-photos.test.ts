import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { reusesOf, type LikeSaying } from "#app/domain/verification/visit-photos.ts";
import { at } from "../visits/visit-builders.ts";

const saying = (over: Partial<LikeSaying> = {}): LikeSaying => ({
  eventId: "b",
  visitId: "other",
  visitNo: "V2",
  digest: "d2",
  capturedAt: at("2026-10-01 09:00"),
  distanceBits: 0,
  ...over,
});
const own = { eventId: "c", visitId: "own", capturedAt: at("2026-11-03 09:00") };

describe("photographs that look like one", () => {
  it("count when they stand at another visit and were taken before", () => {
    expect(reusesOf(own, [saying()])).toEqual([{ visitNo: "V2", digest: "d2", distanceBits: 0 }]);
    expect(reusesOf(own, [saying({ visitId: "own" })])).toEqual([]);
    expect(reusesOf(own, [saying({ capturedAt: at("2026-11-03 09:01") })])).toEqual([]);
  });

  it("come with the nearest first, then the earliest", () => {
    const found = reusesOf(own, [
      saying({ visitNo: "far", distanceBits: 4 }),
      saying({ visitNo: "near", distanceBits: 1, capturedAt: at("2026-10-02 09:00") }),
      saying({ visitNo: "near and first", distanceBits: 1 }),
    ]);
    expect(found.map((one) => one.visitNo)).toEqual(["near and first", "near", "far"]);
  });

  it("question exactly one of two visits, whatever the times are", () => {
    const place = fc.record({ eventId: fc.uuid(), capturedAt: fc.constantFrom(1, 2).map(instant) });
    fc.assert(
      fc.property(place, place, (left, right) => {
        fc.pre(left.eventId !== right.eventId);
        const [one, two] = [saying({ ...left, visitId: "1" }), saying({ ...right, visitId: "2" })];
        expect(reusesOf(one, [two]).length + reusesOf(two, [one]).length).toBe(1);
      }),
    );
  });
});
