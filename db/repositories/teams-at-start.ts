/** Who was to go to a visit when it was to begin: a team that was changed later is judged against the one before (R-WORKER-REPLACED). */
import { sql } from "drizzle-orm";
import { visit, visitWorker } from "../schema/visit.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { anyOf, piecesOf } from "./batches.ts";

/** By visit, only where somebody was put on it after its planned start in place of somebody named before. */
export async function mapTeamsAtStart(unit: Unit, visitIds: readonly string[]): Promise<Map<string, string[]>> {
  const teams = new Map<string, string[]>();
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = rowsOf<{ visit_id: string; worker_id: string }>(
      await unit.orm.execute(sql`
        with changed as (
          select distinct v.id, v.planned_start from ${visit} v
          join ${visitWorker} w on w.visit_id = v.id and not w.released and w.assigned_at > v.planned_start
          where v.id = ${anyOf(piece)}),
        before as (
          select w.visit_id, w.worker_id, w.assigned_at, max(w.assigned_at) over (partition by w.visit_id) as last_at
          from ${visitWorker} w join changed c on c.id = w.visit_id and w.assigned_at <= c.planned_start)
        select visit_id, worker_id from before where assigned_at = last_at order by visit_id, worker_id`),
    );
    for (const row of rows) teams.set(row.visit_id, [...(teams.get(row.visit_id) ?? []), row.worker_id]);
  }
  return teams;
}
