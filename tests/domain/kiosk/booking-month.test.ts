import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookableDays, judgedOn, looksAhead } from "#app/domain/kiosk/booking-month.ts";
import { plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";
import { addMonths, monthOf, plainMonth } from "#app/domain/time/plain-month.ts";

const november = plainMonth("2026-11");
const december = plainMonth("2026-12");
const on = (date: string) => plainDate(date);

describe("the days that may be booked", () => {
  it("begin tomorrow, and with the first day of the coming month", () => {
    expect(bookableDays(november, on("2026-11-28"))).toEqual({ from: "2026-11-29", to: "2026-11-30" });
    expect(bookableDays(december, on("2026-11-28"))).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  });

  it("are none on the month's last day, in a month that is over, and in one further off than the coming one", () => {
    expect(bookableDays(november, on("2026-11-30"))).toBeNull();
    expect(bookableDays(november, on("2026-12-01"))).toBeNull();
    expect(bookableDays(plainMonth("2027-01"), on("2026-11-30"))).toBeNull();
  });

  it("are those after today, whatever the day", () => {
    const days = fc.integer({ min: 20_000, max: 24_000 }).map(plainDateOfDay);
    fc.assert(
      fc.property(days, fc.integer({ min: -2, max: 3 }), (today, months) => {
        const month = addMonths(monthOf(today), months);
        const found = bookableDays(month, today);
        if (found === null) return;
        expect(found.from > today).toBe(true);
        expect([monthOf(found.from), monthOf(found.to)]).toEqual([month, month]);
        expect(found.from <= found.to).toBe(true);
      }),
    );
  });
});

it("a booking is judged today, or on the first day of a month that has not begun", () => {
  expect(judgedOn(november, on("2026-11-28"))).toBe("2026-11-28");
  expect(judgedOn(december, on("2026-11-28"))).toBe("2026-12-01");
});

describe("the coming month is looked at", () => {
  const full = { month: november, left: 0, isResting: false };

  it("when nothing is left, or no day to come", () => {
    expect(looksAhead(full, on("2026-11-15"))).toBe(true);
    expect(looksAhead({ ...full, left: 2 }, on("2026-11-30"))).toBe(true);
    expect(looksAhead({ ...full, left: 2 }, on("2026-11-29"))).toBe(false);
  });

  it("but never from a month that rests, and never from the coming month itself", () => {
    expect(looksAhead({ ...full, isResting: true }, on("2026-11-15"))).toBe(false);
    expect(looksAhead({ ...full, month: december }, on("2026-11-15"))).toBe(false);
  });
});
