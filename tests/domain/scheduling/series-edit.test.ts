import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRecurrence, expandMonth, monthlyRule } from "#app/domain/scheduling/recurrence.ts";
import { readRule } from "#app/domain/scheduling/rule-text.ts";
import type { EditedSeries, EditLimits, SeriesEdit } from "#app/domain/scheduling/series-edit.ts";
import { editSeries } from "#app/domain/scheduling/series-edit.ts";
import { movedException } from "#app/domain/scheduling/series-exception.ts";
import type { Occurrence, Series } from "#app/domain/scheduling/series-occurrences.ts";
import { compileRule, occurrencesOf, standingOf } from "#app/domain/scheduling/series-occurrences.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, monthOf } from "#app/domain/time/plain-month.ts";
import { anyMinute, anySeries, anyWeekday, windowOf } from "./random-series.ts";

const on = (day: string) => plainDate(`2026-02-${day}`);
const tuesdays: Series = {
  rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
  start: { date: on("03"), minute: 540 },
  exceptions: [],
};
const february: EditLimits = { pinned: new Set(), perMonth: 4, until: on("28") };
const toThursday = (scope: SeriesEdit["scope"], day: string): SeriesEdit => ({
  scope,
  anchorOn: on(day),
  weekday: 4,
  startMinute: 600,
});

/** "17→19 follows" for each date that is listed. */
function told({ changes }: EditedSeries): string[] {
  const day = (date: PlainDate | undefined) => date?.slice(8) ?? "–";
  return changes.map(({ from, to, fate }) => `${day(from?.date)}→${day(to?.date)} ${fate}`);
}

describe("this and following", () => {
  it("ends the old rule before the date and begins a new series there, four in the month", () => {
    const result = editSeries(tuesdays, toThursday("this_and_following", "17"), february);
    expect(result.ended?.rrule).toBe("FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU;UNTIL=20260210T090000");
    expect(result.edited).toEqual({
      rrule: "FREQ=MONTHLY;BYDAY=1TH,2TH,3TH,4TH",
      start: { date: "2026-02-19", minute: 600 },
      exceptions: [],
    });
    expect(told(result)).toEqual(["03→03 untouched", "10→10 untouched", "17→19 follows", "24→26 follows"]);
  });

  it("carries later exceptions over: a person's move stays, the calendar's follows, a dropped date stays dropped", () => {
    const series: Series = {
      ...tuesdays,
      exceptions: [
        movedException(on("10"), { date: on("11"), minute: 660 }, "person_decided"),
        movedException(on("17"), { date: on("14"), minute: 540 }, "day_off"),
        { kind: "dropped", originalOn: on("24"), reason: "visit_cancelled" },
      ],
    };
    const result = editSeries(series, toThursday("this_and_following", "03"), february);
    expect(result.ended).toBeNull();
    expect(told(result)).toEqual(["03→05 follows", "11→11 kept", "14→19 follows", "–→– dropped"]);
    expect(result.edited.exceptions).toEqual([
      {
        kind: "moved",
        originalOn: "2026-02-12",
        movedTo: { date: "2026-02-11", minute: 660 },
        reason: "person_decided",
      },
      { kind: "dropped", originalOn: "2026-02-26", reason: "visit_cancelled" },
    ]);
  });

  it("lets the date from which it was asked follow, even if a person had moved it", () => {
    const moved = movedException(on("17"), { date: on("18"), minute: 660 }, "person_decided");
    const result = editSeries({ ...tuesdays, exceptions: [moved] }, toThursday("this_and_following", "17"), february);
    expect(told(result).slice(2)).toEqual(["18→19 follows", "24→26 follows"]);
  });

  it("keeps the end that the old rule had, by date and by count", () => {
    for (const end of ["UNTIL=20260310T010000Z", "COUNT=6"]) {
      const series = { ...tuesdays, rrule: `${tuesdays.rrule};${end}` };
      const { edited } = editSeries(series, toThursday("this_and_following", "17"), february);
      expect(edited.rrule).toBe("FREQ=MONTHLY;BYDAY=1TH,2TH,3TH,4TH;UNTIL=20260312T100000");
    }
  });

  it("changes only the time of a rule of any kind", () => {
    const fixed: Series = { ...tuesdays, rrule: "FREQ=MONTHLY;BYMONTHDAY=3,10,17,24" };
    const result = editSeries(fixed, { ...toThursday("all", "03"), weekday: 2, startMinute: 480 }, february);
    expect(result.edited).toEqual({ rrule: fixed.rrule, start: { date: "2026-02-03", minute: 480 }, exceptions: [] });
  });
});

describe("all", () => {
  it("changes the rule itself when nothing of it has happened", () => {
    const result = editSeries(tuesdays, toThursday("all", "17"), february);
    expect(result.ended).toBeNull();
    expect(result.edited.start).toEqual({ date: "2026-02-05", minute: 600 });
    expect(told(result)).toEqual(["03→05 follows", "10→12 follows", "17→19 follows", "24→26 follows"]);
  });

  it("leaves what is over with the old rule, and what began out of turn where it stands", () => {
    const pinned = new Set([on("03"), on("17")]);
    const result = editSeries(tuesdays, toThursday("all", "24"), { ...february, pinned });
    expect(told(result)).toEqual(["03→03 untouched", "10→12 follows", "17→17 pinned", "24→26 follows"]);
    expect(result.ended?.rrule).toContain("UNTIL=20260203T090000");
    expect(result.edited.exceptions).toEqual([
      {
        kind: "moved",
        originalOn: "2026-02-19",
        movedTo: { date: "2026-02-17", minute: 540 },
        reason: "person_decided",
      },
    ]);
  });

  it("names a date for which the new rule has none", () => {
    const moved = movedException(on("18"), { date: on("20"), minute: 540 }, "person_decided");
    const result = editSeries({ ...tuesdays, exceptions: [moved] }, toThursday("all", "03"), february);
    expect(result.changes.find(({ originalOn }) => originalOn === on("18"))).toMatchObject({
      newOriginalOn: null,
      fate: "lost",
    });
    expect(result.edited.exceptions).toEqual([]);
  });
});

describe("an edit that cannot be", () => {
  it("is refused by name", () => {
    const refused = (series: Series, edit: SeriesEdit, limits = february) =>
      expect(() => editSeries(series, edit, limits));
    refused(tuesdays, toThursday("all", "18")).toThrow("occurrence-unknown");
    refused(tuesdays, toThursday("all", "17"), { ...february, pinned: new Set([on("17")]) }).toThrow(
      "occurrence-pinned",
    );
    refused(tuesdays, { ...toThursday("all", "17"), weekday: 2, startMinute: 540 }).toThrow("edit-changes-nothing");
    const mixed = { ...tuesdays, rrule: "FREQ=MONTHLY;BYDAY=1TU,2TH,3TU,4TH" };
    refused(mixed, toThursday("all", "03")).toThrow("series-weekday-fixed");
    refused({ ...tuesdays, rrule: "FREQ=WEEKLY;BYDAY=TU" }, toThursday("all", "03")).toThrow("series-weekday-fixed");
  });

  it("is refused when a month would not keep its four", () => {
    const last = { ...tuesdays, rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,-1TU" };
    const edit = { ...toThursday("all", "03"), weekday: 7 as const };
    expect(() => editSeries(last, edit, february)).not.toThrow();
    const coinciding = {
      ...tuesdays,
      rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,4TU,5TU",
      start: { date: plainDate("2026-03-03"), minute: 540 },
    };
    const march = { ...edit, anchorOn: plainDate("2026-03-03"), weekday: 4 as const };
    expect(() => editSeries(coinciding, march, { ...february, until: plainDate("2026-03-31") })).toThrow(
      "recurrence-not-exact",
    );
    expect(() => editSeries(coinciding, march, { ...february, perMonth: null })).not.toThrow();
  });
});

describe("an edit of any series", () => {
  const anyEdit = fc.record({
    series: anySeries,
    scope: fc.constantFrom("this_and_following" as const, "all" as const),
    anchor: fc.nat(),
    weekday: anyWeekday,
    startMinute: anyMinute,
    over: fc.nat(4),
    begun: fc.nat(11),
  });

  type Case = typeof anyEdit extends fc.Arbitrary<infer Value> ? Value : never;

  /** The first `over` dates are over and one more has begun; the anchor is one of the others. */
  function edited({ series, scope, anchor, weekday, startMinute, over, begun }: Case) {
    const [from, until] = windowOf(series);
    const dates = occurrencesOf(series, from, until);
    const pinned = new Set(
      dates.filter((_, place) => place < over || place === begun).map(({ originalOn }) => originalOn),
    );
    const open = dates.filter(({ originalOn }) => !pinned.has(originalOn));
    const anchorOn = open[anchor % open.length]?.originalOn ?? from;
    const perMonth = readRule(series.rrule).days.length;
    const unchanged = readRule(series.rrule).days[0]?.weekday === weekday && series.start.minute === startMinute;
    const result = unchanged
      ? null
      : editSeries(series, { scope, anchorOn, weekday, startMinute }, { pinned, perMonth, until });
    return { dates, pinned, perMonth, result, from, until };
  }

  function standingAfter({ ended, edited: series }: EditedSeries, from: PlainDate, until: PlainDate): Occurrence[] {
    return [...(ended === null ? [] : occurrencesOf(ended, from, until)), ...occurrencesOf(series, from, until)];
  }

  const holds = (check: (given: ReturnType<typeof edited> & { result: EditedSeries }) => void) =>
    fc.assert(
      fc.property(anyEdit, (given) => {
        const { result, ...rest } = edited(given);
        if (result !== null) check({ ...rest, result });
      }),
      { numRuns: 300, seed: 20261115 },
    );

  it("never loses or moves a visit that is over or has begun", () => {
    holds(({ dates, pinned, result, from, until }) => {
      const after = standingAfter(result, from, until).map(({ stands }) => JSON.stringify(stands));
      for (const { originalOn, stands } of dates)
        if (pinned.has(originalOn) && stands !== null) expect(after).toContain(JSON.stringify(stands));
    });
  });

  it("keeps the number of dates, of dropped dates and of visits in every month", () => {
    holds(({ dates, result, from, until }) => {
      const after = standingAfter(result, from, until);
      const count = (list: readonly Occurrence[]) =>
        [0, 1, 2].map((offset) => {
          const inMonth = list.filter(({ originalOn }) => monthOf(originalOn) === addMonths(monthOf(from), offset));
          return [inMonth.length, inMonth.filter(({ stands }) => stands === null).length];
        });
      expect(count(after)).toEqual(count(dates));
    });
  });

  it("names what becomes of every date, as the two series then say it", () => {
    holds(({ dates, result }) => {
      expect(result.changes.map(({ originalOn }) => originalOn)).toEqual(dates.map(({ originalOn }) => originalOn));
      for (const { originalOn, newOriginalOn, from, to, fate } of result.changes) {
        const series = fate === "untouched" ? result.ended : result.edited;
        expect(newOriginalOn).not.toBeNull();
        if (series !== null && newOriginalOn !== null) expect(standingOf(series, newOriginalOn)).toEqual(to);
        expect(from).toEqual(dates.find((date) => date.originalOn === originalOn)?.stands);
      }
    });
  });

  it("leaves a rule that gives its number in every month to come, starting on a date of its own", () => {
    holds(({ result, perMonth }) => {
      const { edited: series } = result;
      const month = addMonths(monthOf(series.start.date), 40);
      expect(expandMonth(compileRule(series), month)).toHaveLength(perMonth);
      expect(expandMonth(compileRule(series), monthOf(series.start.date))[0]).toBe(series.start.date);
      const { rrule, start, exceptions } = series;
      const dates = exceptions.map(({ originalOn }) => ({ date: originalOn, minute: start.minute }));
      const without = compileRecurrence({ rrule, start, exdates: dates, rdates: [] });
      const all = compileRule(series);
      for (const { originalOn } of exceptions) {
        expect(expandMonth(all, monthOf(originalOn))).toContain(originalOn);
        expect(expandMonth(without, monthOf(originalOn))).not.toContain(originalOn);
      }
    });
  });

  it("is taken back by the opposite edit when there are no exceptions", () => {
    fc.assert(
      fc.property(anyWeekday, anyWeekday, anyMinute, (first, second, minute) => {
        fc.pre(first !== second);
        const series = (weekday: typeof first): Series => {
          const rrule = monthlyRule(weekday, [1, 2, 3, 4]);
          const [date = on("01")] = expandMonth(
            compileRule({ rrule, start: { date: on("01"), minute } }),
            monthOf(on("01")),
          );
          return { rrule, start: { date, minute }, exceptions: [] };
        };
        const there = editSeries(
          series(first),
          { scope: "all", anchorOn: series(first).start.date, weekday: second, startMinute: minute },
          february,
        );
        const back = editSeries(
          there.edited,
          { scope: "all", anchorOn: there.edited.start.date, weekday: first, startMinute: minute },
          february,
        );
        expect(there.edited).toEqual(series(second));
        expect(back.edited).toEqual(series(first));
      }),
      { seed: 20261115 },
    );
  });
});
