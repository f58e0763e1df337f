/** What devices said and no mapping, or no device of the registry, takes: the same trouble of the same sender is one line. */
import { count, desc, gte, max, sql } from "drizzle-orm";
import { deviceQuarantine } from "../schema/device.ts";
import type { Unit } from "../transaction.ts";

/** @param most lines, the newest first */
export async function listUnread(unit: Unit, since: Date, most: number) {
  const { reason, channel, vendor, topic, externalId, receivedAt, body } = deviceQuarantine;
  const lastAt = max(receivedAt);
  return unit.orm
    .select({
      ...{ reason, channel, vendor, topic, externalId, lastAt, messages: count() },
      lastBody: sql<string>`(array_agg(left(${body}, 200) order by ${receivedAt} desc))[1]`,
    })
    .from(deviceQuarantine)
    .where(gte(receivedAt, since))
    .groupBy(reason, channel, vendor, topic, externalId)
    .orderBy(desc(lastAt))
    .limit(most);
}
