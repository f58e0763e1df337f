/**
 * How a planned month would be delivered by people and phones: mostly clean visits and the faults that districts see. Pure and
 * drawn by business keys, so that the same plan and seed play the same month on every database.
 */
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { basketNeeds } from "#app/domain/catalogue/service-basket.ts";
import { holdsGroup } from "#app/domain/matching/worker-fit.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { WorkerId } from "#app/domain/identifiers.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { datesOf, monthOf } from "#app/domain/time/plain-month.ts";
import type { RecordedEvent } from "./delivery-events.ts";
import { playTimeline } from "./delivery-timeline.ts";
import { drawWeighted } from "#app/domain/seeded-draws.ts";
import type { DeliveredVisit, DeliveringWorker, DeliveryFault, PlannedDelivery } from "./planned-delivery.ts";

/** Share of visits in thousandths; with the single cases below about 94 of 100 visits stay clean. */
const THOUSANDTHS: readonly (readonly [DeliveryFault | null, number])[] = [
  ["too_short", 8],
  ["much_too_short", 4],
  ["no_check_out", 8],
  ["no_check_in", 4],
  ["outside_fence", 8],
  ["no_position", 4],
  ["no_person_proof", 7],
  ["late_start", 9],
  ["missed", 5],
  [null, 943],
];

/** Visits per single case of an overlap and of an unqualified replacement. */
const VISITS_PER_RARE_CASE = 700;

/** A fifth visit nobody planned, on a day on which the care worker was free. */
export type ExtraVisit = Omit<PlannedDelivery, "plannedStart" | "plannedEnd"> & {
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly events: readonly RecordedEvent[];
};

/** What becomes known after the visits: the roster of next month brings it. */
export type LateFact =
  | { readonly kind: "died"; readonly elderKey: string; readonly on: PlainDate }
  | { readonly kind: "hospital"; readonly elderKey: string; readonly from: PlainDate; readonly to: PlainDate };

export type DemoDelivery = {
  /** In the order of the visits given. */
  readonly visits: readonly DeliveredVisit[];
  readonly extraVisits: readonly ExtraVisit[];
  readonly lateFacts: readonly LateFact[];
};

export type DeliveryRequest = {
  readonly visits: readonly PlannedDelivery[];
  readonly workers: readonly DeliveringWorker[];
  readonly catalogue: Catalogue;
  readonly seed: string | number;
};

/** Plays the delivery of a month's plan. */
export function demoDeliveryFaults(request: DeliveryRequest): DemoDelivery {
  const seed = String(request.seed);
  const visits = [...request.visits].sort(
    (a, b) => a.plannedStart - b.plannedStart || (a.visitNo < b.visitNo ? -1 : 1),
  );
  const chosen = chooseElders(visits, seed);
  const faults = new Map<string, DeliveryFault>();
  const replacements = new Map<string, DeliveringWorker>();
  for (const visit of visits) {
    const fault =
      chosen.faults.get(visit.visitNo) ?? (chosen.elders.has(visit.elderKey) ? null : drawFault(visit, seed));
    if (fault !== null) faults.set(visit.visitNo, fault);
  }
  const rare = Math.max(1, Math.round(visits.length / VISITS_PER_RARE_CASE));
  for (const { visit, worker } of unqualifiedReplacements(visits, request, seed)) {
    if (replacements.size >= rare || faults.has(visit.visitNo) || chosen.elders.has(visit.elderKey)) continue;
    faults.set(visit.visitNo, "unqualified_replacement");
    replacements.set(visit.visitNo, worker);
  }
  const overlaps = seededRandom(`${seed}|overlaps`)
    .shuffle(followingVisits(visits))
    .filter(({ visit, next }) => !faults.has(visit.visitNo) && !faults.has(next.visitNo))
    .filter(({ visit, next }) => !chosen.elders.has(visit.elderKey) && !chosen.elders.has(next.elderKey))
    .slice(0, rare);
  for (const { visit } of overlaps) faults.set(visit.visitNo, "worker_overlap");
  const played = playTimeline({ visits, faults, replacements, seed });
  const byNumber = new Map(played.map((visit) => [visit.visitNo, visit]));
  return {
    visits: request.visits.flatMap((visit) => byNumber.get(visit.visitNo) ?? []),
    extraVisits: extraVisits(chosen.overQuota, visits, seed),
    lateFacts: chosen.lateFacts,
  };
}

/** Each visit has its own draw, so that another visit's fate changes nothing here. */
function drawFault(visit: PlannedDelivery, seed: string): DeliveryFault | null {
  return drawWeighted(seededRandom(`${seed}|fault|${visit.visitNo}`), THOUSANDTHS);
}

type ChosenElders = {
  readonly elders: ReadonlySet<string>;
  readonly faults: ReadonlyMap<string, DeliveryFault>;
  readonly lateFacts: readonly LateFact[];
  readonly overQuota: readonly PlannedDelivery[];
};

/** One elder dies between the second and the third visit, one is in hospital on the day of the second, one gets a fifth visit. */
function chooseElders(visits: readonly PlannedDelivery[], seed: string): ChosenElders {
  const byElder = new Map<string, PlannedDelivery[]>();
  for (const visit of visits) byElder.set(visit.elderKey, [...(byElder.get(visit.elderKey) ?? []), visit]);
  const candidates = [...byElder.values()]
    .filter((list) => list.length >= 4)
    .sort((a, b) => ((a[0]?.elderKey ?? "") < (b[0]?.elderKey ?? "") ? -1 : 1));
  const [dying, sick, eager] = seededRandom(`${seed}|elders`).shuffle(candidates);
  const faults = new Map<string, DeliveryFault>();
  const lateFacts: LateFact[] = [];
  const second = dying?.[1];
  if (dying !== undefined && second !== undefined) {
    lateFacts.push({ kind: "died", elderKey: second.elderKey, on: addDays(localDateOf(second.plannedStart), 1) });
    for (const visit of dying.slice(2)) faults.set(visit.visitNo, "after_death");
  }
  const inStay = sick?.[1];
  if (inStay !== undefined) {
    const day = localDateOf(inStay.plannedStart);
    lateFacts.push({ kind: "hospital", elderKey: inStay.elderKey, from: addDays(day, -1), to: addDays(day, 1) });
    faults.set(inStay.visitNo, "in_hospital");
  }
  const keys = [dying, sick, eager].flatMap((list) => list?.[0]?.elderKey ?? []);
  return { elders: new Set(keys), faults, lateFacts, overQuota: eager ?? [] };
}

/** Visits that follow each other on one day of one care worker alone. */
function followingVisits(visits: readonly PlannedDelivery[]): { visit: PlannedDelivery; next: PlannedDelivery }[] {
  const last = new Map<string, PlannedDelivery>();
  return visits.flatMap((next) => {
    const workerNo = next.workers[0]?.workerNo;
    if (next.workers.length !== 1 || workerNo === undefined) return [];
    const visit = last.get(workerNo);
    last.set(workerNo, next);
    return visit !== undefined && localDateOf(visit.plannedStart) === localDateOf(next.plannedStart)
      ? [{ visit, next }]
      : [];
  });
}

/** Visits a colleague without the qualification could take over, being free that day, in drawn order. */
function* unqualifiedReplacements(
  visits: readonly PlannedDelivery[],
  { workers, catalogue }: DeliveryRequest,
  seed: string,
): Generator<{ visit: PlannedDelivery; worker: DeliveringWorker }> {
  const busy = new Set(
    visits.flatMap((visit) => visit.workers.map(({ workerNo }) => `${workerNo}|${localDateOf(visit.plannedStart)}`)),
  );
  const random = seededRandom(`${seed}|replacements`);
  const colleagues = [...workers].sort((a, b) => (a.workerNo < b.workerNo ? -1 : 1));
  for (const visit of random.shuffle(visits)) {
    if (visit.workers.length !== 1) continue;
    const on = localDateOf(visit.plannedStart);
    const groups = basketNeeds(visit.subtypes, 1, catalogue).qualificationGroups;
    const worker = colleagues.find((one) => {
      // A certificate that has run out is another fault: this colleague never had one.
      const qualifications = one.qualifications.map((held) => ({ ...held, expiresOn: null }));
      const fit = { id: identify<WorkerId>(one.workerId), sex: "female" as const, qualifications };
      return (
        one.providerKey === visit.providerKey &&
        !busy.has(`${one.workerNo}|${on}`) &&
        groups.some((group) => !holdsGroup(fit, group, on))
      );
    });
    if (worker === undefined) continue;
    busy.add(`${worker.workerNo}|${on}`);
    yield { visit, worker };
  }
}

/** A fifth visit of the chosen elder at ten o'clock, late in the month on a day on which the care worker has no other visit. */
function extraVisits(
  ofElder: readonly PlannedDelivery[],
  visits: readonly PlannedDelivery[],
  seed: string,
): ExtraVisit[] {
  const model = ofElder[0];
  if (model === undefined) return [];
  const { plannedStart, plannedEnd, ...facts } = model;
  const own = new Set(ofElder.map((visit) => localDateOf(visit.plannedStart)));
  const numbers = new Set(model.workers.map(({ workerNo }) => workerNo));
  const busy = new Set(
    visits
      .filter((visit) => visit.workers.some(({ workerNo }) => numbers.has(workerNo)))
      .map((visit) => localDateOf(visit.plannedStart)),
  );
  // Late in the month, so that four visits stand before it, and not so near them that another rule would speak first.
  const days = datesOf(monthOf(localDateOf(plannedStart)))
    .reverse()
    .filter((day) => !busy.has(day) && !own.has(day));
  const near = (day: PlainDate) => [-2, -1, 1, 2].some((apart) => own.has(addDays(day, apart)));
  const free = days.find((day) => !near(day)) ?? days[0];
  if (free === undefined) return [];
  const startAt = instantAt(free, 600);
  const moved = {
    ...model,
    visitNo: model.visitNo.replace(/\d+$/, String(ofElder.length + 1)),
    plannedStart: startAt,
    plannedEnd: (startAt + plannedEnd - plannedStart) as Instant,
  };
  const [played] = playTimeline({ visits: [moved], faults: new Map(), replacements: new Map(), seed });
  return [{ ...facts, visitNo: moved.visitNo, startAt, endAt: moved.plannedEnd, events: played?.events ?? [] }];
}
