import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ElderId } from "#app/domain/identifiers.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { CalendarSeries, CalendarVisit } from "#app/domain/scheduling/calendar-entries.ts";
import { elderEntries, ruleUpTo } from "#app/domain/scheduling/calendar-entries.ts";
import { libraryDays } from "#app/domain/scheduling/rrule-library.ts";
import { editSeries } from "#app/domain/scheduling/series-edit.ts";
import type { Series } from "#app/domain/scheduling/series-occurrences.ts";
import { occurrencesOf } from "#app/domain/scheduling/series-occurrences.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { instant } from "#app/domain/time/instant.ts";
import { dayNumber, plainDate, plainDateOfDay, weekdayOf } from "#app/domain/time/plain-date.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { calendarText } from "#app/integrations/calendar/ics.server.ts";
import { anyMinute, anySeries, anyWeekday } from "#tests/domain/scheduling/random-series.ts";

const elderId = identify<ElderId>("elder-1");
const durationMinutes = 60;

/** The series as it is exported: one entry with its rule, and every visit that stands, which overrides where it deviates. */
function exported(series: Series, uid: string, from: PlainDate, to: PlainDate) {
  const dates = occurrencesOf(series, from, to);
  const dropped = dates.flatMap(({ originalOn, stands }) => (stands === null ? [originalOn] : []));
  const calendarSeries: CalendarSeries = {
    uid,
    elderId,
    ...ruleUpTo(series.rrule, to),
    start: series.start,
    durationMinutes,
    workerIds: [],
    droppedOn: dropped,
  };
  const visits = dates.flatMap(({ originalOn, stands }): CalendarVisit[] =>
    stands === null
      ? []
      : [
          {
            uid: `${uid}|${originalOn}`,
            elderId,
            seriesUid: uid,
            originalOn,
            start: stands,
            durationMinutes,
            workerIds: [],
            cancelled: false,
          },
        ],
  );
  return { calendarSeries, visits };
}

const timeOf = (text: string): LocalTime => ({
  date: plainDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`),
  minute: Number(text.slice(9, 11)) * 60 + Number(text.slice(11, 13)),
});

/** Starts that a calendar program shows: the rule by the library up to UNTIL, minus EXDATE, overridden dates replaced. */
function shown(text: string): string[] {
  const events = text
    .replace(/\r\n /g, "")
    .split("BEGIN:VEVENT")
    .slice(1)
    .map(
      (event) =>
        new Map(event.split("\r\n").map((line) => [/^[A-Z-]+/.exec(line)?.[0] ?? "", line.replace(/^[^:]*:/, "")])),
    );
  const overrides = events.filter((event) => event.has("RECURRENCE-ID"));
  return events
    .flatMap((event): LocalTime[] => {
      const start = timeOf(event.get("DTSTART") ?? "");
      if (event.has("RECURRENCE-ID")) return [start];
      const gone = [
        ...(event.get("EXDATE") ?? "").split(","),
        ...overrides.filter((one) => one.get("UID") === event.get("UID")).map((one) => one.get("RECURRENCE-ID") ?? ""),
      ]
        .filter((one) => one !== "")
        .map((one) => timeOf(one).date);
      const [ruleText = "", until = ""] = (event.get("RRULE") ?? "").split(";UNTIL=");
      // UNTIL is UTC by the standard; the district is eight hours ahead all year.
      const last = timeOf(until);
      const lastDay = dayNumber(last.date) + (last.minute + 480 >= 1440 ? 1 : 0);
      const rule = { ruleText, startDay: dayNumber(start.date), startMinute: start.minute, until: null };
      const days = libraryDays(rule, rule.startDay, lastDay).map(plainDateOfDay);
      return days.filter((date) => !gone.includes(date)).map((date) => ({ date, minute: start.minute }));
    })
    .map(({ date, minute }) => `${date} ${minute}`)
    .sort();
}

describe("the calendar file of an edited series", () => {
  it("shows, read back, exactly where the visits of its month stand", () => {
    fc.assert(
      fc.property(anySeries, anyWeekday, anyMinute, fc.nat(3), (series, weekday, startMinute, place) => {
        const to = lastDateOf(monthOf(series.start.date));
        const dates = occurrencesOf(series, series.start.date, to);
        const anchorOn = dates[place % dates.length]?.originalOn ?? series.start.date;
        fc.pre(weekday !== weekdayOf(anchorOn) || startMinute !== series.start.minute);
        const edit = { scope: "this_and_following" as const, anchorOn, weekday, startMinute };
        const { ended, edited } = editSeries(series, edit, { pinned: new Set(), perMonth: null, until: to });
        const parts = [ended, edited].flatMap((one, index) =>
          one === null
            ? []
            : [
                exported(
                  one,
                  `series-${index}`,
                  series.start.date < one.start.date ? series.start.date : one.start.date,
                  to,
                ),
              ],
        );
        const entries = elderEntries(
          parts.map(({ calendarSeries }) => calendarSeries),
          parts.flatMap(({ visits }) => visits),
        );
        const text = calendarText({
          name: "上门服务",
          madeAt: instant("2026-01-25T08:00:00Z"),
          events: entries.map((entry) => ({ entry, summary: "上门服务", sequence: 1 })),
        });
        const standing = parts
          .flatMap(({ visits }) => visits.map(({ start }) => `${start.date} ${start.minute}`))
          .sort();
        expect(shown(text)).toEqual(standing);
        expect(standing).toHaveLength(dates.filter(({ stands }) => stands !== null).length);
      }),
      { seed: 20261115 },
    );
  });
});
