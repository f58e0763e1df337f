/** What brokers threw away, as the audit log tells it: it is a fact about calls for help that nobody will ever read. */
import { and, desc, eq, gte, sql } from "drizzle-orm";
import { auditEvent } from "../schema/operation.ts";
import type { Unit } from "../transaction.ts";

export const BROKER_SUBJECT = "broker";

const factOf = (name: string) =>
  sql<number>`(convert_from(${auditEvent.canonical}, 'UTF8')::jsonb -> 'facts' ->> ${name})::float8`;

/** The count of this broker when it was written down last; null when it never was. */
export async function findLastDropTotal(unit: Unit, broker: string): Promise<number | null> {
  const [last] = await unit.orm
    .select({ total: factOf("total") })
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, BROKER_SUBJECT), eq(auditEvent.subjectId, broker)))
    .orderBy(desc(auditEvent.seq))
    .limit(1);
  return last?.total ?? null;
}

/** Messages that went since a moment, at all brokers, and when that was last written down. */
export async function sumDropped(unit: Unit, since: Date) {
  const dropped = factOf("dropped");
  const [sum] = await unit.orm
    .select({
      messages: sql<number>`coalesce(sum(${dropped}), 0)::float8`,
      lastAt: sql<string | null>`max(${auditEvent.at}) filter (where ${dropped} > 0)`,
    })
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, BROKER_SUBJECT), gte(auditEvent.at, since)));
  return { messages: sum?.messages ?? 0, lastAt: sum?.lastAt ? new Date(sum.lastAt) : null };
}
