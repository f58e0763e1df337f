/** Elders of the demonstration with whom the kiosk can be tried: those with a visit still open first, then those whose month is full. */
import { sql } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type DemoElderRow = {
  readonly id: string;
  readonly phoneCipher: string;
  readonly standing: number;
  readonly allowed: number;
  /** Elders on file with this telephone. */
  readonly sharing: number;
};

export async function listDemoElders(unit: Unit, month: PlainMonth): Promise<DemoElderRow[]> {
  const first = firstDateOf(month);
  const result = await unit.orm.execute(sql`
    select e.id, e.phone_cipher as "phoneCipher", m.visits_allowed::int as allowed,
           greatest(m.visits_reserved + m.visits_used, (select count(*) from visit v where v.elder_id = e.id and v.service_month = ${first}::date and v.kind = 'basket'
              and v.delivery_state not in ('cancelled', 'missed')))::int as standing,
           (select count(*)::int from elder other where other.phone_index = e.phone_index and other.death_on is null) as sharing
      from elder e
      join entitlement_month m on m.elder_id = e.id and m.month = ${first}::date and m.visits_allowed > 0
      join allocation a on a.elder_id = e.id and a.month = ${first}::date and a.provider_id is not null
     where e.phone_cipher is not null and e.death_on is null
     order by e.elder_no`);
  return rowsOf<DemoElderRow>(result);
}

/**
 * Living elders of every street in turn, each street's from the end of its list: those at the beginning are shown to who tries the kiosk.
 */
export async function listSomeElders(unit: Unit): Promise<{ readonly id: string; readonly streetId: number }[]> {
  const result = await unit.orm.execute(sql`
    select id, street_id as "streetId"
      from (select id, street_id, row_number() over (partition by street_id order by elder_no desc) as place from elder where death_on is null) e
     order by place, street_id
     limit 200`);
  return rowsOf<{ id: string; streetId: number }>(result);
}

/**
 * Elders of the demonstration by what a family's phone can show of them, the fullest first: a visit of today that has not begun, alerts, visits
 * that took place this month. From the end of the list: those at its beginning are shown to who tries the kiosk.
 */
export async function listFamilyElders(
  unit: Unit,
  month: PlainMonth,
  today: PlainDate,
): Promise<{ readonly elderNo: string }[]> {
  const first = firstDateOf(month);
  const result = await unit.orm.execute(sql`
    select e.elder_no as "elderNo"
      from elder e
      join entitlement_month m on m.elder_id = e.id and m.month = ${first}::date and m.visits_allowed > 0
      join visit v on v.elder_id = e.id and v.service_month = ${first}::date and v.kind = 'basket'
     where e.death_on is null and e.phone_cipher is not null
     group by e.id, e.elder_no
    having bool_or(v.delivery_state = 'done')
     order by bool_or(v.delivery_state = 'accepted' and (v.planned_start at time zone 'Asia/Shanghai')::date = ${today}::date) desc,
              exists (select 1 from alert a where a.elder_id = e.id) desc, e.elder_no desc
     limit 40`);
  return rowsOf<{ elderNo: string }>(result);
}
