import { describe, expect, it } from "vitest";
import type { PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { DayStop } from "#app/domain/scheduling/worker-day.ts";
import { absenceOf, WORKER_CONFLICTS, WorkerDays } from "#app/domain/scheduling/worker-days.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "./holidays-2026.ts";
import { aWorker, limits, pointAt, windowsOf } from "./month-plan/district.ts";

const tuesday = plainDate("2026-12-01");
const stop = (startMinute: number, endMinute: number, km = 0): DayStop => ({
  startMinute,
  endMinute,
  home: pointAt(0, km),
});

function daysWith(stops: readonly DayStop[], worker: PlannableWorker, date = tuesday): WorkerDays {
  const days = new WorkerDays(calendar2026, limits);
  for (const one of stops) days.add(worker.id, date, one);
  return days;
}

describe("a care worker's day", () => {
  const worker = aWorker("A");

  it("takes a visit that nothing forbids", () => {
    const days = daysWith([stop(540, 600)], worker);
    expect(days.conflicts(worker, tuesday, stop(600, 660))).toEqual([]);
    expect(days.accepts(worker, tuesday, stop(600, 660))).toBe(true);
  });

  it("names a visit in the way, and a way too long", () => {
    const days = daysWith([stop(540, 600)], worker);
    expect(days.conflicts(worker, tuesday, stop(599, 659))).toEqual(["worker_busy"]);
    expect(days.conflicts(worker, tuesday, stop(605, 665, 1))).toEqual(["travel_too_tight"]);
  });

  it("names time outside the worker's hours, also on a weekday without any", () => {
    const days = daysWith([], worker);
    expect(days.conflicts(worker, tuesday, stop(479, 539))).toEqual(["outside_availability"]);
    expect(days.conflicts(worker, tuesday, stop(480, 540))).toEqual([]);
    expect(days.conflicts(worker, plainDate("2026-12-05"), stop(540, 600))).toEqual(["outside_availability"]);
  });

  it("names leave and employment on their first and last days", () => {
    const away = aWorker("B", {
      employedFrom: plainDate("2026-12-02"),
      employedTo: plainDate("2026-12-08"),
      leave: [{ from: plainDate("2026-12-03"), to: plainDate("2026-12-04") }],
    });
    const absences = [1, 2, 3, 4, 7, 8, 9].map((day) => absenceOf(away, addDays(tuesday, day - 1)));
    expect(absences).toEqual(["not_employed", null, "on_leave", "on_leave", null, null, "not_employed"]);
    expect(daysWith([], away).conflicts(away, tuesday, stop(540, 600))).toEqual(["not_employed"]);
  });

  it("has at most eight visits and ten hours with the way", () => {
    const long = aWorker("C", { availability: windowsOf([1, 2, 3, 4, 5], 0, 1440) });
    const short = Array.from({ length: 8 }, (_, index) => stop(60 * index, 60 * index + 20));
    expect(daysWith(short.slice(0, 7), long).accepts(long, tuesday, stop(900, 920))).toBe(true);
    expect(daysWith(short, long).conflicts(long, tuesday, stop(900, 920))).toEqual(["day_visits"]);
    const nineHours = [stop(0, 540)];
    expect(daysWith(nineHours, long).conflicts(long, tuesday, stop(900, 960))).toEqual([]);
    expect(daysWith(nineHours, long).conflicts(long, tuesday, stop(900, 961))).toEqual(["day_hours"]);
    expect(daysWith(nineHours, long).conflicts(long, tuesday, stop(900, 954, 1))).toEqual(["day_hours"]);
  });

  it("has a week of its own or of the policy, whichever is less, counted from Monday to Sunday", () => {
    const partTime = aWorker("D", { weeklyMinutesMax: 120 });
    const days = daysWith([stop(540, 600)], partTime, plainDate("2026-11-30"));
    expect(days.conflicts(partTime, tuesday, stop(540, 600))).toEqual([]);
    expect(days.conflicts(partTime, tuesday, stop(540, 601))).toEqual(["week_hours"]);
    expect(days.conflicts(partTime, plainDate("2026-12-07"), stop(540, 660))).toEqual([]);
    const generous = aWorker("E", { weeklyMinutesMax: 99_999 });
    const full = new WorkerDays(calendar2026, limits);
    for (let day = -1; day < 3; day += 1) full.add(generous.id, addDays(tuesday, day), stop(480, 1080));
    expect(full.conflicts(generous, plainDate("2026-12-04"), stop(540, 600))).toEqual(["week_hours"]);
  });

  it("keeps the lunch break", () => {
    const days = daysWith([stop(540, 670)], worker);
    expect(days.conflicts(worker, tuesday, stop(690, 900))).toEqual(["lunch_break"]);
    expect(days.accepts(worker, tuesday, stop(690, 900))).toBe(false);
  });

  it("names everything against a visit in a fixed order", () => {
    const gone = aWorker("F", { employedTo: plainDate("2026-11-30"), weeklyMinutesMax: 30 });
    const days = daysWith([stop(540, 600)], gone);
    const found = days.conflicts(gone, tuesday, stop(420, 1100));
    expect(found).toEqual(WORKER_CONFLICTS.filter((code) => found.includes(code)));
    expect(found).toEqual([
      "not_employed",
      "outside_availability",
      "worker_busy",
      "day_hours",
      "week_hours",
      "lunch_break",
    ]);
  });

  it("can be walked through", () => {
    const days = daysWith([stop(600, 660), stop(540, 600)], worker);
    expect([...days.all()]).toEqual([{ workerId: worker.id, date: tuesday, stops: [stop(540, 600), stop(600, 660)] }]);
  });
});
