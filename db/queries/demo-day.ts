/** The visits of a day that a demonstration's care workers make by themselves. */
import { sql } from "drizzle-orm";
import { asDate, instantAt } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { listVisitsById, type VisitRow } from "../repositories/visits.ts";
import { rowsOf, type Unit } from "../transaction.ts";

/**
 * Agreed visits of the day, begun or not, in the order of their planned start. Left out is every visit of a care worker with a sign-in:
 * whoever tries the phone's pages makes it.
 */
export async function listDemoDay(unit: Unit, day: PlainDate): Promise<VisitRow[]> {
  const [from, to] = [day, addDays(day, 1)].map((on) => asDate(instantAt(on, 0)).toISOString());
  const found = await unit.orm.execute(sql`
    select v.id
      from visit v
     where v.planned_start >= ${from}::timestamptz and v.planned_start < ${to}::timestamptz
       and v.delivery_state in ('accepted', 'in_progress', 'done') and v.origin <> 'fact'
       and not exists (
         select 1 from visit_worker a join user_role r on r.worker_id = a.worker_id
          where a.visit_id = v.id and not a.released)`);
  const visits = await listVisitsById(
    unit,
    rowsOf<{ id: string }>(found).map(({ id }) => id),
  );
  return [...visits].sort((one, other) => one.plannedStart.getTime() - other.plannedStart.getTime());
}
