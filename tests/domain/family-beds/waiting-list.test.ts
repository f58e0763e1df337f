import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waitingOrder, type Waiting } from "#app/domain/family-beds/waiting-list.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const policy = SAMPLE_POLICY.parameters;
const row = (bedNo: string, hardship: Waiting["hardship"], grade: number, queuedOn: string): Waiting => ({
  ...{ bedNo, hardship, grade },
  queuedOn: plainDate(queuedOn),
});
const LIST = [
  row("B1", null, 4, "2026-09-01"),
  row("B2", "dibao", 2, "2026-10-01"),
  row("B3", "dibao", 3, "2026-10-09"),
  row("B4", "tekun_dispersed", 1, "2026-11-01"),
  row("B5", "dibao", 3, "2026-10-02"),
  row("B6", "dibao", 3, "2026-10-02"),
];

describe("the waiting list", () => {
  it("goes by class of hardship, then grade, then day, then number", () => {
    expect(waitingOrder(LIST, policy).map((one) => one.bedNo)).toEqual(["B4", "B5", "B6", "B3", "B2", "B1"]);
  });

  it("follows the policy when the district orders otherwise", () => {
    const other = { ...policy, waiting_list_order: ["approved_at" as const] };
    expect(waitingOrder(LIST, other).map((one) => one.bedNo)).toEqual(["B1", "B2", "B5", "B6", "B3", "B4"]);
  });

  it("is the same whatever order it was read in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(LIST, { minLength: LIST.length }), (mixed) => {
        expect(waitingOrder(mixed, policy)).toEqual(waitingOrder(LIST, policy));
      }),
    );
  });
});
