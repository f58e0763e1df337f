import { describe, expect, it } from "vitest";
import { travelImpossible } from "#app/domain/verification/checks/travel-impossible.ts";
import { DEGREE_M, HOME } from "../../visits/visit-builders.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const NORTH = (metres: number) => ({ latitude: HOME.latitude + metres / DEGREE_M, longitude: HOME.longitude });
const BEFORE = (end: string, metres: number) =>
  anOtherVisit("2026-11-03 07:40", `2026-11-03 ${end}`, { visitNo: "V0", home: NORTH(metres) });
const AFTER = anOtherVisit("2026-11-03 10:10", "2026-11-03 11:10", { visitNo: "V9", home: NORTH(8000) });

describe("R-TRAVEL-IMPOSSIBLE", () => {
  it("fires at 8000 metres in 5 minutes", () => {
    expect(travelImpossible.check(aContext({ workerVisits: [BEFORE("08:55", 8000)] }))).toEqual({
      other: "V0",
      distance: 8000,
      gap: 5,
      speed: 96,
    });
  });

  it("is silent at 8000 metres in 10 minutes", () => {
    expect(travelImpossible.check(aContext({ workerVisits: [BEFORE("08:50", 8000)] }))).toBeNull();
  });

  it("fires without any time between two homes apart", () => {
    expect(travelImpossible.check(aContext({ workerVisits: [BEFORE("09:00", 500)] }))).toEqual({
      other: "V0",
      distance: 500,
      gap: 0,
      speed: null,
    });
  });

  it("ignores homes nearer than 150 metres", () => {
    expect(travelImpossible.check(aContext({ workerVisits: [BEFORE("09:00", 140)] }))).toBeNull();
  });

  it("fires on the earlier visit too", () => {
    expect(travelImpossible.check(aContext({ workerVisits: [AFTER] }))).toEqual({
      other: "V9",
      distance: 8000,
      gap: 5,
      speed: 96,
    });
  });
});
