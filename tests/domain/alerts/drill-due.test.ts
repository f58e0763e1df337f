import { expect, it } from "vitest";
import { drillDueOn, lastTestedOwed } from "#app/domain/alerts/drill-due.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

it("owes a bed its test from the policy's days after the last one on, not on the day before", () => {
  const policy = { alert_drill_days: 30 };
  const lastOn = plainDate("2026-01-31");
  const dueOn = drillDueOn(lastOn, policy);
  expect(dueOn).toBe("2026-03-02");
  expect(lastTestedOwed(dueOn, policy)).toBe(lastOn);
  expect(lastTestedOwed(plainDate("2026-03-01"), policy) < lastOn).toBe(true);
});
