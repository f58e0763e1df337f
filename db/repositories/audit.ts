/** The audit row is written in the transaction of the change it tells of, last, because the chain's head is the lock everyone needs. */
import { sql } from "drizzle-orm";
import type { AuditEvent } from "#app/domain/audit/audit-event.ts";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { isoText } from "#app/domain/time/instant.ts";
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
