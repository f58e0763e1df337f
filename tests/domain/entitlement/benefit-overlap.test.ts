import { describe, expect, it } from "vitest";
import type { BenefitExclusion, DrawnBenefit } from "#app/domain/entitlement/benefit-overlap.ts";
import {
  benefitFact,
  benefitOverlaps,
  exclusionBetween,
  HOME_VISITS,
  sharedPeriod,
} from "#app/domain/entitlement/benefit-overlap.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const drawn = (benefit: string, from: string | null, to: string | null): DrawnBenefit => ({
  benefit,
  from: from === null ? null : plainDate(from),
  to: to === null ? null : plainDate(to),
});
const table: BenefitExclusion[] = [
  { between: [HOME_VISITS, "voucher"], basis: "document 1", confirmed: true },
  { between: ["insurance", HOME_VISITS], basis: "待确认", confirmed: false },
];

describe("benefits in the same period", () => {
  it.each<[string, [string | null, string | null], [string | null, string | null], unknown]>([
    ["touch on one day", ["2026-01-01", "2026-03-31"], ["2026-03-31", null], { from: "2026-03-31", to: "2026-03-31" }],
    ["miss each other by a day", ["2026-01-01", "2026-03-31"], ["2026-04-01", null], null],
    ["are both open", [null, null], [null, null], { from: null, to: null }],
    ["lie inside each other", [null, null], ["2026-02-01", "2026-02-28"], { from: "2026-02-01", to: "2026-02-28" }],
  ])("%s", (_name, left, right, shared) => {
    expect(sharedPeriod(drawn("a", ...left), drawn("b", ...right))).toEqual(shared);
    expect(sharedPeriod(drawn("b", ...right), drawn("a", ...left))).toEqual(shared);
  });
  it("overlap where the table excludes the pair, whichever is named first", () => {
    const visits = drawn(HOME_VISITS, "2026-03-01", null);
    const voucher = drawn("voucher", "2026-01-01", "2026-03-31");
    const overlap = { from: "2026-03-01", to: "2026-03-31", basis: "document 1", confirmed: true };
    expect(benefitOverlaps([visits, voucher], table)).toEqual([{ first: HOME_VISITS, second: "voucher", ...overlap }]);
    expect(benefitOverlaps([voucher, visits], table)).toEqual([{ first: "voucher", second: HOME_VISITS, ...overlap }]);
  });
  it("may be drawn beside each other where the table is silent or the periods differ", () => {
    expect(benefitOverlaps([drawn(HOME_VISITS, null, null), drawn("pension", null, null)], table)).toEqual([]);
    expect(benefitOverlaps([drawn("insurance", null, null), drawn("voucher", null, null)], table)).toEqual([]);
    expect(
      benefitOverlaps([drawn(HOME_VISITS, "2026-04-01", null), drawn("voucher", null, "2026-03-31")], table),
    ).toEqual([]);
  });
  it("never exclude themselves", () => {
    expect(exclusionBetween(HOME_VISITS, HOME_VISITS, table)).toBeNull();
    expect(benefitOverlaps([drawn("voucher", null, null), drawn("voucher", null, null)], table)).toEqual([]);
  });
  it("refuse an elder only by a confirmed row", () => {
    expect(benefitFact(drawn("voucher", "2026-01-01", null), table)).toEqual({
      benefit: "voucher",
      from: "2026-01-01",
      to: null,
      exclusive: true,
    });
    expect(benefitFact(drawn("insurance", null, null), table).exclusive).toBe(false);
    expect(benefitFact(drawn("pension", null, null), table).exclusive).toBe(false);
  });
});
