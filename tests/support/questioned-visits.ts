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
      with chosen as (
        select v.id, v.provider_id, v.planned_start::date as day, row_number() over (order by v.visit_no) as n from visit v
        where v.service_month = ${firstDateOf(month)} and v.approval_state = 'verified'
          and (select count(*) from visit_worker vw where vw.visit_id = v.id) = 1
        order by v.visit_no limit ${count})
      update visit_worker vw set worker_id = (
        select w.id from care_worker w
        where w.provider_id = chosen.provider_id
          and not exists (select 1 from visit_worker o where o.worker_id = w.id and o.planned_start::date = chosen.day)
        order by w.worker_no offset chosen.n limit 1)
      from chosen where vw.visit_id = chosen.id`);
  });
  await verifyMonth(context, month);
}
