/** Visits that verification reads together: all of some elders, those of their workers near them, those just before. In the scope of the unit. */
import { and, asc, eq, gte, inArray, lt, not, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asDate, isoText, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { anyOf, IDS_AT_ONCE, isOneOf, piecesOf } from "./batches.ts";
import { goesOrCame } from "./scope-conditions.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

/** All visits of some elders in a month, in the scope. */
export async function listVisitsOfElders(
  unit: Unit,
  month: PlainMonth,
  elderIds: readonly string[],
): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const piece of piecesOf(elderIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(and(eq(visit.serviceMonth, firstDateOf(month)), isOneOf(visit.elderId, piece), visitInScope(unit)))),
    );
  return found.sort((left, right) => (left.visitNo < right.visitNo ? -1 : 1));
}

/** Visits of some elders that start in a half-open span, in the scope: those before a month, for the gap to its first ones. */
export async function listVisitsOfEldersIn(
  unit: Unit,
  elderIds: readonly string[],
  span: { readonly from: Instant; readonly to: Instant },
): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const piece of piecesOf(elderIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(
          and(
            isOneOf(visit.elderId, piece),
            gte(visit.plannedStart, asDate(span.from)),
            lt(visit.plannedStart, asDate(span.to)),
            visitInScope(unit),
          ),
        )),
    );
  return found;
}

/** Which visits the workers of these visits have within a day of them. @param without visits that are not asked for */
function visitsOfTheirWorkers(unit: Unit, visitIds: readonly string[], without: readonly string[] = []) {
  const [own, near] = [alias(visitWorker, "own"), alias(visitWorker, "near")];
  return unit.orm
    .select({ id: near.visitId })
    .from(own)
    .innerJoin(
      near,
      and(
        eq(near.workerId, own.workerId),
        sql`${near.plannedStart} between ${own.plannedStart} - interval '1 day' and ${own.plannedStart} + interval '1 day'`,
      ),
    )
    .where(
      and(
        isOneOf(own.visitId, visitIds),
        goesOrCame(own),
        goesOrCame(near),
        without.length === 0 ? undefined : not(isOneOf(near.visitId, without)),
      ),
    );
}

/** Visits beside these of their workers within a day, in the scope: what an overlap or a way between two homes may lie with. */
export async function listVisitsNear(unit: Unit, visitIds: readonly string[]): Promise<VisitRow[]> {
  const found = new Map<string, VisitRow>();
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = await unit.orm
      .select()
      .from(visit)
      .where(and(inArray(visit.id, visitsOfTheirWorkers(unit, piece, visitIds)), visitInScope(unit)));
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()].sort((left, right) => (left.visitNo < right.visitNo ? -1 : 1));
}

/**
 * These visits, all others of their elders in the same months, and all others of their workers within a day: what may change
 * when one of them changes.
 */
export async function listVisitsBeside(unit: Unit, visitIds: readonly string[]): Promise<VisitRow[]> {
  if (visitIds.length === 0) return [];
  const self = alias(visit, "self");
  const ofElders = unit.orm
    .select({ id: visit.id })
    .from(self)
    .innerJoin(visit, and(eq(visit.elderId, self.elderId), eq(visit.serviceMonth, self.serviceMonth)))
    .where(isOneOf(self.id, visitIds));
  const ofWorkers = visitsOfTheirWorkers(unit, visitIds);
  return unit.orm
    .select()
    .from(visit)
    .where(and(or(inArray(visit.id, ofElders), inArray(visit.id, ofWorkers)), visitInScope(unit)))
    .orderBy(asc(visit.visitNo));
}

/** Where a care worker was at work, by what a phone recorded and not by a plan. */
export type AtWork = { readonly workerId: string; readonly at: Instant };

const momentsOf = (moments: readonly AtWork[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(moments.map(({ workerId, at }) => ({ worker: workerId, at: isoText(at) })))}::text::jsonb)
    as moment (worker uuid, at timestamptz)`;

/** Visits that are planned for these care workers within a day of these moments, in the scope. */
export async function listVisitsPlannedNear(unit: Unit, moments: readonly AtWork[]): Promise<VisitRow[]> {
  if (moments.length === 0) return [];
  const near = alias(visitWorker, "near");
  const planned = sql`(select ${near.visitId} from ${momentsOf(moments)} join ${visitWorker} near on ${near.workerId} = moment.worker
    and ${near.plannedStart} between moment.at - interval '1 day' and moment.at + interval '1 day' where ${goesOrCame(near)})`;
  return unit.orm
    .select()
    .from(visit)
    .where(and(sql`${visit.id} in ${planned}`, visitInScope(unit)))
    .orderBy(asc(visit.visitNo));
}

/** No phone holds a visit for longer before or after its day. */
const FARTHEST_DAYS = 7;

/**
 * Visits of the workers of these visits that were made more than a day away from their plan, while these were planned or at these moments,
 * in the scope: what lies beside a visit though its plan does not. Known of visits that were judged before. There are hardly any, so that they are
 * looked for once for each worker.
 */
export async function listVisitsMadeAway(
  unit: Unit,
  visitIds: readonly string[],
  moments: readonly AtWork[] = [],
): Promise<VisitRow[]> {
  const near = alias(visitWorker, "near");
  const found: VisitRow[] = [];
  for (const piece of piecesOf(visitIds, IDS_AT_ONCE)) {
    const away = sql`(
      with span as (
        select worker_id, min(at) as first, max(at) as last from (
          select worker_id, planned_start as at from ${visitWorker} where visit_id = ${anyOf(piece)}
          union all select moment.worker, moment.at from ${momentsOf(moments)}) times
        group by worker_id)
      select v.id from span join ${visitWorker} near on ${near.workerId} = span.worker_id
        and ${near.plannedStart} between span.first - make_interval(days => ${FARTHEST_DAYS}) and span.last + make_interval(days => ${FARTHEST_DAYS})
      join ${visit} v on v.id = ${near.visitId}
      where v.effective_in not between v.planned_start - interval '1 day' and v.planned_start + interval '1 day'
        and v.effective_in between span.first - interval '1 day' and span.last + interval '1 day' and ${goesOrCame(near)})`;
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(and(sql`${visit.id} in ${away}`, visitInScope(unit)))
        .orderBy(asc(visit.visitNo))),
    );
  }
  return found;
}
