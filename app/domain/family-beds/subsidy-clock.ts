/**
 * The subsidy clock (rule G-CLOCK): which days of a month a bed was in service, suspended, or in service with silent devices, computed from
 * events and never typed. Days are half-open: a suspension from the 5th to the 9th holds the 5th to the 8th, and the 9th is served again.
 * Amount = monthly price × paid days ÷ days of the month, cut off to whole fen [示例/待确认].
 */
import type { Fen } from "../money/fen.ts";
import { fen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { datesOf, type PlainMonth } from "../time/plain-month.ts";

/** From the first day, up to the first day that no longer belongs; null without an end. */
export type DaySpan = { readonly from: PlainDate; readonly to: PlainDate | null };

export type BedDayKind = "outside" | "service" | "suspended" | "offline";

export type BedDay = {
  readonly date: PlainDate;
  readonly kind: BedDayKind;
  /** Why it is not a plain day of service: the suspension's reason, or the devices that were silent. */
  readonly why: string | null;
};

/** A device that hung in the home, and the days on which it was heard. */
export type DevicePresence = {
  readonly deviceNo: string;
  readonly bound: DaySpan;
  readonly heardOn: readonly PlainDate[];
};

export type ClockFacts = {
  /** Null for a bed that was not in service yet. */
  readonly service: DaySpan | null;
  /** Suspensions of the bed, and stays in hospital or an institution from the elder's file. */
  readonly suspensions: readonly (DaySpan & { readonly reason: string })[];
  readonly devices: readonly DevicePresence[];
};

const within = ({ from, to }: DaySpan, date: PlainDate) => from <= date && (to === null || date < to);

/** A bed is offline on a day on which devices hung in the home and none of them was heard. A home without known devices says nothing. */
function silentDevices(devices: readonly DevicePresence[], date: PlainDate): readonly string[] {
  const hung = devices.filter(({ bound }) => within(bound, date));
  return hung.some(({ heardOn }) => heardOn.includes(date)) ? [] : hung.map(({ deviceNo }) => deviceNo);
}

function dayOf(facts: ClockFacts, date: PlainDate): BedDay {
  if (facts.service === null || !within(facts.service, date)) return { date, kind: "outside", why: null };
  const suspension = facts.suspensions.find((one) => within(one, date));
  if (suspension) return { date, kind: "suspended", why: suspension.reason };
  const silent = silentDevices(facts.devices, date);
  return silent.length > 0 ? { date, kind: "offline", why: silent.join(" ") } : { date, kind: "service", why: null };
}

/** Each day of the month in its order, exactly one kind a day. */
export function bedDays(facts: ClockFacts, month: PlainMonth): BedDay[] {
  return datesOf(month).map((date) => dayOf(facts, date));
}

export type BedMonth = {
  readonly days: readonly BedDay[];
  readonly monthDays: number;
  /** Days in service, those with silent devices included. */
  readonly inServiceDays: number;
  readonly suspendedDays: number;
  readonly offlineDays: number;
  readonly paidDays: number;
  readonly monthlyFen: Fen;
  readonly amountFen: Fen;
};

/** A bed's line of a month. */
export function bedMonth(facts: ClockFacts, month: PlainMonth, monthlyFen: Fen): BedMonth {
  const days = bedDays(facts, month);
  const count = (kind: BedDayKind) => days.filter((day) => day.kind === kind).length;
  const offlineDays = count("offline");
  const paidDays = count("service");
  return {
    ...{ days, monthDays: days.length, inServiceDays: paidDays + offlineDays, suspendedDays: count("suspended") },
    ...{ offlineDays, paidDays, monthlyFen },
    amountFen: fen((monthlyFen * BigInt(paidDays)) / BigInt(days.length)),
  };
}

/** What a digest of the line is taken over: every fact that means something, in one text. */
export function bedMonthText(bedNo: string, month: PlainMonth, line: BedMonth): string {
  const days = line.days.map(({ date, kind, why }) => `${date} ${kind} ${why ?? ""}`.trimEnd());
  return [bedNo, month, line.monthlyFen.toString(), line.amountFen.toString(), ...days].join("\n");
}

export type DayRun = {
  readonly kind: BedDayKind;
  readonly why: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
};

/** Days of one kind in a row, first and last day included: how the arithmetic is shown. */
export function dayRuns(days: readonly BedDay[]): DayRun[] {
  return days.reduce<DayRun[]>((runs, { date, kind, why }) => {
    const last = runs.at(-1);
    if (last && last.kind === kind && last.why === why) return [...runs.slice(0, -1), { ...last, to: date }];
    return [...runs, { kind, why, from: date, to: date }];
  }, []);
}
