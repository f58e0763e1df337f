import { expect, it } from "vitest";
import { alertFigures, type AlertToCount } from "#app/domain/alerts/alert-figures.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const one = (seconds: number | null, changes: Partial<AlertToCount> = {}): AlertToCount => ({
  level: "red",
  purpose: "real",
  receivedAt: now,
  takenAt: seconds === null ? null : ((now + seconds * 1000) as Instant),
  outcome: null,
  ...changes,
});

it("counts what was answered in time on both sides of the limit, and leaves the machine's own out", () => {
  expect(alertFigures([one(30), one(31), one(null), one(1, { purpose: "synthetic" })], 30)).toEqual({
    alerts: 3,
    red: 3,
    redAnsweredInTime: 1,
    falseShare: null,
    middleAnswerSeconds: 30,
  });
});

it("the share of false alarms is of those judged; tests and yellow ones are neither", () => {
  const all = [
    one(1, { outcome: "true" }),
    one(1, { outcome: "false" }),
    one(1, { outcome: "device_fault", level: "orange" }),
    one(1, { outcome: "handed_to_120" }),
    one(1, { outcome: "test", purpose: "drill" }),
    one(1, { outcome: "true", level: "yellow" }),
  ];
  expect(alertFigures(all, 30).falseShare).toBe(0.5);
});
