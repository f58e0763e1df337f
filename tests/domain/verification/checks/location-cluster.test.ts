import { describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { locationCluster } from "#app/domain/verification/checks/location-cluster.ts";
import type { RecordedVisit } from "#app/domain/verification/worker-month.ts";
import { DEGREE_M, HOME, WORKER, at } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const north = (metres: number) => ({ latitude: HOME.latitude + metres / DEGREE_M, longitude: HOME.longitude });
const fixAt = (metres: number) =>
  ({ ...north(metres), accuracyM: 10, ageMs: 0, datum: "WGS-84", source: "gps" }) as const;

/** So many check-ins at the office, the first of them this visit's; each elder lives elsewhere. */
function atOffice(count: number, change: (day: number) => Partial<RecordedVisit> = () => ({})): RecordedVisit[] {
  return Array.from({ length: count }, (_, day) => ({
    visitNo: day === 0 ? "2026-11-E0001-1" : `other ${day}`,
    workerId: WORKER,
    startAt: plusMinutes(at("2026-11-03 09:00"), day * 24 * 60),
    endAt: null,
    fix: fixAt(2000),
    home: HOME,
    ...change(day),
  }));
}

describe("R-LOCATION-CLUSTER", () => {
  it("fires at 5 check-ins at one place that is nobody's home, not at 4", () => {
    expect(locationCluster.check(aContext({ workerMonth: atOffice(5) }))).toEqual({ count: 5, radius: 50 });
    expect(locationCluster.check(aContext({ workerMonth: atOffice(4) }))).toBeNull();
  });

  it("counts a check-in 49 metres away and none 51 metres away", () => {
    const away = (metres: number) => atOffice(5, (day) => (day === 4 ? { fix: fixAt(2000 + metres) } : {}));
    expect(locationCluster.check(aContext({ workerMonth: away(49) }))).not.toBeNull();
    expect(locationCluster.check(aContext({ workerMonth: away(51) }))).toBeNull();
  });

  it("is silent at a stairwell where elders live", () => {
    const neighbours = atOffice(8, (day) => (day === 3 ? { home: north(2010) } : {}));
    expect(locationCluster.check(aContext({ workerMonth: neighbours }))).toBeNull();
  });
});
