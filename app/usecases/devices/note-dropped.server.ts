/** Messages that the broker threw away, because its queue was full while the product was away or too slow: written down, and shown until they are old. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { droppedSince } from "#app/domain/devices/broker-drops.ts";
import { asDate, instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { BROKER_SUBJECT, findLastDropTotal, sumDropped } from "#db/repositories/broker-drops.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

export type BrokerCount = {
  /** Name of the product's session there: another broker counts from its own beginning. */
  readonly broker: string;
  /** Messages since the broker's start. */
  readonly total: number;
};

/** Writes down by how much the count grew. @returns messages that went since it was seen last */
export async function noteDropped(given: Context, { broker, total }: BrokerCount): Promise<number> {
  const context = { ...given, actor: "system:devices", scope: WHOLE_DISTRICT };
  return inTransaction(context, async (unit) => {
    const before = await findLastDropTotal(unit, broker);
    const dropped = droppedSince(before, total);
    // The first count is written down whatever it is: what grows from there is known also after a start.
    if (before !== total)
      await insertAuditEvent(unit, context.actor, {
        ...{ chain: "devices", action: "device.broker-dropped", subjectType: BROKER_SUBJECT, subjectId: broker },
        facts: { total, dropped },
      });
    return dropped;
  });
}

/** @returns null when nothing went in these days */
export async function showDropped(context: Context, days: number) {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const { messages, lastAt } = await sumDropped(unit, asDate(plusMinutes(unit.now, -days * 24 * 60)));
    return lastAt === null ? null : { messages, lastAt: isoText(instant(lastAt)) };
  });
}
