import { describe, expect, it } from "vitest";
import { compileRecurrence, expandMonth } from "#app/domain/scheduling/recurrence.ts";
import type { SeriesException } from "#app/domain/scheduling/series-exception.ts";
import { exceptionDates, movedException } from "#app/domain/scheduling/series-exception.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const seventeenth = plainDate("2026-02-17");
const fourteenth = plainDate("2026-02-14");

function datesWith(exceptions: readonly SeriesException[]): string[] {
  const start = { date: plainDate("2026-02-03"), minute: 540 };
  const rrule = "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU";
  return expandMonth(compileRecurrence({ rrule, start, ...exceptionDates(exceptions, 540) }), plainMonth("2026-02"));
}

describe("an exception of a series", () => {
  it("that moves a visit keeps the month's count", () => {
    const moved = movedException(seventeenth, { date: fourteenth, minute: 540 }, "day_off");
    expect(datesWith([moved])).toEqual(["2026-02-03", "2026-02-10", "2026-02-14", "2026-02-24"]);
  });

  it("that drops a visit takes one out", () => {
    expect(datesWith([{ kind: "dropped", originalOn: seventeenth, reason: "no_candidate_day" }])).toEqual([
      "2026-02-03",
      "2026-02-10",
      "2026-02-24",
    ]);
  });

  it("that only changes the worker takes nothing out", () => {
    const moved = movedException(seventeenth, { date: seventeenth, minute: 540 }, "worker_on_leave");
    expect(exceptionDates([moved], 540)).toEqual({ exdates: [], rdates: [] });
    expect(datesWith([moved])).toHaveLength(4);
  });

  it("that changes the time of day is no RDATE, because the series has one start", () => {
    const moved = movedException(seventeenth, { date: fourteenth, minute: 600 }, "day_off");
    expect(exceptionDates([moved], 540)).toEqual({ exdates: [{ date: seventeenth, minute: 540 }], rdates: [] });
    const sameDay = movedException(seventeenth, { date: seventeenth, minute: 600 }, "worker_busy");
    expect(exceptionDates([sameDay], 540)).toEqual({ exdates: [{ date: seventeenth, minute: 540 }], rdates: [] });
  });

  it("never leaves its month", () => {
    expect(() => movedException(seventeenth, { date: plainDate("2026-03-02"), minute: 540 }, "day_off")).toThrow(
      "move-leaves-month",
    );
    expect(() => movedException(seventeenth, { date: plainDate("2026-02-28"), minute: 540 }, "day_off")).not.toThrow();
  });
});
