/** Read model of a provider's visits in a span of time: elder, place and who goes. */
import { and, asc, eq, exists, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
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

/** Visits of the scope in order of their start, each with its workers. */
export async function listProviderVisits(unit: Unit, filter: ProviderVisitFilter) {
  const rows = await unit.orm
    .select({
      visit,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(street, eq(street.id, visit.streetId))
    .where(
      and(
        visitInScope(unit),
        gte(visit.plannedStart, asDate(filter.from)),
        lt(visit.plannedStart, asDate(filter.to)),
        filter.states === null ? undefined : inArray(visit.deliveryState, [...filter.states]),
        filter.workerNo === null ? undefined : ofWorker(unit, filter.workerNo),
      ),
    )
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo))
    .limit(MOST_ROWS);
  const workers = await mapWorkersOfVisits(
    unit,
    rows.map((row) => row.visit.id),
  );
  return rows.map((row) => ({ ...row, workers: workers.get(row.visit.id) ?? [] }));
}
