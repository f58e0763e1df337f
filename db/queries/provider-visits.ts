/** Read model of a provider's visits in a span of time: elder, place and who goes. */
import { and, asc, count, eq, exists, gte, inArray, lt, ne, notInArray, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { finding } from "../schema/finding.ts";
import { street } from "../schema/reference.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type ProviderVisitFilter = {
  /** Half-open span of planned starts. */
  readonly from: Instant;
  readonly to: Instant;
  /** Delivery states; null for every one. */
  readonly states: readonly string[] | null;
  /** Only visits of this care worker (worker number); null for all. */
  readonly workerNo: string | null;
  /** Only visits that are questioned and not settled yet. */
  readonly questioned?: boolean;
};

/** More than a large provider plans in two months. */
const MOST_ROWS = 4000;

function ofWorker(unit: Unit, workerNo: string): SQL {
  return exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
      .where(
        and(eq(visitWorker.visitId, visit.id), eq(visitWorker.released, false), eq(careWorker.workerNo, workerNo)),
      ),
  );
}

/** Open findings that somebody must clear: a level that only informs waits for nobody. */
const waiting = () => and(eq(finding.state, "open"), ne(finding.level, "info"));

function isQuestioned(unit: Unit): SQL | undefined {
  return and(
    notInArray(visit.approvalState, ["locked", "rejected"]),
    exists(
      unit.orm
        .select({ one: sql`1` })
        .from(finding)
        .where(and(eq(finding.visitId, visit.id), waiting())),
    ),
  );
}

/** Rules of the open findings of visits, by visit. */
export async function mapOpenRules(unit: Unit, visitIds: readonly string[]): Promise<Map<string, string[]>> {
  if (visitIds.length === 0) return new Map();
  const rows = await unit.orm
    .select({ visitId: finding.visitId, ruleCode: finding.ruleCode })
    .from(finding)
    .where(and(inArray(finding.visitId, [...visitIds]), waiting()))
    .orderBy(asc(finding.ruleCode));
  const byVisit = new Map<string, string[]>();
  for (const { visitId, ruleCode } of rows) byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), ruleCode]);
  return byVisit;
}

/** Visits of the scope since then that are questioned and not settled yet. */
export async function countQuestionedVisits(unit: Unit, since: Instant): Promise<number> {
  const [found] = await unit.orm
    .select({ visits: count() })
    .from(visit)
    .where(and(visitInScope(unit), gte(visit.plannedStart, asDate(since)), isQuestioned(unit)));
  return found?.visits ?? 0;
}

/** Names of the workers assigned to visits, by visit, in the order of their numbers. */
export async function mapWorkersOfVisits(unit: Unit, visitIds: readonly string[]) {
  const byVisit = new Map<string, { readonly workerNo: string; readonly name: string }[]>();
  if (visitIds.length === 0) return byVisit;
  const rows = await unit.orm
    .select({ visitId: visitWorker.visitId, workerNo: careWorker.workerNo, name: careWorker.name })
    .from(visitWorker)
    .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
    .where(and(inArray(visitWorker.visitId, [...visitIds]), eq(visitWorker.released, false)))
    .orderBy(asc(careWorker.workerNo));
  for (const { visitId, ...worker } of rows) byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), worker]);
  return byVisit;
}

/** Visits that meet the condition, in order of their start, each with its workers. */
async function readVisits(unit: Unit, condition: SQL | undefined) {
  const rows = await unit.orm
    .select({
      visit,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      latitude: elder.latitude,
      longitude: elder.longitude,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(street, eq(street.id, visit.streetId))
    .where(and(visitInScope(unit), condition))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo))
    .limit(MOST_ROWS);
  const workers = await mapWorkersOfVisits(
    unit,
    rows.map((row) => row.visit.id),
  );
  return rows.map((row) => ({ ...row, workers: workers.get(row.visit.id) ?? [] }));
}

/** Visits of the scope in a span of time. */
export async function listProviderVisits(unit: Unit, filter: ProviderVisitFilter) {
  return readVisits(
    unit,
    and(
      gte(visit.plannedStart, asDate(filter.from)),
      lt(visit.plannedStart, asDate(filter.to)),
      filter.states === null ? undefined : inArray(visit.deliveryState, [...filter.states]),
      filter.workerNo === null ? undefined : ofWorker(unit, filter.workerNo),
      filter.questioned === true ? isQuestioned(unit) : undefined,
    ),
  );
}

/** One visit of the scope, or null. */
export async function findProviderVisit(unit: Unit, visitNo: string) {
  const [row] = await readVisits(unit, eq(visit.visitNo, visitNo));
  return row ?? null;
}

/** Visits done at an elder by each worker, by worker id. */
export async function countVisitsByWorker(unit: Unit, elderId: string): Promise<Map<string, number>> {
  const rows = await unit.orm
    .select({ workerId: visitWorker.workerId, visits: count() })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .where(
      and(
        eq(visit.elderId, elderId),
        eq(visit.deliveryState, "done"),
        eq(visitWorker.released, false),
        visitInScope(unit),
      ),
    )
    .groupBy(visitWorker.workerId);
  return new Map(rows.map((row) => [row.workerId, row.visits]));
}

/**
 * Minutes at the bedside that each care worker of a provider has in a month, by worker id; who has none is missing. Of every street:
 * whether work is shared evenly is asked of the whole of it, and nothing but the sum leaves.
 */
export async function sumMinutesByWorker(
  unit: Unit,
  providerId: string,
  month: PlainMonth,
): Promise<Map<string, number>> {
  const rows = await unit.orm
    .select({
      workerId: visitWorker.workerId,
      minutes: sql<string>`sum(extract(epoch from ${visit.plannedEnd} - ${visit.plannedStart})) / 60`,
    })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .where(
      and(
        eq(visit.providerId, providerId),
        eq(visit.serviceMonth, firstDateOf(month)),
        eq(visitWorker.released, false),
        notInArray(visit.deliveryState, ["cancelled", "missed"]),
      ),
    )
    .groupBy(visitWorker.workerId);
  return new Map(rows.map((row) => [row.workerId, Math.round(Number(row.minutes))]));
}
