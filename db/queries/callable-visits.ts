/** The list that a month's call-backs, or its checks at home, are drawn from: visits that were made. The whole district; the caller asks the scope. */
import { sql } from "drizzle-orm";
import type { ForcedReason } from "#app/domain/call-backs/draw-call-backs.ts";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { callBack, callBackBatch } from "../schema/call-back.ts";
import { elder } from "../schema/elder.ts";
import { finding } from "../schema/finding.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker, provider } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type CallableRow = {
  readonly visitId: string;
  readonly visitNo: string;
  readonly elderId: string;
  readonly elderNo: string;
  readonly streetId: number;
  readonly providerId: string;
  readonly providerCode: string;
  readonly workerNo: string;
  readonly forced: readonly ForcedReason[];
};

type Found = Omit<CallableRow, "forced"> & {
  readonly codes: string[] | null;
  readonly other: boolean;
  readonly unproven: boolean;
};

const FORCED_BY_RULE: Readonly<Record<string, ForcedReason>> = {
  "R-BACKFILLED": "backfilled",
  "R-NO-PLACE-PROOF": "no-place-proof",
  "R-MANUAL-TIME": "manual-times",
  "R-PHOTO-REUSED": "photo-reused",
  "R-DOOR-CODE-WRONG": "door-code-wrong",
};

function forcedOf({ codes, other, unproven }: Found): ForcedReason[] {
  const byRule = (codes ?? []).flatMap((code) => FORCED_BY_RULE[code] ?? []);
  return [
    ...byRule.sort(),
    ...(other ? (["other-worker"] as const) : []),
    ...(unproven ? (["no-person-proof"] as const) : []),
  ];
}

/**
 * Visits of the month that were made, of elders who stand in no first round of the month yet. A first visit of a care worker forces a
 * call only with an elder whom others visited before: a programme's first month would else be called about as a whole.
 * @param unprovenBefore a visit that ended before and has no person proof forces a call
 */
export async function listCallableVisits(
  unit: Unit,
  month: PlainMonth,
  unprovenBefore: Instant,
): Promise<CallableRow[]> {
  const first = firstDateOf(month);
  const rows = rowsOf<Found>(
    await unit.orm.execute(sql`
      with made as (
        select v.id, v.visit_no, v.elder_id, v.street_id, v.provider_id, v.effective_in, v.planned_start, v.effective_out, v.planned_end, v.proofs,
          (select w.id from ${visitWorker} vw join ${careWorker} w on w.id = vw.worker_id
            where vw.visit_id = v.id and not vw.released order by w.worker_no limit 1) as worker_id
        from ${visit} v
        where v.service_month = ${first} and v.delivery_state = 'done'
          and not exists (select 1 from ${callBack} c join ${callBackBatch} b on b.id = c.batch_id
            where c.elder_id = v.elder_id and b.month = ${first} and b.round = 1)),
      before as (
        select distinct v.elder_id, vw.worker_id from ${visit} v join ${visitWorker} vw on vw.visit_id = v.id and not vw.released
        where v.service_month < ${first} and v.delivery_state = 'done')
      select m.id as "visitId", m.visit_no as "visitNo", m.elder_id as "elderId", e.elder_no as "elderNo", m.street_id as "streetId",
        m.provider_id as "providerId", p.credit_code as "providerCode", coalesce(w.worker_no, '') as "workerNo",
        (select array_agg(f.rule_code) from ${finding} f where f.visit_id = m.id and f.state not in ('cleared', 'withdrawn')
          and (f.rule_code in ('R-BACKFILLED', 'R-NO-PLACE-PROOF', 'R-PHOTO-REUSED', 'R-DOOR-CODE-WRONG')
            or (f.rule_code = 'R-MANUAL-TIME' and f.facts ->> 'ends' = 'in,out'))) as codes,
        coalesce(exists (select 1 from before b where b.elder_id = m.elder_id)
          and not exists (select 1 from before b where b.elder_id = m.elder_id and b.worker_id = m.worker_id)
          and not exists (select 1 from made o where o.elder_id = m.elder_id and o.worker_id = m.worker_id
            and (o.planned_start, o.visit_no) < (m.planned_start, m.visit_no)), false) as other,
        (coalesce(m.effective_out, m.planned_end) < ${asDate(unprovenBefore).toISOString()}::timestamptz
          and not coalesce(m.proofs @> '[{"class": "person"}]'::jsonb, false)) as unproven
      from made m join ${elder} e on e.id = m.elder_id join ${provider} p on p.id = m.provider_id
        left join ${careWorker} w on w.id = m.worker_id
      order by m.visit_no`),
  );
  return rows.map(({ codes, other, unproven, ...row }) => ({
    ...row,
    forced: forcedOf({ ...row, codes, other, unproven }),
  }));
}

export type ServedElderRow = {
  readonly elderId: string;
  readonly elderNo: string;
  readonly streetId: number;
  readonly providerId: string;
  /** The elder's last visit that was made in the month. */
  readonly visitId: string;
};

/** Elders who were served in the month, each once, by elder number. */
export async function listServedElders(unit: Unit, month: PlainMonth): Promise<ServedElderRow[]> {
  return rowsOf<ServedElderRow>(
    await unit.orm.execute(sql`
      select distinct on (e.elder_no) e.id as "elderId", e.elder_no as "elderNo", v.street_id as "streetId",
        v.provider_id as "providerId", v.id as "visitId"
      from ${visit} v join ${elder} e on e.id = v.elder_id
      where v.service_month = ${firstDateOf(month)} and v.delivery_state = 'done' and e.death_on is null
      order by e.elder_no, v.planned_start desc, v.visit_no desc`),
  );
}
