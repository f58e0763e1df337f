import { describe, expect, it } from "vitest";
import { travelTight } from "#app/domain/verification/checks/travel-tight.ts";
import { DEGREE_M, HOME } from "../../visits/visit-builders.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const BEFORE = (end: string, metres: number) =>
  anOtherVisit("2026-11-03 07:40", `2026-11-03 ${end}`, {
    visitNo: "V0",
    home: { latitude: HOME.latitude + metres / DEGREE_M, longitude: HOME.longitude },
  });

describe("R-TRAVEL-TIGHT", () => {
  it("fires at 2000 metres in 5 minutes", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("08:55", 2000)] }))).toEqual({
      other: "V0",
      distance: 2000,
      gap: 5,
    });
  });

  it("is silent at 2000 metres in 6 minutes", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("08:54", 2000)] }))).toBeNull();
  });

  it("fires at 8000 metres in 10 minutes", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("08:50", 8000)] }))).toEqual({
      other: "V0",
      distance: 8000,
      gap: 10,
    });
  });

  it("leaves 8000 metres in 5 minutes to R-TRAVEL-IMPOSSIBLE", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("08:55", 8000)] }))).toBeNull();
  });

  it("ignores homes nearer than 150 metres", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("09:00", 140)] }))).toBeNull();
  });

  it("leaves visits that intersect to R-WORKER-OVERLAP", () => {
    expect(travelTight.check(aContext({ workerVisits: [BEFORE("09:01", 8000)] }))).toBeNull();
  });
});
