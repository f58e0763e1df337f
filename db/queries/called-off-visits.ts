/** Read model of visits to which a care worker was to go and does not go any more, with when that was told. */
import { and, asc, desc, eq, gte, inArray, lt, not, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { goesOrCame } from "../repositories/scope-conditions.ts";
import { notice } from "../schema/day.ts";
import { elder } from "../schema/elder.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** The newest word to this worker about who goes to the visit. */
const toldAt = sql<Date | null>`(select ${notice.madeAt} from ${notice} where ${notice.visitId} = ${visit.id}
  and ${notice.workerId} = ${visitWorker.workerId} and ${inArray(notice.kind, ["called_off", "taken_off"])}
  order by ${desc(notice.madeAt)} limit 1)`.mapWith(notice.madeAt);

async function list(unit: Unit, workerId: string, where: SQL | undefined) {
  return unit.orm
    .select({
      visit,
      elder: { name: elder.name, community: elder.community },
      plannedStart: visitWorker.plannedStart,
      plannedEnd: visitWorker.plannedEnd,
      toldAt,
    })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(eq(visitWorker.workerId, workerId), not(goesOrCame(visitWorker)), where))
    .orderBy(asc(visitWorker.plannedStart), asc(visit.visitNo));
}

export type CalledOffRow = Awaited<ReturnType<typeof list>>[number];

/** By the time at which the worker was to go, half-open. */
export async function listCalledOff(
  unit: Unit,
  workerId: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<CalledOffRow[]> {
  return list(
    unit,
    workerId,
    and(gte(visitWorker.plannedStart, asDate(from)), lt(visitWorker.plannedStart, asDate(to))),
  );
}

/** Null for a visit to which this worker was never to go, or goes. */
export async function findCalledOff(unit: Unit, workerId: string, visitNo: string): Promise<CalledOffRow | null> {
  const [found] = await list(unit, workerId, eq(visit.visitNo, visitNo));
  return found ?? null;
}
