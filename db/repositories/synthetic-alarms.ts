/** The machine's own alarms. */
import { desc } from "drizzle-orm";
import { syntheticAlarm } from "../schema/alert.ts";
import type { Unit } from "../transaction.ts";

export type SyntheticRow = typeof syntheticAlarm.$inferSelect;

export async function findLastSynthetic(unit: Unit): Promise<SyntheticRow | null> {
  const [row] = await unit.orm.select().from(syntheticAlarm).orderBy(desc(syntheticAlarm.sentAt)).limit(1);
  return row ?? null;
}

export async function insertSynthetic(unit: Unit, row: typeof syntheticAlarm.$inferInsert): Promise<void> {
  await unit.orm.insert(syntheticAlarm).values(row);
}
