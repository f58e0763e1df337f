/**
 * Checks a stored plan by its rows alone. It shares no code with the product: its own dates, its own distances, its own reading of
 * windows, certificates and holidays, so that a mistake of the planner cannot hide in a function that both use.
 */
import { sql } from "drizzle-orm";
import { rowsOf, type Unit } from "#db/transaction.ts";

type Window = { weekday: number; startMinute: number; endMinute: number };
type Period = { from: string; to: string | null };
type Point = { latitude: number; longitude: number };
type Worker = Point & {
  id: string;
  provider: string;
  sex: string;
  name: string;
  availability: Window[];
  employed: Period;
  weeklyMax: number | null;
  leave: Period[];
  certificates: { code: string; expires: string | null }[];
};
type Elder = Point & {
  id: string;
  no: string;
  windows: Window[];
  subtypes: string[];
  sexWanted: string;
  refused: string[];
  absences: Period[];
  grade: number;
  allowed: number;
  reserved: number;
  owed: number;
};
type Visit = {
  no: string;
  elder: string;
  provider: string;
  part: number | null;
  original: string;
  reason: string | null;
  start: number;
  end: number;
  subtypes: string[];
  workers: string[];
};
type Subtype = { code: string; minutes: number; any: string[]; two: number | null };
type Contract = Period & { provider: string };
type Facts = {
  elders: Elder[];
  workers: Worker[];
  visits: Visit[];
  subtypes: Subtype[];
  contracts: Contract[];
  days: { date: string; kind: string }[];
};

const FACTS = (month: string) => sql`select
  (select jsonb_agg(jsonb_build_object('id', e.id, 'no', e.elder_no, 'latitude', e.latitude, 'longitude', e.longitude,
    'windows', e.windows, 'subtypes', e.subtypes, 'sexWanted', e.worker_sex, 'refused', e.refused_workers,
    'allowed', m.visits_allowed, 'reserved', m.visits_reserved,
    'grade', (select a.grade from ability_assessment a where a.elder_id = e.id order by a.assessed_on desc limit 1),
    'absences', (select coalesce(jsonb_agg(jsonb_build_object('from', x.from_on, 'to', x.to_on)), '[]') from elder_absence x where x.elder_id = e.id),
    'owed', (select count(*) from visit_debt d where d.elder_id = e.id and d.month = ${month}::date and d.state = 'open')))
   from elder e join entitlement_month m on m.elder_id = e.id and m.month = ${month}::date) as elders,
  (select jsonb_agg(jsonb_build_object('id', w.id, 'provider', w.provider_id, 'sex', w.sex, 'name', w.name, 'latitude', w.latitude,
    'longitude', w.longitude, 'availability', w.availability, 'weeklyMax', w.weekly_minutes_max,
    'employed', jsonb_build_object('from', w.employed_from, 'to', w.employed_to),
    'leave', (select coalesce(jsonb_agg(jsonb_build_object('from', l.from_on, 'to', l.to_on)), '[]') from worker_leave l where l.worker_id = w.id),
    'certificates', (select coalesce(jsonb_agg(jsonb_build_object('code', q.code, 'expires', q.expires_on)), '[]') from worker_qualification q where q.worker_id = w.id)))
   from care_worker w) as workers,
  (select jsonb_agg(jsonb_build_object('no', v.visit_no, 'elder', v.elder_id, 'provider', v.provider_id, 'original', v.occurrence_on,
    'reason', v.move_reason, 'part', (select s.part from visit_series s where s.id = v.series_id),
    'start', extract(epoch from v.planned_start), 'end', extract(epoch from v.planned_end), 'subtypes', v.subtypes,
    'workers', (select coalesce(jsonb_agg(p.worker_id), '[]') from visit_worker p where p.visit_id = v.id and not p.released)))
   from visit v where v.service_month = ${month}::date and v.delivery_state <> 'cancelled') as visits,
  (select jsonb_agg(jsonb_build_object('code', t.code, 'minutes', t.typical_minutes, 'any', t.qualifications, 'two', t.two_workers_from_grade))
   from service_subtype t) as subtypes,
  (select jsonb_agg(jsonb_build_object('provider', c.provider_id, 'from', c.from_on, 'to', c.to_on)) from provider_contract c) as contracts,
  (select coalesce(jsonb_agg(jsonb_build_object('date', d.date, 'kind', d.kind)), '[]') from calendar_day d) as days`;

/** Shanghai keeps no summer time: eight hours before UTC, all year. */
const localOf = (epochSeconds: number) => {
  const local = new Date((Number(epochSeconds) + 8 * 3600) * 1000);
  const date = local.toISOString().slice(0, 10);
  return { date, minute: local.getUTCHours() * 60 + local.getUTCMinutes(), weekday: ((local.getUTCDay() + 6) % 7) + 1 };
};
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const within = ({ from, to }: Period, date: string) => from <= date && (to === null || date <= to);

function way(from: Point, to: Point): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((to.latitude - from.latitude) * rad) / 2) ** 2 +
    Math.cos(from.latitude * rad) *
      Math.cos(to.latitude * rad) *
      Math.sin(((to.longitude - from.longitude) * rad) / 2) ** 2;
  const metres = 2 * 6_371_000 * Math.asin(Math.sqrt(a));
  // 1.3 times the straight line at 20 km/h, and three minutes to set out (policy of the sample).
  return metres < 1 ? 0 : Math.ceil((metres * 1.3) / (20_000 / 60) + 3);
}

const holds = (worker: Worker, any: string[], date: string) =>
  any.length === 0 ||
  worker.certificates.some(
    ({ code, expires }) =>
      (expires === null || date <= expires) &&
      any.some((needed) => code === needed || needed === "Q0" || (code === "Q2" && needed === "Q1")),
  );

type Told = Visit & { date: string; minute: number; weekday: number; minutes: number };

/** Sentences about every broken rule; empty for a plan that may be published. @param month its first day */
export async function brokenRules(
  unit: Unit,
  month: string,
): Promise<{ broken: string[]; visits: number; moved: number }> {
  const [facts] = rowsOf<Facts>(await unit.orm.execute(FACTS(month)));
  if (!facts) throw new Error("no facts");
  const visits = (facts.visits ?? []).map((visit): Told => ({
    ...visit,
    ...localOf(visit.start),
    minutes: Math.round((visit.end - visit.start) / 60),
  }));
  const broken = [
    ...visits.flatMap((visit) => visitFaults(facts, visit, month)),
    ...facts.elders.flatMap((elder) =>
      elderFaults(
        elder,
        visits.filter((visit) => visit.elder === elder.id),
        month,
      ),
    ),
    ...facts.workers.flatMap((worker) =>
      workerFaults(
        worker,
        visits.filter((visit) => visit.workers.includes(worker.id)),
        facts.elders,
      ),
    ),
  ];
  return { broken, visits: visits.length, moved: visits.filter((visit) => visit.date !== visit.original).length };
}

function windowsOf(windows: Window[], { weekday, date }: Told, days: Facts["days"]): Window[] {
  const own = windows.filter((window) => window.weekday === weekday);
  const madeUp = days.some((day) => day.date === date && day.kind === "work");
  return own.length === 0 && madeUp ? windows.filter((window) => window.weekday <= 5) : own;
}

function visitFaults(facts: Facts, visit: Told, month: string): string[] {
  const elder = facts.elders.find(({ id }) => id === visit.elder);
  const team = facts.workers.filter(({ id }) => visit.workers.includes(id));
  if (!elder) return [`${visit.no}: of nobody`];
  const { date, minute, minutes } = visit;
  const subtypes = facts.subtypes.filter(({ code }) => visit.subtypes.includes(code));
  const wanted = subtypes.some(({ two }) => two !== null && elder.grade >= two) ? 2 : 1;
  const asked =
    elder.windows.length > 0 ? elder.windows : [{ weekday: visit.weekday, startMinute: 480, endMinute: 1080 }];
  const inHours = windowsOf(asked, visit, facts.days).some(
    (window) => minute >= window.startMinute && minute <= Math.max(window.startMinute, window.endMinute - minutes),
  );
  const faults: [boolean, string][] = [
    [date.slice(0, 7) !== month.slice(0, 7), "outside the month"],
    [facts.days.some((day) => day.date === date && day.kind === "off"), "on a day off"],
    [!inHours, "outside the elder's hours"],
    [elder.absences.some((stay) => within(stay, date)), "while the elder is away"],
    [!facts.contracts.some((one) => one.provider === visit.provider && within(one, date)), "without a contract"],
    [
      minutes <
        Math.max(
          60,
          subtypes.reduce((sum, { minutes: each }) => sum + each, 0),
        ),
      "too short for its basket",
    ],
    [team.length !== wanted, `with ${team.length} workers instead of ${wanted}`],
    [!team.every((worker) => holds(worker, ["Q0"], date)), "with an untrained worker"],
    [
      subtypes.some(({ any }) => !team.some((worker) => holds(worker, any, date))),
      "without a certificate that is valid",
    ],
    [team.some(({ name }) => elder.refused.includes(name)), "with a refused worker"],
    [
      ["female", "male"].includes(elder.sexWanted) && team.some(({ sex }) => sex !== elder.sexWanted),
      "against the wish",
    ],
    [team.some(({ provider }) => provider !== visit.provider), "with another provider's worker"],
  ];
  return faults.filter(([isBroken]) => isBroken).map(([, fault]) => `${visit.no} ${date}: ${fault}`);
}

/** The k-th weekday of the month for k = 1 to 4: dates on which a series of four may stand. */
const isOrdinal = (date: string) => Number(date.slice(8)) <= 28;

function elderFaults(elder: Elder, visits: Told[], month: string): string[] {
  const faults: string[] = [];
  const say = (isBroken: boolean, fault: string) => isBroken && faults.push(`${elder.no}: ${fault}`);
  say(visits.length + Number(elder.owed) !== elder.allowed, "a visit is neither placed nor owed");
  say(elder.reserved !== visits.length, "reserved and placed differ");
  say(new Set(visits.map(({ date }) => date)).size !== visits.length, "two visits on a day");
  for (const part of new Set(visits.map((visit) => visit.part).filter((one) => one !== null))) {
    const own = visits.filter((visit) => visit.part === part);
    say(new Set(own.map(({ original }) => dayOf(original) % 7)).size > 1, "one series on two weekdays");
    say(
      own.some(({ original }) => !isOrdinal(original) || !original.startsWith(month.slice(0, 7))),
      "no ordinal date",
    );
  }
  for (const visit of visits) {
    say(visit.reason === null && visit.date !== visit.original, "moved without a reason");
    if (visit.date === visit.original) continue;
    const near = visits.some((other) => other !== visit && Math.abs(dayOf(other.date) - dayOf(visit.date)) < 3);
    say(near, `${visit.date} is too near to another`);
  }
  return faults;
}

function workerFaults(worker: Worker, visits: Told[], elders: Elder[]): string[] {
  const faults: string[] = [];
  const weeks = new Map<number, number>();
  const homeOf = (visit: Told) => elders.find(({ id }) => id === visit.elder) ?? worker;
  const ordered = [...visits].sort((left, right) => left.start - right.start);
  for (const [index, visit] of ordered.entries()) {
    const say = (isBroken: boolean, fault: string) => isBroken && faults.push(`${visit.no} ${visit.date}: ${fault}`);
    const hours = worker.availability.filter(({ weekday }) => weekday === visit.weekday);
    const covered = (windows: Window[]) =>
      windows.some(
        ({ startMinute, endMinute }) => startMinute <= visit.minute && visit.minute + visit.minutes <= endMinute,
      );
    // On a make-up workday a worker without hours of that day has the hours of Monday to Friday.
    const usable =
      hours.length > 0 || visit.weekday <= 5 ? hours : worker.availability.filter(({ weekday }) => weekday <= 5);
    say(!covered(usable), "outside the worker's hours");
    say(!within(worker.employed, visit.date), "not employed");
    say(
      worker.leave.some((period) => within(period, visit.date)),
      "on leave",
    );
    const before = ordered[index - 1];
    const sameDay = before?.date === visit.date;
    const travel = before && sameDay ? way(homeOf(before), homeOf(visit)) : 0;
    if (before && sameDay) {
      const gap = (visit.start - before.end) / 60;
      say(gap < 0, "two places at once");
      say(gap >= 0 && gap < travel, "no time for the way");
    }
    const week = Math.floor((dayOf(visit.date) + 3) / 7);
    weeks.set(week, (weeks.get(week) ?? 0) + visit.minutes + travel);
  }
  const most = Math.min(worker.weeklyMax ?? Infinity, 40 * 60);
  if ([...weeks.values()].some((minutes) => minutes > most)) faults.push(`${worker.name}: over the hours of a week`);
  return faults;
}
