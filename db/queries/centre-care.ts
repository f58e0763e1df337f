/** Elders whom the centre may call by itself: alone and very old, home from hospital, or not visited as planned; and when they were spoken to. */
import { sql } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type CareRow = {
  readonly id: string;
  readonly elderNo: string;
  readonly name: string;
  readonly birthOn: PlainDate;
  readonly livesAlone: boolean;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly community: string | null;
  readonly hasPhone: boolean;
  readonly homeSince: PlainDate | null;
  readonly missedOn: PlainDate | null;
  readonly spokenOn: PlainDate | null;
  /** When somebody last tried today, without reaching the elder. */
  readonly triedAt: string | null;
};

export type CareWanted = {
  readonly today: PlainDate;
  /** Days looked back for a stay in hospital and for a visit. */
  readonly homeDays: number;
  readonly missedDays: number;
  /** Born on this day or before. */
  readonly oldBornBy: PlainDate;
  readonly spokenResults: readonly string[];
};

/** Living elders of whom at least one of the three may hold; the rule decides. The district's scope only: the centre is one for all streets. */
export async function listCareRows(unit: Unit, wanted: CareWanted): Promise<CareRow[]> {
  const { today, homeDays, missedDays, oldBornBy, spokenResults } = wanted;
  // A visit of today that was given up and is not over may still take place: nobody is asked about it yet.
  const now = sql`${asDate(unit.now).toISOString()}::timestamptz`;
  const spoken = sql.join(
    spokenResults.map((one) => sql`${one}`),
    sql`, `,
  );
  const result = await unit.orm.execute(sql`
    select e.id, e.elder_no as "elderNo", e.name, e.birth_on::text as "birthOn", coalesce(e.living_situation = 'alone', false) as "livesAlone",
           s.name_zh as "streetZh", s.name_en as "streetEn", e.community, e.phone_cipher is not null as "hasPhone",
           (select max(a.to_on)::text from elder_absence a where a.elder_id = e.id and a.kind = 'hospital' and a.to_on < ${today}::date
              and a.to_on >= ${today}::date - ${homeDays}::int) as "homeSince",
           (select max((v.planned_start at time zone 'Asia/Shanghai')::date)::text from visit v where v.elder_id = e.id and v.delivery_state = 'missed'
              and v.planned_end <= ${now} and v.planned_start >= (${today}::date - ${missedDays}::int)::timestamp at time zone 'Asia/Shanghai') as "missedOn",
           (select max((c.ended_at at time zone 'Asia/Shanghai')::date)::text from centre_call c where c.elder_id = e.id and c.state = 'ended'
              and c.direction = 'out' and c.result in (${spoken})) as "spokenOn",
           (select max(c.ended_at)::text from centre_call c where c.elder_id = e.id and c.state = 'ended' and c.direction = 'out'
              and c.result = 'not_reached' and c.ended_at >= ${today}::date::timestamp at time zone 'Asia/Shanghai') as "triedAt"
      from elder e
      join street s on s.id = e.street_id
     where e.death_on is null
       and ((e.living_situation = 'alone' and e.birth_on <= ${oldBornBy}::date)
         or exists (select 1 from elder_absence a where a.elder_id = e.id and a.kind = 'hospital' and a.to_on >= ${today}::date - ${homeDays}::int)
         or exists (select 1 from visit v where v.elder_id = e.id and v.delivery_state = 'missed'
                     and v.planned_end <= ${now} and v.planned_start >= (${today}::date - ${missedDays}::int)::timestamp at time zone 'Asia/Shanghai'))
       and not exists (select 1 from elder_absence a where a.elder_id = e.id and a.from_on <= ${today}::date
                        and (a.to_on is null or a.to_on >= ${today}::date) and a.kind in ('hospital', 'institution'))
     order by e.elder_no`);
  return rowsOf<CareRow>(result);
}
