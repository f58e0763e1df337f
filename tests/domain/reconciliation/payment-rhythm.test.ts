import { expect, it } from "vitest";
import { paidWithMonth } from "#app/domain/reconciliation/payment-rhythm.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const paid = (month: string, settlement_rhythm: "monthly" | "quarterly") =>
  paidWithMonth(plainMonth(month), { settlement_rhythm });

it("pays a month by itself, or with the last month of its quarter", () => {
  expect(["2026-01", "2026-11", "2026-12"].map((month) => paid(month, "monthly"))).toEqual([
    "2026-01",
    "2026-11",
    "2026-12",
  ]);
  expect(
    ["2026-01", "2026-03", "2026-04", "2026-10", "2026-11", "2026-12"].map((month) => paid(month, "quarterly")),
  ).toEqual(["2026-03", "2026-03", "2026-06", "2026-12", "2026-12", "2026-12"]);
});
