import { expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { daysUntilExpiry, EXPIRY_WARNING_DAYS, expiryLevel } from "#app/domain/workforce/credential-expiry.ts";

it("a certificate is warned of 30, 14 and 7 days ahead, counts on its last day and is over after it", () => {
  expect([-1, 0, 7, 8, 14, 15, 30, 31].map((days) => expiryLevel(days))).toEqual([
    "expired",
    "within_7",
    "within_7",
    "within_14",
    "within_14",
    "within_30",
    "within_30",
    "far",
  ]);
  expect(expiryLevel(null)).toBe("far");
  for (const days of EXPIRY_WARNING_DAYS) expect(expiryLevel(days)).not.toBe(expiryLevel(days + 1));
});

it("the days are counted to the last valid day", () => {
  const today = plainDate("2026-11-15");
  expect(daysUntilExpiry(today, plainDate("2026-12-15"))).toBe(30);
  expect(daysUntilExpiry(today, today)).toBe(0);
  expect(daysUntilExpiry(today, plainDate("2026-11-14"))).toBe(-1);
  expect(daysUntilExpiry(today, null)).toBeNull();
});
