/** The care worker with whom the phone's pages can be tried at once. */
import { sql } from "drizzle-orm";
import { asDate, instantAt } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type DemoWorkerRow = { readonly id: string; readonly providerId: string };

/** Of a provider's care workers: one with a visit to make today before one without, then who has most in the next three days; null without any worker. */
export async function findDemoWorker(unit: Unit, providerId: string, today: PlainDate): Promise<DemoWorkerRow | null> {
  const [from, tomorrow, to] = [today, addDays(today, 1), addDays(today, 3)].map((day) =>
    asDate(instantAt(day, 0)).toISOString(),
  );
  const result = await unit.orm.execute(sql`
    select w.id, w.provider_id as "providerId"
      from care_worker w
      left join visit_worker a on a.worker_id = w.id and not a.released and a.planned_start >= ${from}::timestamptz and a.planned_start < ${to}::timestamptz
      left join visit v on v.id = a.visit_id and v.delivery_state = 'accepted'
     where w.provider_id = ${providerId}::uuid
     group by w.id
     order by (count(v.id) filter (where v.planned_start < ${tomorrow}::timestamptz) > 0) desc, count(v.id) desc, w.worker_no
     limit 1`);
  return rowsOf<DemoWorkerRow>(result)[0] ?? null;
}
