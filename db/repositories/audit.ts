/** The audit row is written in the transaction of the change it tells of, last, because the chain's head is the lock everyone needs. */
import { and, count, eq, gte, sql } from "drizzle-orm";
import type { AuditEvent } from "#app/domain/audit/audit-event.ts";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { asDate, isoText, type Instant } from "#app/domain/time/instant.ts";
import { auditEvent } from "../schema/operation.ts";
import type { Unit } from "../transaction.ts";

/** Appends one event to its chain. */
export async function insertAuditEvent(unit: Unit, actor: string, event: AuditEvent): Promise<void> {
  const at = isoText(unit.now);
  const canonical = canonicalJson({
    version: 1,
    chain: event.chain,
    at,
    actor,
    action: event.action,
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    facts: event.facts,
  });
  await unit.orm.execute(
    sql`select audit_append(${event.chain}, ${at}::timestamptz, ${actor}, ${event.action}, ${event.subjectType}, ${event.subjectId}, convert_to(${canonical}, 'UTF8'))`,
  );
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
