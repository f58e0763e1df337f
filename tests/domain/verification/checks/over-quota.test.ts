import { describe, expect, it } from "vitest";
import { overQuota } from "#app/domain/verification/checks/over-quota.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const EARLIER = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    anOtherVisit(`2026-11-0${1 + (index % 2)} ${10 + index}:00`, `2026-11-0${1 + (index % 2)} ${11 + index}:00`),
  );

describe("R-OVER-QUOTA", () => {
  it("fires on the fifth verified visit of the month", () => {
    expect(overQuota.check(aContext({ elderVisits: EARLIER(4) }))).toEqual({ n: 5, visits_per_month: 4 });
  });

  it("is silent on the fourth", () => {
    expect(overQuota.check(aContext({ elderVisits: EARLIER(3) }))).toBeNull();
  });

  it("does not count visits that are not verified", () => {
    expect(
      overQuota.check(aContext({ elderVisits: EARLIER(4).map((one, index) => ({ ...one, verified: index > 0 })) })),
    ).toBeNull();
  });

  it("gives the place of a waived visit to a later one", () => {
    expect(
      overQuota.check(aContext({ elderVisits: EARLIER(4).map((one, index) => ({ ...one, waived: index === 0 })) })),
    ).toBeNull();
  });

  it("does not count another month or fund", () => {
    expect(
      overQuota.check(
        aContext({
          elderVisits: [
            ...EARLIER(3),
            anOtherVisit("2026-10-31 23:59", "2026-11-01 01:00"),
            { ...EARLIER(1)[0], ...anOtherVisit("2026-11-01 06:00", "2026-11-01 07:00", { fund: "voucher" }) },
          ],
        }),
      ),
    ).toBeNull();
  });

  it("judges by start and not by entry", () => {
    expect(
      overQuota.check(aContext({ elderVisits: [...EARLIER(3), anOtherVisit("2026-11-20 09:00", "2026-11-20 10:05")] })),
    ).toBeNull();
  });
});
