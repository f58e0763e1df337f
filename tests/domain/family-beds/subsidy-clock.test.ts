import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bedDays, bedMonth, bedMonthText, dayRuns, type ClockFacts } from "#app/domain/family-beds/subsidy-clock.ts";
import { fen } from "#app/domain/money/fen.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { datesOf, plainMonth } from "#app/domain/time/plain-month.ts";

const month = plainMonth("2026-11");
const on = (day: number) => addDays(plainDate("2026-11-01"), day - 1);
const PRICE = fen(30_000n);
const facts = (changes: Partial<ClockFacts>): ClockFacts => ({
  ...{ service: { from: plainDate("2026-09-01"), to: null }, suspensions: [], devices: [] },
  ...changes,
});
const hospital = (from: number, to: number | null) => ({
  ...{ from: on(from), to: to === null ? null : on(to), reason: "hospital" },
});

describe("the subsidy clock", () => {
  it("pays a whole month in service", () => {
    expect(bedMonth(facts({}), month, PRICE)).toMatchObject({
      ...{ monthDays: 30, inServiceDays: 30, suspendedDays: 0, offlineDays: 0, paidDays: 30, amountFen: 30_000n },
    });
  });

  it("leaves out the days in hospital, the day of return not among them", () => {
    const line = bedMonth(facts({ suspensions: [hospital(5, 9)] }), month, PRICE);
    expect(line).toMatchObject({ suspendedDays: 4, paidDays: 26, amountFen: 26_000n });
    expect(dayRuns(line.days).map(({ kind, from, to }) => [kind, from.slice(8), to.slice(8)])).toEqual([
      ["service", "01", "04"],
      ["suspended", "05", "08"],
      ["service", "09", "30"],
    ]);
  });

  it("counts a suspension that lasts to the end of the month, and one that began before", () => {
    expect(bedMonth(facts({ suspensions: [hospital(21, null)] }), month, PRICE).suspendedDays).toBe(10);
    expect(bedMonth(facts({ suspensions: [hospital(-20, 4)] }), month, PRICE).suspendedDays).toBe(3);
  });

  it("counts a day once where the elder's file and the bed both tell of the hospital", () => {
    expect(bedMonth(facts({ suspensions: [hospital(5, 9), hospital(6, 12)] }), month, PRICE).suspendedDays).toBe(7);
  });

  it("begins with the first day of service and ends before the first day without", () => {
    const line = bedMonth(facts({ service: { from: on(11), to: on(21) } }), month, PRICE);
    expect([line.inServiceDays, line.amountFen]).toEqual([10, 10_000n]);
    expect(bedMonth(facts({ service: null }), month, PRICE).inServiceDays).toBe(0);
  });

  it("calls a day offline when every device that hung there was silent, and no other", () => {
    const heard = datesOf(month).filter((date) => date !== on(3) && date !== on(4));
    const gateway = { deviceNo: "D1", bound: { from: on(1), to: null }, heardOn: heard };
    const mattress = { deviceNo: "D2", bound: { from: on(1), to: null }, heardOn: [on(4)] };
    const line = bedMonth(facts({ devices: [gateway, mattress] }), month, PRICE);
    expect(line.days.filter((day) => day.kind === "offline")).toEqual([{ date: on(3), kind: "offline", why: "D1 D2" }]);
    expect(line).toMatchObject({ inServiceDays: 30, offlineDays: 1, paidDays: 29, amountFen: 29_000n });
  });

  it("says nothing of silence before the first device hung in the home", () => {
    const late = { deviceNo: "D1", bound: { from: on(15), to: on(16) }, heardOn: [] };
    expect(bedMonth(facts({ devices: [late] }), month, PRICE).offlineDays).toBe(1);
  });

  it("calls a suspended day suspended although the devices are silent", () => {
    const silent = { deviceNo: "D1", bound: { from: on(1), to: null }, heardOn: [] };
    const line = bedMonth(facts({ suspensions: [hospital(1, 31)], devices: [silent] }), month, PRICE);
    expect([line.suspendedDays, line.offlineDays]).toEqual([30, 0]);
  });

  it("gives every day of the month one kind, pays no more than the month, and the same again", () => {
    const span = fc
      .tuple(fc.integer({ min: -10, max: 40 }), fc.option(fc.integer({ min: 0, max: 40 })))
      .map(([from, length]) => ({ from: on(from), to: length === null ? null : on(from + length) }));
    const any = fc.record({
      service: fc.option(span),
      suspensions: fc.array(span.map((one) => ({ ...one, reason: "hospital" }))),
      devices: fc.array(
        fc.record({
          deviceNo: fc.constantFrom("D1", "D2"),
          bound: span,
          heardOn: fc.subarray(datesOf(month)),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(any, fc.bigInt({ min: 0n, max: 100_000n }), (given, price) => {
        const line = bedMonth(given, month, fen(price));
        expect(line.days.map((day) => day.date)).toEqual(datesOf(month));
        expect(line.inServiceDays + line.suspendedDays).toBeLessThanOrEqual(30);
        expect(line.paidDays).toBe(line.inServiceDays - line.offlineDays);
        expect(line.amountFen * 30n <= price * BigInt(line.paidDays)).toBe(true);
        expect(line.amountFen * 30n > price * BigInt(line.paidDays) - 30n).toBe(true);
        const again = {
          ...given,
          suspensions: [...given.suspensions].reverse(),
          devices: [...given.devices].reverse(),
        };
        expect(bedMonth(again, month, fen(price)).amountFen).toBe(line.amountFen);
        expect(bedMonthText("B1", month, bedMonth(given, month, fen(price)))).toBe(bedMonthText("B1", month, line));
      }),
    );
  });

  it("says the same of a leap February", () => {
    const february = plainMonth("2028-02");
    expect(bedDays(facts({}), february)).toHaveLength(29);
  });
});
