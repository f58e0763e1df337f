/**
 * Who stands behind a confirmation, and what auditors found about who came. Whatever the scope: persons and findings do not stop at a street, and the
 * caller has asked the scope of the visits that it judges.
 */
import { sql, type SQL } from "drizzle-orm";
import type { ProxyConflict } from "#app/domain/verification/context.ts";
import { clawback } from "../schema/claim.ts";
import { elderContact } from "../schema/elder.ts";
import { familyLink, familyMember } from "../schema/family.ts";
import { appeal } from "../schema/recovery.ts";
import { sampleReview } from "../schema/sample.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { anyOf, piecesOf } from "./batches.ts";

export type ProxyRow = ProxyConflict & { readonly visitId: string };

/** Everybody on record as family of some elder: with a link, ended ones too, or as a contact on the file. */
const FAMILIES = sql`(select elder_id, phone_index from ${familyLink}
  union all select elder_id, phone_index from ${elderContact} where phone_index is not null)`;

/** What was said for these visits from a telephone whose number is known. */
function heardOf(visitIds: readonly string[]): SQL {
  return sql`
  select e.event_id, e.visit_id, e.device_time, m.phone_index
  from ${visitEvent} e
  join ${familyMember} m
    on m.id = case when e.device_id ~ '^family-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(e.device_id, 8)::uuid end
  where e.visit_id = ${anyOf(visitIds)} and e.kind in ('family_confirm', 'elder_rating')
  union all
  select event_id, visit_id, device_time, decode(body #>> '{said,rung}', 'hex')
  from ${visitEvent}
  where visit_id = ${anyOf(visitIds)} and kind = 'callback_result' and body ->> 'served' = 'true'
    and body #>> '{said,rung}' is not null`;
}

/**
 * What was said for these visits by people who work for the visit's provider on the day, or are of the family of an elder of whose family a
 * care worker of the visit is, too: members of families on their own phones, and whoever answered the number that a call-back rang,
 * under whatever name: a number that is also a care worker's is the care worker's.
 */
export async function listProxyConflicts(unit: Unit, visitIds: readonly string[]): Promise<ProxyRow[]> {
  const found: ProxyRow[] = [];
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = rowsOf<{ event_id: string; visit_id: string; is_staff: boolean }>(
      await unit.orm.execute(sql`
        with heard as (${heardOf(piece)}),
        said as (
          select h.event_id, h.visit_id, v.provider_id, h.phone_index,
            (h.device_time at time zone 'Asia/Shanghai')::date as said_on
          from heard h join ${visit} v on v.id = h.visit_id),
        judged as (
          select event_id, visit_id,
            exists (select 1 from ${careWorker} w where w.phone_index = said.phone_index
              and w.provider_id = said.provider_id and w.employed_from <= said.said_on
              and (w.employed_to is null or w.employed_to >= said.said_on)) as is_staff,
            exists (select 1 from ${careWorker} w
              join ${FAMILIES} own on own.phone_index = w.phone_index
              join ${FAMILIES} theirs on theirs.elder_id = own.elder_id and theirs.phone_index = said.phone_index
              where w.id in (
                select worker_id from ${visitWorker} where visit_id = said.visit_id and not released
                union all
                select worker_id from ${visitEvent} where visit_id = said.visit_id and kind in ('check_in', 'check_out'))
            ) as is_relative
          from said)
        select event_id, visit_id, is_staff from judged where is_staff or is_relative order by event_id`),
    );
    found.push(
      ...rows.map(({ event_id, visit_id, is_staff }) => {
        return { eventId: event_id, visitId: visit_id, connection: is_staff ? "staff" : "relative" } as const;
      }),
    );
  }
  return found;
}

/** Of these visits those that an auditor found to be made by another firm, unless the finding was dismissed or an appeal upheld since. */
export async function listSubcontracted(unit: Unit, visitIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = rowsOf<{ visit_id: string }>(
      await unit.orm.execute(sql`
        select distinct r.visit_id from ${sampleReview} r
        where r.visit_id = ${anyOf(piece)} and r.verdict = 'wrong' and r.reason_code = 'R-SUBCONTRACTED'
          and not exists (select 1 from ${clawback} c
            where c.visit_id = r.visit_id and c.rule_code = r.reason_code and c.state = 'dismissed')
          and not exists (select 1 from ${appeal} a
            where a.visit_id = r.visit_id and a.state = 'upheld' and a.decided_at > r.reviewed_at)`),
    );
    found.push(...rows.map((row) => row.visit_id));
  }
  return found;
}
