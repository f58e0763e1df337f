/**
 * Who served a visit: the care workers whose phones checked in or out there, and as long as no phone has, those who are to go. Whoever was
 * replaced and did not come is no name of a visit that somebody else made.
 */
import { asc, inArray, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { visitEvent } from "../schema/visit-event.ts";
import { visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { mapTeamsAtStart } from "./teams-at-start.ts";
import { listWorkersOfVisits } from "./visits.ts";

/** Ids as a subquery. @param visitId a column or a value */
export function idsWhoServed(visitId: AnyPgColumn | string): SQL {
  const came = sql`from ${visitEvent} came where came.visit_id = ${visitId} and came.kind in ('check_in', 'check_out')
    and came.worker_id is not null`;
  return sql`select came.worker_id ${came}
    union all select going.worker_id from ${visitWorker} going
      where going.visit_id = ${visitId} and not going.released and not exists (select 1 ${came})`;
}

/** Names in the order of their numbers. */
export function namesWhoServed(visitId: AnyPgColumn): SQL<string[]> {
  return sql<string[]>`(select coalesce(array_agg(served.name order by served.worker_no), array[]::text[])
    from ${careWorker} served where served.id in (${idsWhoServed(visitId)}))`;
}

/** Names in one text, for a cell of a form; null for a visit to which nobody goes. */
export function namesTextWhoServed(visitId: AnyPgColumn): SQL<string | null> {
  return sql<string | null>`(select string_agg(served.name, '、' order by served.worker_no)
    from ${careWorker} served where served.id in (${idsWhoServed(visitId)}))`;
}

export type VisitTeam = {
  /** Names of those who served, or are to go. */
  readonly served: readonly string[];
  /** Names of those who were to go when the visit began and did not come, because somebody else did. */
  readonly replaced: readonly string[];
};

/** The team of one visit. The caller has asked the scope of the visit. */
export async function findTeam(unit: Unit, visitId: string): Promise<VisitTeam> {
  const rows = rowsOf<{ worker_id: string }>(await unit.orm.execute(sql`${idsWhoServed(visitId)}`));
  const served = new Set(rows.map((row) => row.worker_id));
  const atStart = (await mapTeamsAtStart(unit, [visitId])).get(visitId);
  const planned = atStart ?? (await listWorkersOfVisits(unit, [visitId])).map((row) => row.workerId);
  const ids = [...served, ...planned];
  if (ids.length === 0) return { served: [], replaced: [] };
  const workers = await unit.orm
    .select({ id: careWorker.id, name: careWorker.name })
    .from(careWorker)
    .where(inArray(careWorker.id, ids))
    .orderBy(asc(careWorker.workerNo));
  return {
    served: workers.filter(({ id }) => served.has(id)).map(({ name }) => name),
    replaced: workers.filter(({ id }) => !served.has(id)).map(({ name }) => name),
  };
}
