/**
 * Checks a plan against what it was made from and measures it anew. It shares no code with the planner: its own dates, distances,
 * windows and certificates, so that a mistake of the planner cannot hide in a function that both use. Only types are imported.
 */
import type { MonthPlan, PlannedVisit } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { PlanInput, PlannableElder, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";

export type Recheck = {
  /** One line for each broken rule. */
  readonly violations: readonly string[];
  /** Way between visits and from and to the base, in minutes of the month. */
  readonly travelMinutes: number;
  readonly visitsPlaced: number;
  /** Elders of whom no visit stands. */
  readonly eldersUnplaced: number;
  /** Elders who are visited by the same people on every date, of those with more than one visit. */
  readonly sameWorkersShare: number;
};

type Point = { readonly latitude: number; readonly longitude: number };
type Stop = {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly home: Point;
  readonly own: boolean;
};

const DAY_MS = 86_400_000;
const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
/** Monday 1 to Sunday 7. */
const weekdayOf = (date: string) => ((dayOf(date) + 3) % 7) + 1;

function metres(from: Point, to: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b] = [rad(from.latitude), rad(to.latitude)];
  const h =
    (1 - Math.cos(b - a)) / 2 + (Math.cos(a) * Math.cos(b) * (1 - Math.cos(rad(to.longitude - from.longitude)))) / 2;
  return 2 * 6_371_000 * Math.atan2(Math.sqrt(h), Math.sqrt(Math.max(0, 1 - h)));
}

function minutesBetween(input: PlanInput, from: Point, to: Point): number {
  const way = metres(from, to);
  if (way < 1) return 0;
  const minutes = (way * 1.3) / ((input.limits.travelSpeedKmh * 1000) / 60) + input.limits.travelSetupMinutes;
  // Two ways to write one distance differ in the last digits: a whole minute must not hang on them.
  return Math.ceil(minutes - 1e-7);
}

function holds(worker: PlannableWorker, codes: readonly string[], date: string): boolean {
  if (codes.length === 0) return true;
  return worker.qualifications.some(({ code, expiresOn }) => {
    if (expiresOn !== null && date > expiresOn) return false;
    return codes.some((needed) => code === needed || needed === "Q0" || (code === "Q2" && needed === "Q1"));
  });
}

type Window = { readonly weekday: number; readonly startMinute: number; readonly endMinute: number };

function windowsAt(input: PlanInput, windows: readonly Window[], date: string): Window[] {
  const own = windows.filter(({ weekday }) => weekday === weekdayOf(date));
  const isMakeUp = input.calendar.dayKind(date as never) === "work";
  const used = own.length > 0 || !isMakeUp ? own : windows.filter(({ weekday }) => weekday <= 5);
  const merged: { weekday: number; startMinute: number; endMinute: number }[] = [];
  for (const window of [...used].sort((left, right) => left.startMinute - right.startMinute)) {
    const last = merged.at(-1);
    if (last && window.startMinute <= last.endMinute) last.endMinute = Math.max(last.endMinute, window.endMinute);
    else merged.push({ ...window });
  }
  return merged;
}

function checkElder(
  input: PlanInput,
  elder: PlannableElder,
  visits: readonly PlannedVisit[],
  say: (what: string) => void,
) {
  const hours =
    elder.windows.length > 0
      ? elder.windows
      : [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...input.limits.visitingHours }));
  const provider = input.providers.find(({ id }) => id === elder.providerId);
  for (const visit of visits) {
    const inside = windowsAt(input, hours, visit.date).some(
      ({ startMinute, endMinute }) =>
        startMinute <= visit.startMinute &&
        visit.startMinute <= Math.max(startMinute, endMinute - visit.durationMinutes),
    );
    if (!inside) say(`outside the elder's windows on ${visit.date}`);
    if (!visit.date.startsWith(input.month)) say(`outside the month on ${visit.date}`);
    if (
      elder.absences.some(({ from, to }) => (from === null || from <= visit.date) && (to === null || visit.date <= to))
    )
      say(`absent on ${visit.date}`);
    if (visit.providerId !== elder.providerId) say("another provider");
    if (provider?.closedOn.includes(visit.date)) say(`provider closed on ${visit.date}`);
    const inForce = provider?.contracts.some(
      ({ from, to }) => (from === null || from <= visit.date) && (to === null || visit.date <= to),
    );
    if (!inForce) say(`no contract on ${visit.date}`);
    if (visit.durationMinutes < input.limits.visitMinMinutes) say("shorter than a visit");
  }
  const days = [
    ...visits.map(({ date }) => date),
    ...input.bookedVisits.filter(({ elderId }) => elderId === elder.id).map(({ date }) => date),
    ...elder.visitsBefore,
  ]
    .map(dayOf)
    .sort((left, right) => left - right);
  const fresh = new Set(visits.map(({ date }) => dayOf(date)));
  for (const [place, day] of days.entries()) {
    const before = days[place - 1];
    if (before === undefined || (!fresh.has(day) && !fresh.has(before))) continue;
    if (day - before < input.limits.placing.min_gap_days) say(`gap of ${String(day - before)} days`);
  }
}

function checkPeople(input: PlanInput, elder: PlannableElder, visit: PlannedVisit, say: (what: string) => void) {
  const subtypes = elder.subtypes.filter(({ code }) => visit.subtypes.includes(code));
  const needed = Math.max(1, ...subtypes.map(({ workersNeeded }) => workersNeeded));
  const team = visit.workerIds.flatMap((id) => input.workers.find((worker) => worker.id === id) ?? []);
  if (team.length !== needed || new Set(visit.workerIds).size !== needed)
    say(`${String(team.length)} of ${String(needed)} workers`);
  for (const worker of team) {
    if (!holds(worker, ["Q0"], visit.date)) say("no valid certificate at all");
    if (elder.refusedWorkerIds.includes(worker.id)) say("a refused worker");
    if (elder.sexWanted !== null && elder.sexWanted !== worker.sex) say("the other sex");
  }
  for (const group of subtypes.flatMap(({ qualificationGroups }) => qualificationGroups))
    if (!team.some((worker) => holds(worker, group, visit.date))) say(`nobody holds ${group.join("/")}`);
}

function checkWorker(
  input: PlanInput,
  worker: PlannableWorker,
  stops: readonly Stop[],
  say: (what: string) => void,
): number {
  const { limits } = input;
  const weeks = new Map<number, { minutes: number; own: boolean }>();
  let travel = 0;
  const byDate = new Map<string, Stop[]>();
  for (const stop of stops) byDate.set(stop.date, [...(byDate.get(stop.date) ?? []), stop]);
  for (const [date, day] of byDate) {
    day.sort((left, right) => left.start - right.start);
    const own = day.some((stop) => stop.own);
    let worked = 0;
    for (const [place, stop] of day.entries()) {
      worked += stop.end - stop.start;
      const next = day[place + 1];
      const way = next ? minutesBetween(input, stop.home, next.home) : 0;
      worked += way;
      travel += way;
      if (next && (stop.own || next.own) && next.start - stop.end < way) say(`no time for the way on ${date}`);
      if (!stop.own) continue;
      const present = windowsAt(input, worker.availability, date).some(
        ({ startMinute, endMinute }) => startMinute <= stop.start && stop.end <= endMinute,
      );
      if (!present) say(`not at work on ${date}`);
      if (date < worker.employedFrom || (worker.employedTo !== null && date > worker.employedTo))
        say(`not employed on ${date}`);
      if (worker.leave.some(({ from, to }) => (from === null || from <= date) && (to === null || date <= to)))
        say(`on leave on ${date}`);
    }
    const [first, last] = [day[0], day.at(-1)];
    if (first && last)
      travel += minutesBetween(input, worker.base, first.home) + minutesBetween(input, last.home, worker.base);
    if (own && day.length > limits.workerDayVisitsMax) say(`${String(day.length)} visits on ${date}`);
    if (own && worked > limits.workerDayMinutesMax) say(`${String(worked)} minutes on ${date}`);
    if (own && !hasLunch(input, day)) say(`no lunch on ${date}`);
    const monday = dayOf(date) - weekdayOf(date);
    const week = weeks.get(monday) ?? { minutes: 0, own: false };
    weeks.set(monday, { minutes: week.minutes + worked, own: week.own || own });
  }
  const most = Math.min(limits.workerWeekMinutesMax, worker.weeklyMinutesMax ?? Infinity);
  for (const { minutes, own } of weeks.values()) if (own && minutes > most) say(`${String(minutes)} minutes in a week`);
  return travel;
}

/** Tries a break at every minute of the window; the way to the next visit is gone before it or after it. */
function hasLunch(input: PlanInput, day: readonly Stop[]): boolean {
  const { lunchBreakMinutes: minutes, lunchWindow } = input.limits;
  for (let from = lunchWindow.startMinute; from + minutes <= lunchWindow.endMinute; from += 1) {
    if (day.some(({ start, end }) => start < from + minutes && from < end)) continue;
    const before = day.filter(({ end }) => end <= from).at(-1);
    const after = day.find(({ start }) => start >= from + minutes);
    if (!before || !after) return true;
    const way = minutesBetween(input, before.home, after.home);
    if (from - before.end >= way || after.start - from - minutes >= way) return true;
  }
  return false;
}

export function recheckPlan(input: PlanInput, plan: Pick<MonthPlan, "visits" | "debts">): Recheck {
  const violations: string[] = [];
  const elders = new Map(input.elders.map((elder) => [elder.id, elder]));
  const visitsOf = new Map<string, PlannedVisit[]>();
  const stopsOf = new Map<string, Stop[]>();
  for (const visit of plan.visits) {
    const elder = elders.get(visit.elderId);
    if (!elder) {
      violations.push(`${visit.elderId}: unknown elder`);
      continue;
    }
    visitsOf.set(elder.id, [...(visitsOf.get(elder.id) ?? []), visit]);
    checkPeople(input, elder, visit, (what) => violations.push(`${elder.key} ${visit.date}: ${what}`));
    const { date, startMinute: start } = visit;
    for (const id of visit.workerIds)
      stopsOf.set(id, [
        ...(stopsOf.get(id) ?? []),
        { date, start, end: start + visit.durationMinutes, home: elder.home, own: true },
      ]);
  }
  for (const { workerIds, date, startMinute: start, durationMinutes, home } of input.bookedVisits)
    for (const id of workerIds)
      stopsOf.set(id, [...(stopsOf.get(id) ?? []), { date, start, end: start + durationMinutes, home, own: false }]);
  let [unplaced, same, several] = [0, 0, 0];
  for (const elder of input.elders) {
    const visits = visitsOf.get(elder.id) ?? [];
    const say = (what: string) => violations.push(`${elder.key}: ${what}`);
    checkElder(input, elder, visits, say);
    const booked = input.bookedVisits.filter(
      ({ elderId, date, sequence }) => elderId === elder.id && sequence !== null && date.startsWith(input.month),
    );
    const owed = plan.debts.filter(({ elderId }) => elderId === elder.id).length;
    if (visits.length + owed + booked.length !== Math.max(elder.visitsWanted, booked.length))
      say(`${String(visits.length)} visits and ${String(owed)} owed of ${String(elder.visitsWanted)}`);
    if (elder.visitsWanted > 0 && visits.length + booked.length === 0) unplaced += 1;
    if (visits.length < 2) continue;
    several += 1;
    if (new Set(visits.map(({ workerIds }) => [...workerIds].sort().join("+"))).size === 1) same += 1;
  }
  let travelMinutes = 0;
  for (const worker of input.workers)
    travelMinutes += checkWorker(input, worker, stopsOf.get(worker.id) ?? [], (what) =>
      violations.push(`${worker.key}: ${what}`),
    );
  const known = new Set<string>(input.workers.map(({ id }) => id));
  for (const id of stopsOf.keys()) if (!known.has(id)) violations.push(`${id}: unknown worker`);
  return {
    violations,
    travelMinutes,
    visitsPlaced: plan.visits.length,
    eldersUnplaced: unplaced,
    sameWorkersShare: several === 0 ? 1 : same / several,
  };
}
