/** Calls for help from kiosks and the steps that each has taken. Operators see every street's; a street's office its own. */
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { helpRequest, helpStep } from "../schema/ticket.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type HelpRow = typeof helpRequest.$inferSelect;
export type HelpStepRow = typeof helpStep.$inferSelect;
type NewHelpRow = typeof helpRequest.$inferInsert;

/** Adds a request unless its number or its key is there already. @returns whether it was added */
export async function insertHelp(unit: Unit, row: NewHelpRow): Promise<boolean> {
  const added = await unit.orm.insert(helpRequest).values(row).onConflictDoNothing().returning({ id: helpRequest.id });
  return added.length > 0;
}

/** The request that a kiosk's page made, locked, whatever the scope: the key is known to that page alone. */
export async function lockHelpByKey(unit: Unit, requestKey: string): Promise<HelpRow | null> {
  const [row] = await unit.orm.select().from(helpRequest).where(eq(helpRequest.requestKey, requestKey)).for("update");
  return row ?? null;
}

export async function findHelpByKey(unit: Unit, requestKey: string): Promise<HelpRow | null> {
  const [row] = await unit.orm.select().from(helpRequest).where(eq(helpRequest.requestKey, requestKey));
  return row ?? null;
}

/** One request of the scope, locked for the rest of the unit. */
export async function lockHelp(unit: Unit, helpNo: string): Promise<HelpRow | null> {
  const [row] = await unit.orm
    .select()
    .from(helpRequest)
    .where(and(eq(helpRequest.helpNo, helpNo), streetReached(unit, helpRequest.streetId)))
    .for("update");
  return row ?? null;
}

/** Requests whose next step is due, locked; those that another process has are left to it. */
export async function lockDueHelp(unit: Unit, now: Instant): Promise<HelpRow[]> {
  return unit.orm
    .select()
    .from(helpRequest)
    .where(and(lte(helpRequest.nextStepAt, asDate(now)), sql`${helpRequest.nextStepAt} is not null`))
    .orderBy(asc(helpRequest.touchedAt))
    .for("update", { skipLocked: true });
}

export async function updateHelp(unit: Unit, id: string, values: Partial<NewHelpRow>): Promise<void> {
  await unit.orm
    .update(helpRequest)
    .set({ ...values, version: sql`${helpRequest.version} + 1` })
    .where(eq(helpRequest.id, id));
}

/** Adds a step; one that is stored already stays as it was. @returns whether it was added */
export async function insertHelpStep(unit: Unit, row: typeof helpStep.$inferInsert): Promise<boolean> {
  const added = await unit.orm.insert(helpStep).values(row).onConflictDoNothing().returning({ id: helpStep.id });
  return added.length > 0;
}

/** Steps of these requests in the order of their times. */
export async function listHelpSteps(unit: Unit, helpIds: readonly string[]): Promise<HelpStepRow[]> {
  if (helpIds.length === 0) return [];
  return unit.orm
    .select()
    .from(helpStep)
    .where(inArray(helpStep.helpId, [...helpIds]))
    .orderBy(asc(helpStep.at), asc(helpStep.id));
}

/** Is a step of some request due? Answered from a small index. */
export async function isHelpDue(unit: Unit): Promise<boolean> {
  const found = await unit.orm
    .select({ id: helpRequest.id })
    .from(helpRequest)
    .where(and(lte(helpRequest.nextStepAt, asDate(unit.now)), sql`${helpRequest.nextStepAt} is not null`))
    .limit(1);
  return found.length > 0;
}
