/**
 * Verified visits that a rule questions all the same: another care worker was assigned than the one who came, so that their lines wait for
 * a reason. The demonstration's own faults hold visits back before they are claimed.
 */
import { sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** So many verified visits of the month, each with the finding R-WORKER-REPLACED. */
export async function questionSomeVisits(context: Context, month: PlainMonth, count: number): Promise<void> {
  await inTransaction(context, async (unit) => {
    await unit.orm.execute(sql`
      with candidates as (
        select distinct on (v.planned_start::date) v.id, v.planned_start::date as day, w.id as worker_id
        from visit v join care_worker w on w.provider_id = v.provider_id
        where v.service_month = ${firstDateOf(month)} and v.approval_state = 'verified'
          and (select count(*) from visit_worker vw where vw.visit_id = v.id) = 1
          and not exists (select 1 from visit_worker o where o.worker_id = w.id and o.planned_start::date = v.planned_start::date)
        order by v.planned_start::date, v.visit_no, w.worker_no),
      chosen as (select * from candidates order by day limit ${count})
      update visit_worker vw set worker_id = chosen.worker_id
      from chosen where vw.visit_id = chosen.id`);
  });
  await verifyMonth(context, month);
}
