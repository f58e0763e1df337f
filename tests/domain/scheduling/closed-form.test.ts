import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LAST_DAY_OF_ALL,
  closedFormOf,
  dayOfOccurrence,
  writeFormDays,
  type ClosedForm,
} from "#app/domain/scheduling/closed-form.ts";
import { readRule } from "#app/domain/scheduling/rule-text.ts";
import { civilOfDay, dayNumber, plainDate, plainDateOfDay, weekdayOfDay } from "#app/domain/time/plain-date.ts";

const day = (text: string) => dayNumber(plainDate(text));

function formOf(rrule: string, start = "2026-01-06"): ClosedForm {
  const form = closedFormOf(readRule(rrule), day(start));
  if (form === null) throw new Error(`outside the class: ${rrule}`);
  return form;
}

function datesOf(form: ClosedForm, from: string, to: string): string[] {
  const buffer = { days: new Int32Array(400), length: 0 };
  writeFormDays(form, day(from), day(to), buffer);
  return Array.from(buffer.days.subarray(0, buffer.length), plainDateOfDay);
}

describe("the class of rules in closed form", () => {
  it.each([
    "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2,3,4",
    "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1,3,5,7",
    "FREQ=MONTHLY;BYMONTHDAY=1,8,15,22",
    "FREQ=MONTHLY;BYDAY=TU;BYMONTH=3",
    "FREQ=MONTHLY",
    "FREQ=WEEKLY;BYDAY=TU,FR;WKST=SU",
    "FREQ=WEEKLY",
  ])("holds %s", (rrule) => {
    expect(closedFormOf(readRule(rrule), 20_000)).not.toBeNull();
  });

  it.each([
    "FREQ=YEARLY;BYMONTH=10;BYDAY=1TU",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=TU;BYMONTH=3",
    "FREQ=WEEKLY;BYMONTHDAY=1",
  ])("leaves %s to the library", (rrule) => {
    expect(closedFormOf(readRule(rrule), 20_000)).toBeNull();
  });
});

describe("the masks of a monthly rule", () => {
  it("have four dates in each of the 28 kinds of month, so four a month holds for ever", () => {
    for (const rrule of ["FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2,3,4"]) {
      const form = formOf(rrule);
      if (form.frequency !== "monthly") throw new Error("a monthly rule");
      expect([...form.masks].map((mask) => mask.toString(2).replaceAll("0", "").length)).toEqual(Array(28).fill(4));
    }
  });

  it("take weekdays with and without an ordinal together, as the standard says", () => {
    expect(datesOf(formOf("FREQ=MONTHLY;BYDAY=TU,1TH"), "2026-02-01", "2026-02-28")).toEqual([
      "2026-02-03",
      "2026-02-05",
      "2026-02-10",
      "2026-02-17",
      "2026-02-24",
    ]);
  });

  it("write the last day of a month of 31 and stop at the window's edges", () => {
    expect(datesOf(formOf("FREQ=MONTHLY;BYMONTHDAY=1,31"), "2026-01-06", "2026-03-31")).toEqual([
      "2026-01-31",
      "2026-02-01",
      "2026-03-01",
      "2026-03-31",
    ]);
    expect(datesOf(formOf("FREQ=MONTHLY;BYMONTHDAY=1,31"), "2026-03-02", "2026-03-30")).toEqual([]);
  });

  it("step over months in any interval, also across the end of the four hundred years", () => {
    const form = formOf("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=5", "2398-07-05");
    const buffer = { days: new Int32Array(8), length: 0 };
    writeFormDays(form, day("2398-07-05"), day("2403-12-31"), buffer);
    expect(Array.from(buffer.days.subarray(0, buffer.length), plainDateOfDay)).toEqual([
      "2398-07-05",
      "2400-01-05",
      "2401-07-05",
      "2403-01-05",
    ]);
  });

  it("leave a date of the start away that a month does not have", () => {
    expect(datesOf(formOf("FREQ=MONTHLY", "2026-01-31"), "2026-01-31", "2026-06-30")).toEqual([
      "2026-01-31",
      "2026-03-31",
      "2026-05-31",
    ]);
  });
});

describe("a weekly rule", () => {
  it("counts its weeks from the one that holds the start, beginning as WKST says", () => {
    const from = "1997-08-05";
    expect(datesOf(formOf("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", from), from, "1997-08-31")).toEqual([
      "1997-08-05",
      "1997-08-10",
      "1997-08-19",
      "1997-08-24",
    ]);
    expect(datesOf(formOf("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", from), from, "1997-08-31")).toEqual([
      "1997-08-05",
      "1997-08-17",
      "1997-08-19",
      "1997-08-31",
    ]);
  });
});

describe("dates of any form", () => {
  const rules = fc.constantFrom(
    "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
    "FREQ=MONTHLY;BYDAY=-1FR,-2FR;INTERVAL=3",
    "FREQ=MONTHLY;BYMONTHDAY=29,30,31;BYMONTH=1,2,3",
    "FREQ=WEEKLY;BYDAY=MO,TH,SU;WKST=TH;INTERVAL=7",
  );

  it("are the same in one window and in two that meet, in order, each once", () => {
    fc.assert(
      fc.property(rules, fc.nat(3000), fc.nat(300), fc.nat(300), (rrule, offset, first, second) => {
        const form = formOf(rrule);
        const from = day("2026-01-06") + offset;
        const middle = from + first;
        const [whole, parts] = [0, 1].map(() => ({ days: new Int32Array(700), length: 0 })) as [
          { days: Int32Array; length: number },
          { days: Int32Array; length: number },
        ];
        writeFormDays(form, from, middle + second, whole);
        writeFormDays(form, from, middle, parts);
        writeFormDays(form, middle + 1, middle + second, parts);
        const dates = [...whole.days.subarray(0, whole.length)];
        expect([...parts.days.subarray(0, parts.length)]).toEqual(dates);
        expect(dates).toEqual([...new Set(dates)].sort((left, right) => left - right));
      }),
      { seed: 20261115 },
    );
  });

  it("end with the occurrence that COUNT names", () => {
    expect(plainDateOfDay(dayOfOccurrence(formOf("FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU"), day("2026-01-06"), 6))).toBe(
      "2026-02-10",
    );
    expect(plainDateOfDay(dayOfOccurrence(formOf("FREQ=WEEKLY;BYDAY=MO,TU"), day("2026-01-06"), 2))).toBe("2026-01-12");
  });

  it("never end for a rule that has fewer: a 30th of February by interval", () => {
    const never = formOf("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30", "2026-02-01");
    expect(dayOfOccurrence(never, day("2026-02-01"), 1)).toBe(LAST_DAY_OF_ALL);
    expect(civilOfDay(LAST_DAY_OF_ALL)).toEqual({ year: 9999, month: 12, day: 31 });
    expect(weekdayOfDay(LAST_DAY_OF_ALL)).toBe(5);
  });
});
