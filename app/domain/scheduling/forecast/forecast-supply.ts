/** What care workers can give in a month: their hours less leave, closed days and lunch, within the limits of a day and a week. */
import type { PlainDate } from "../../time/plain-date.ts";
import { addDays, periodContains, weekdayOf } from "../../time/plain-date.ts";
import { datesOf } from "../../time/plain-month.ts";
import type { QualificationCode } from "../../workforce/qualification.ts";
import { qualificationIncludes } from "../../workforce/qualification.ts";
import { windowsOn } from "../date-windows.ts";
import { isHoliday } from "../place-visits.ts";
import { absenceOf } from "../worker-days.ts";
import type { ForecastContract, ForecastInput, ForecastWorker } from "./forecast-input.ts";
import type { NeededGroups } from "./forecast-needs.ts";

/** Minutes of everybody who holds the same certificates under the same contracts: nobody needs to know them apart. */
export type Pool = {
  readonly codes: readonly QualificationCode[];
  readonly contracts: readonly ForecastContract[];
  readonly workers: ReadonlySet<string>;
  /** Minutes with elders, rounded down. */
  readonly minutes: number;
};

type Rules = Pick<ForecastInput, "month" | "calendar" | "limits" | "utilisationShare">;

/**
 * Minutes with elders by date of the month. In a week over the limit every day gives in proportion, so that a week at the edge of the
 * month gives the part that lies in it.
 * @param meanVisitMinutes of the month's visits; with the limit of visits a day it bounds a day too
 */
export function minutesByDate(worker: ForecastWorker, rules: Rules, meanVisitMinutes: number): Map<PlainDate, number> {
  const { limits, month } = rules;
  const weekMax = Math.min(worker.weeklyMinutesMax ?? Infinity, limits.workerWeekMinutesMax);
  const visitsMax = limits.workerDayVisitsMax * meanVisitMinutes;
  const minutes = new Map<PlainDate, number>();
  for (const date of datesOf(month)) {
    const open = openMinutes(worker, date, rules);
    if (open === 0) continue;
    const monday = addDays(date, 1 - weekdayOf(date));
    let week = 0;
    for (let day = 0; day < 7; day += 1) week += openMinutes(worker, addDays(monday, day), rules);
    const worked = week > weekMax ? (open * weekMax) / week : open;
    minutes.set(date, Math.min(worked * rules.utilisationShare, visitsMax));
  }
  return minutes;
}

function openMinutes(worker: ForecastWorker, date: PlainDate, { calendar, limits }: Rules): number {
  if (absenceOf(worker, date) !== null || isHoliday(date, { calendar, policy: limits.placing })) return 0;
  const windows = windowsOn(worker.availability, date, calendar);
  const { startMinute, endMinute } = limits.lunchWindow;
  const throughLunch = windows.some((window) => window.startMinute <= startMinute && endMinute <= window.endMinute);
  const open = windows.reduce((sum, window) => sum + window.endMinute - window.startMinute, 0);
  return Math.min(open - (throughLunch ? limits.lunchBreakMinutes : 0), limits.workerDayMinutesMax);
}

/** Pools of all workers of the providers, in a fixed order. A certificate counts up to its last day, a contract in its period. */
export function poolsOf(input: ForecastInput, meanVisitMinutes: number): Pool[] {
  const contracts = new Map(input.providers.map((provider) => [provider.id, provider.contracts]));
  const pools = new Map<
    string,
    { codes: QualificationCode[]; contracts: ForecastContract[]; workers: Set<string>; minutes: number }
  >();
  for (const worker of input.workers)
    for (const [date, minutes] of minutesByDate(worker, input, meanVisitMinutes)) {
      const held = worker.qualifications.filter(({ expiresOn }) => expiresOn === null || date <= expiresOn);
      const codes = [...new Set(held.map(({ code }) => code))].sort();
      const inForce = (contracts.get(worker.providerId) ?? []).filter((contract) => periodContains(contract, date));
      if (codes.length === 0 || inForce.length === 0) continue;
      const covered = inForce.map(({ streets, subtypes }) => JSON.stringify([streets, subtypes])).sort();
      const key = `${codes.join("+")} ${covered.join(" ")}`;
      const pool = pools.get(key) ?? { codes, contracts: inForce, workers: new Set(), minutes: 0 };
      pool.workers.add(worker.id);
      pool.minutes += minutes;
      pools.set(key, pool);
    }
  return [...pools]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, pool]) => ({ ...pool, minutes: Math.floor(Math.round(pool.minutes * 1000) / 1000) }));
}

/** May these workers do the subtype in the street, and do they hold what it asks for? */
export function poolServes(
  pool: Pool,
  need: { readonly streetId: number; readonly subtype: string; readonly groups: NeededGroups },
): boolean {
  const covered = pool.contracts.some(
    ({ streets, subtypes }) =>
      (streets === "all" || streets.includes(need.streetId)) && (subtypes === "all" || subtypes.includes(need.subtype)),
  );
  const holds = (code: QualificationCode) => pool.codes.some((held) => qualificationIncludes(held, code));
  return covered && need.groups.every((group) => group.length === 0 || group.some(holds));
}
