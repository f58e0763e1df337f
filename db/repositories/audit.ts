/** The audit row is written in the transaction of the change it tells of, last, because the chain's head is the lock everyone needs. */
import { and, count, eq, gte, sql } from "drizzle-orm";
import type { AuditEvent } from "#app/domain/audit/audit-event.ts";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { asDate, isoText, type Instant } from "#app/domain/time/instant.ts";
import { auditEvent } from "../schema/operation.ts";
import type { Unit } from "../transaction.ts";

export type ActorsEvent = { readonly actor: string; readonly event: AuditEvent };

/** Appends events to their chains, chain after chain in the order of their names: whoever needs several heads takes them in the same order. */
export async function insertAuditEvents(unit: Unit, all: readonly ActorsEvent[]): Promise<void> {
  if (all.length === 0) return;
  const at = isoText(unit.now);
  const rows = [...all]
    .sort((left, right) => (left.event.chain < right.event.chain ? -1 : Number(left.event.chain > right.event.chain)))
    .map(({ actor, event: { chain, action, subjectType, subjectId, facts } }, place) => {
      const canonical = canonicalJson({ version: 1, chain, at, actor, action, subjectType, subjectId, facts });
      return { place, chain, actor, action, subjectType, subjectId, canonical };
    });
  await unit.orm.execute(sql`
    select audit_append(chain, ${at}::timestamptz, actor, action, "subjectType", "subjectId", convert_to(canonical, 'UTF8'))
    from (select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (place integer, chain text,
      actor text, action text, "subjectType" text, "subjectId" text, canonical text) order by place offset 0) as event`);
}

/** Appends one event to its chain. */
export async function insertAuditEvent(unit: Unit, actor: string, event: AuditEvent): Promise<void> {
  await insertAuditEvents(unit, [{ actor, event }]);
}

/**
 * Values that this person had shown in full since then. Counted after the event of the newest one was appended, it is exact: whoever
 * shows another at the same moment waits for the chain's head.
 */
export async function countReveals(unit: Unit, actor: string, since: Instant): Promise<number> {
  // The action stands in the statement itself: only so does the partial index serve a prepared query.
  const isReveal = sql`${auditEvent.action} = 'elder.reveal'`;
  const [counted] = await unit.orm
    .select({ reveals: count() })
    .from(auditEvent)
    .where(and(isReveal, eq(auditEvent.actor, actor), gte(auditEvent.at, asDate(since))));
  return counted?.reveals ?? 0;
}
