/**
 * Says that something changed at a provider's desk. The notice goes out when the unit ends well; who listens asks for the rest. Only what
 * changes seldom is announced: each notice takes a lock of the whole database at commit, which check-ins of a thousand phones may not wait for.
 */
import { sql } from "drizzle-orm";
import type { Unit } from "../transaction.ts";

/** The channel of a district; the payload is the provider's id. */
export function deskChannel(districtSchema: string): string {
  return `desk_${districtSchema}`;
}

/** Announces each of these providers once. */
export async function announceDesks(unit: Unit, providerIds: readonly string[]): Promise<void> {
  for (const providerId of new Set(providerIds))
    await unit.orm.execute(sql`select pg_notify('desk_' || current_schema(), ${providerId})`);
}
