/**
 * What decides what one elder may book, in two statements: the elder's month, then the provider's staff and what stands around. A booking page reads
 * both on every screen.
 */
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  inArray,
  lt,
  ne,
  or,
  sql,
  type Placeholder,
  type SQL,
} from "drizzle-orm";
import { isoText, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { questionSet, type Places } from "../ask-together.ts";
import { elderQuestions, lockElder, type ElderWithFacts } from "../repositories/elders.ts";
import type { EligibilityRow, EntitlementRow } from "../repositories/entitlements.ts";
import { providerReached } from "../repositories/scope-conditions.ts";
import { visitInScope, type OfferRow, type VisitRow } from "../repositories/visits.ts";
import type { ContractRow, ProviderRow, WorkerPlanFacts } from "../repositories/workforce.ts";
import { rowsByKey } from "../repositories/batches.ts";
import { elder } from "../schema/elder.ts";
import { allocation, eligibilityResult, entitlementMonth } from "../schema/planning.ts";
import { offer, slotHold, visit, visitWorker } from "../schema/visit.ts";
import { careWorker, provider, providerContract, workerLeave, workerQualification } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type ElderMonth = {
  readonly found: ElderWithFacts;
  readonly eligibility: EligibilityRow | null;
  readonly entitlement: EntitlementRow | null;
  /** An active provider with its contract; null when nobody was found. */
  readonly service: { readonly provider: ProviderRow; readonly contract: ContractRow } | null;
  /** The newest offer of the month to that provider. */
  readonly offer: OfferRow | null;
  /** All visits of the month, called off or not, in order of time. */
  readonly visits: readonly VisitRow[];
  /** How often each care worker came since the wanted moment. */
  readonly familiar: readonly { readonly workerId: string; readonly visits: number }[];
};

export type ElderMonthWanted = {
  readonly elderId: string;
  readonly month: PlainMonth;
  readonly familiarSince: Instant;
  /** Nobody else may book for this elder until the unit ends. */
  readonly lock: boolean;
};

const MONTH_VALUES = ["elderId", "on", "familiarSince"] as const;

function monthQuestions(unit: Unit, { elderId, on, familiarSince }: Places<(typeof MONTH_VALUES)[number]>) {
  const { orm } = unit;
  return {
    eligibility: orm
      .select()
      .from(eligibilityResult)
      .where(and(eq(eligibilityResult.elderId, elderId), eq(eligibilityResult.month, on))),
    entitlement: orm
      .select()
      .from(entitlementMonth)
      .where(and(eq(entitlementMonth.elderId, elderId), eq(entitlementMonth.month, on))),
    service: orm
      .select({ provider, contract: providerContract })
      .from(allocation)
      .innerJoin(provider, and(eq(provider.id, allocation.providerId), eq(provider.state, "active")))
      .innerJoin(providerContract, eq(providerContract.id, allocation.contractId))
      .where(and(eq(allocation.elderId, elderId), eq(allocation.month, on), providerReached(unit, provider.id))),
    offers: orm
      .select()
      .from(offer)
      .where(and(eq(offer.elderId, elderId), eq(offer.month, on)))
      .orderBy(desc(offer.sentAt)),
    visits: orm
      .select()
      .from(visit)
      .where(and(eq(visit.elderId, elderId), eq(visit.serviceMonth, on), visitInScope(unit)))
      .orderBy(asc(visit.plannedStart)),
    familiar: familiarQuestion(unit, elderId, familiarSince),
  };
}

function familiarQuestion(unit: Unit, elderId: Placeholder, since: Placeholder) {
  return unit.orm
    .select({ workerId: visitWorker.workerId, visits: count().as("visits") })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .where(
      and(
        eq(visit.elderId, elderId),
        inArray(visit.deliveryState, ["in_progress", "done"]),
        eq(visitWorker.released, false),
        gt(visit.plannedStart, since),
      ),
    )
    .groupBy(visitWorker.workerId);
}

const askMonth = questionSet(MONTH_VALUES, (unit, values) => ({
  ...elderQuestions(unit, values.elderId),
  ...monthQuestions(unit, values),
}));

/** The elder's month as it stands; null for an elder outside the scope. */
export async function readElderMonth(unit: Unit, wanted: ElderMonthWanted): Promise<ElderMonth | null> {
  if (wanted.lock) await lockElder(unit, wanted.elderId);
  const { elders, assistance, assessments, absences, benefits, ...month } = await askMonth(unit, {
    elderId: wanted.elderId,
    on: firstDateOf(wanted.month),
    familiarSince: isoText(wanted.familiarSince),
  });
  const [row] = elders;
  if (row === undefined) return null;
  const service = month.service[0] ?? null;
  return {
    found: { elder: row, assistance, assessments, absences, benefits },
    eligibility: month.eligibility[0] ?? null,
    entitlement: month.entitlement[0] ?? null,
    service,
    offer: month.offers.find(({ providerId }) => providerId === service?.provider.id) ?? null,
    visits: month.visits,
    familiar: month.familiar,
  };
}

export type BookedVisitRow = {
  readonly id: string;
  readonly elderId: string;
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
  readonly latitude: number;
  readonly longitude: number;
  readonly workerIds: readonly string[];
};

export type SurroundingsWanted = {
  readonly elderId: string;
  /** Whose staff; null when nobody serves the elder. */
  readonly providerId: string | null;
  /** Of the start of visits. */
  readonly from: Instant;
  readonly to: Instant;
};

export type BookingSurroundings = {
  /** The provider's care workers, by their numbers. */
  readonly workers: readonly WorkerPlanFacts[];
  /** Visits that stand in the period, of the elder or of one of the care workers. */
  readonly visits: readonly BookedVisitRow[];
  /** Times that other elders are looking at, as if they were booked. */
  readonly held: readonly BookedVisitRow[];
};

const STANDING = ["planned", "offered", "accepted", "en_route", "in_progress", "done"];

const home = { latitude: elder.latitude, longitude: elder.longitude };

/** What planning asks of a care worker; what concerns the person alone stays where it is. */
const planColumns = {
  id: careWorker.id,
  workerNo: careWorker.workerNo,
  name: careWorker.name,
  sex: careWorker.sex,
  providerId: careWorker.providerId,
  employedFrom: careWorker.employedFrom,
  employedTo: careWorker.employedTo,
  latitude: careWorker.latitude,
  longitude: careWorker.longitude,
  availability: careWorker.availability,
  weeklyMinutesMax: careWorker.weeklyMinutesMax,
};

function staffQuestions(unit: Unit, isOurs: SQL) {
  return {
    workers: unit.orm.select(planColumns).from(careWorker).where(isOurs).orderBy(asc(careWorker.workerNo)),
    qualifications: unit.orm
      .select({ of: workerQualification })
      .from(workerQualification)
      .innerJoin(careWorker, eq(careWorker.id, workerQualification.workerId))
      .where(isOurs)
      .orderBy(asc(workerQualification.code)),
    leave: unit.orm
      .select({ of: workerLeave })
      .from(workerLeave)
      .innerJoin(careWorker, eq(careWorker.id, workerLeave.workerId))
      .where(isOurs)
      .orderBy(asc(workerLeave.fromOn)),
  };
}

const AROUND_VALUES = ["elderId", "providerId", "from", "to", "now"] as const;
type AroundPlaces = Places<(typeof AROUND_VALUES)[number]>;

function aroundQuestions(unit: Unit, isOurs: SQL, { elderId, from, to, now }: AroundPlaces) {
  const going = and(eq(visitWorker.visitId, visit.id), eq(visitWorker.released, false));
  const goesOne = unit.orm
    .select({ one: sql`1` })
    .from(visitWorker)
    .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
    .where(and(going, isOurs));
  const everyone = sql<
    string[]
  >`(select coalesce(json_agg(${visitWorker.workerId}), '[]') from ${visitWorker} where ${going})`;
  return {
    visits: unit.orm
      .select({
        id: visit.id,
        elderId: visit.elderId,
        plannedStart: visit.plannedStart,
        plannedEnd: visit.plannedEnd,
        ...home,
        workerIds: everyone.as("worker_ids"),
      })
      .from(visit)
      .innerJoin(elder, eq(elder.id, visit.elderId))
      .where(
        and(
          inArray(visit.deliveryState, STANDING),
          gt(visit.plannedStart, from),
          lt(visit.plannedStart, to),
          or(eq(visit.elderId, elderId), exists(goesOne)),
        ),
      ),
    held: unit.orm
      .select({ hold: slotHold, ...home })
      .from(slotHold)
      .innerJoin(elder, eq(elder.id, slotHold.elderId))
      .innerJoin(careWorker, eq(careWorker.id, slotHold.workerId))
      .where(and(isOurs, ne(slotHold.elderId, elderId), gt(slotHold.heldUntil, now))),
  };
}

const askAround = questionSet(AROUND_VALUES, (unit, values) => {
  // Nobody's staff is nobody: no provider equals null.
  const isOurs = eq(careWorker.providerId, values.providerId);
  return { ...staffQuestions(unit, isOurs), ...aroundQuestions(unit, isOurs, values) };
});

/** The staff that serves an elder, and what takes its time and the elder's. */
export async function readBookingSurroundings(unit: Unit, wanted: SurroundingsWanted): Promise<BookingSurroundings> {
  const { elderId, providerId } = wanted;
  const { workers, qualifications, leave, visits, held } = await askAround(unit, {
    ...{ elderId, providerId, from: isoText(wanted.from), to: isoText(wanted.to), now: isoText(unit.now) },
  });
  const byWorker = <Row extends { readonly workerId: string }>(rows: readonly { readonly of: Row }[]) =>
    rowsByKey(
      rows.map(({ of }) => of),
      (row) => row.workerId,
    );
  const [qualified, away] = [byWorker(qualifications), byWorker(leave)];
  return {
    workers: workers.map((worker) => ({
      worker,
      qualifications: qualified.get(worker.id) ?? [],
      leave: away.get(worker.id) ?? [],
    })),
    visits,
    held: held.map(({ hold: { id, elderId, plannedStart, plannedEnd, workerId }, latitude, longitude }) => ({
      ...{ id, elderId, plannedStart, plannedEnd, latitude, longitude },
      workerIds: [workerId],
    })),
  };
}
