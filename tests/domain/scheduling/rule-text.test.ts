import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { onWeekday, readRule, weekdayCode, withEnd, withoutEnd } from "#app/domain/scheduling/rule-text.ts";
import { dayNumber, plainDate } from "#app/domain/time/plain-date.ts";

const FOUR_TUESDAYS = "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU";

function refusedPart(rrule: string): unknown {
  try {
    readRule(rrule);
    return null;
  } catch (thrown) {
    return isRefusal(thrown, "recurrence-invalid") ? thrown.facts["part"] : thrown;
  }
}

describe("a rule that cannot be kept", () => {
  it.each([
    ["FREQ=HOURLY", "FREQ"],
    ["BYDAY=TU", "FREQ"],
    ["FREQ=MONTHLY;INTERVAL=0;BYDAY=1TU", "INTERVAL"],
    ["FREQ=MONTHLY;COUNT=0;BYDAY=1TU", "COUNT"],
    ["FREQ=MONTHLY;COUNT=4;UNTIL=20260512T010000Z;BYDAY=1TU", "COUNT"],
    ["FREQ=MONTHLY;UNTIL=20260230T010000Z;BYDAY=1TU", "UNTIL"],
    ["FREQ=MONTHLY;UNTIL=20260228T240000Z;BYDAY=1TU", "UNTIL"],
    ["FREQ=MONTHLY;BYDAY=6TU", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=0TU", "BYDAY"],
    ["FREQ=WEEKLY;BYDAY=1TU", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=XX", "BYDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY"],
    ["FREQ=YEARLY;BYMONTH=13", "BYMONTH"],
    ["FREQ=DAILY;BYDAY=TU;BYSETPOS=2", "BYSETPOS"],
    ["FREQ=YEARLY;BYDAY=TU;BYSETPOS=2", "BYSETPOS"],
    ["FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"],
    ["FREQ=MONTHLY;BYYEARDAY=100", "BYYEARDAY"],
    ["FREQ=MONTHLY;BYHOUR=9", "BYHOUR"],
    ["FREQ=MONTHLY;BYDAY=1TU;BYDAY=2TU", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=1TU;TZID=Asia/Shanghai", "RRULE"],
    ["DTSTART:20260106T090000", "RRULE"],
    ["", "RRULE"],
  ])("%s is refused for %s", (rrule, part) => {
    expect(refusedPart(rrule)).toBe(part);
  });

  it("is not one that merely leads with its property name or is written small", () => {
    expect(refusedPart(`RRULE:${FOUR_TUESDAYS}`)).toBeNull();
    expect(refusedPart(FOUR_TUESDAYS.toLowerCase())).toBeNull();
  });
});

describe("a rule that is read", () => {
  it("has its parts, with the defaults of the standard", () => {
    const rule = readRule("FREQ=MONTHLY;BYDAY=1TU,-1FR,WE;COUNT=6");
    expect(rule).toMatchObject({ frequency: "MONTHLY", interval: 1, count: 6, until: null, weekStart: 1 });
    expect(rule.days).toEqual([
      { weekday: 2, ordinal: 1 },
      { weekday: 5, ordinal: -1 },
      { weekday: 3, ordinal: null },
    ]);
    expect(rule.openText).toBe("FREQ=MONTHLY;BYDAY=1TU,-1FR,WE");
  });

  it("ends in local time: UNTIL with Z is UTC, which is eight hours earlier than Shanghai", () => {
    const until = (text: string) => readRule(`${FOUR_TUESDAYS};UNTIL=${text}`).until;
    const twelfth = dayNumber(plainDate("2026-05-12"));
    expect(until("20260512T010000Z")).toEqual({ day: twelfth, minute: 540 });
    expect(until("20260511T163000Z")).toEqual({ day: twelfth, minute: 30 });
    expect(until("20260512T090000")).toEqual({ day: twelfth, minute: 540 });
    expect(until("20260512")).toEqual({ day: twelfth, minute: 1439 });
  });

  it("writes weekdays as the standard does", () => {
    expect([1, 2, 7].map((weekday) => weekdayCode(weekday as 1 | 2 | 7))).toEqual(["MO", "TU", "SU"]);
  });
});

describe("the text of a changed rule", () => {
  it("loses its end and is given one, which is local like its start", () => {
    const last = { date: plainDate("2026-05-12"), minute: 545 };
    const ended = withEnd(FOUR_TUESDAYS, last);
    expect(ended).toBe(`${FOUR_TUESDAYS};UNTIL=20260512T090500`);
    expect(withoutEnd(ended)).toEqual({ rrule: FOUR_TUESDAYS, until: last });
    expect(withoutEnd(`${FOUR_TUESDAYS};COUNT=6`)).toEqual({ rrule: FOUR_TUESDAYS, until: null });
  });

  it("stands on another weekday with its ordinals or positions, interval included and end left out", () => {
    expect(onWeekday(`${FOUR_TUESDAYS};UNTIL=20260512`, 7)).toBe("FREQ=MONTHLY;BYDAY=1SU,2SU,3SU,4SU");
    expect(onWeekday("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;BYSETPOS=1,2", 1)).toBe(
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO;BYSETPOS=1,2",
    );
  });

  it.each([
    "FREQ=MONTHLY;BYDAY=1TU,2TH",
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=1",
  ])("has no other weekday where it does not name exactly one: %s", (rrule) => {
    expect(onWeekday(rrule, 3)).toBeNull();
  });
});
