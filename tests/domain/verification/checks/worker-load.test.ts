import { describe, expect, it } from "vitest";
import { workerLoad } from "#app/domain/verification/checks/worker-load.ts";
import { at } from "../../visits/visit-builders.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const DAY = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    anOtherVisit(`2026-11-03 ${11 + index}:00`, `2026-11-03 ${11 + index}:50`),
  );

describe("R-WORKER-LOAD", () => {
  it("fires at nine visits on one day", () => {
    expect(workerLoad.check(aContext({ workerVisits: DAY(8) }))).toEqual({ visits: 9, hours: 7.8 });
  });

  it("is silent at eight visits and ten hours", () => {
    expect(
      workerLoad.check(
        aContext({ out: "10:00", workerVisits: [...DAY(6), anOtherVisit("2026-11-03 16:00", "2026-11-03 20:00")] }),
      ),
    ).toBeNull();
  });

  it("fires beyond ten hours", () => {
    expect(
      workerLoad.check(aContext({ workerVisits: [anOtherVisit("2026-11-03 11:00", "2026-11-03 20:00")] })),
    ).toEqual({ visits: 2, hours: 10.1 });
  });

  it("does not count another day", () => {
    expect(
      workerLoad.check(
        aContext({
          workerVisits: DAY(8).map((one) => ({
            ...one,
            startAt: at("2026-11-04 09:00"),
            endAt: at("2026-11-04 10:00"),
          })),
        }),
      ),
    ).toBeNull();
  });
});
