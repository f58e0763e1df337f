/** Telephone calls of the operations centre, the questions put to callers, and the consents that were given aloud. */
import { and, asc, count, desc, eq, gte, lt, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { callConsent, callerCheck, callerQuestion, centreCall } from "../schema/centre.ts";
import type { Unit } from "../transaction.ts";

export type CallRow = typeof centreCall.$inferSelect;
export type NewCallRow = Omit<typeof centreCall.$inferInsert, "id" | "callNo" | "version">;

/** @returns the stored call; null when the telephone system has told of it already */
export async function insertCall(unit: Unit, id: string, row: NewCallRow): Promise<CallRow | null> {
  const [stored] = await unit.orm
    .insert(centreCall)
    .values({ ...row, id })
    .onConflictDoNothing({ target: centreCall.systemRef })
    .returning();
  return stored ?? null;
}

/** One call, locked for the rest of the unit. */
export async function lockCall(unit: Unit, callNo: number): Promise<CallRow | null> {
  const [row] = await unit.orm.select().from(centreCall).where(eq(centreCall.callNo, callNo)).for("update");
  return row ?? null;
}

export async function findCall(unit: Unit, callNo: number): Promise<CallRow | null> {
  const [row] = await unit.orm.select().from(centreCall).where(eq(centreCall.callNo, callNo));
  return row ?? null;
}

/** The call that the telephone system names, locked; null for one that it has never told of. */
export async function lockCallByReference(unit: Unit, systemRef: string): Promise<CallRow | null> {
  const [row] = await unit.orm.select().from(centreCall).where(eq(centreCall.systemRef, systemRef)).for("update");
  return row ?? null;
}

export async function updateCall(unit: Unit, id: string, values: Partial<NewCallRow>): Promise<void> {
  await unit.orm
    .update(centreCall)
    .set({ ...values, version: sql`${centreCall.version} + 1` })
    .where(eq(centreCall.id, id));
}

/** What this operator speaks in now. */
export async function findActiveCall(unit: Unit, operator: string): Promise<CallRow | null> {
  const [row] = await unit.orm
    .select()
    .from(centreCall)
    .where(and(eq(centreCall.operator, operator), eq(centreCall.state, "active")));
  return row ?? null;
}

/** The number of the call that rings from this telephone, the longest waiting one; null when none does. */
export async function findRingOf(unit: Unit, numberIndex: Uint8Array): Promise<number | null> {
  const [row] = await unit.orm
    .select({ callNo: centreCall.callNo })
    .from(centreCall)
    .where(and(eq(centreCall.state, "ringing"), eq(centreCall.numberIndex, numberIndex)))
    .orderBy(asc(centreCall.rangAt))
    .limit(1);
  return row?.callNo ?? null;
}

/** The longest waiting first. */
export async function listRinging(unit: Unit, since: Instant): Promise<CallRow[]> {
  return unit.orm
    .select()
    .from(centreCall)
    .where(and(eq(centreCall.state, "ringing"), gte(centreCall.rangAt, asDate(since))))
    .orderBy(asc(centreCall.rangAt), asc(centreCall.callNo));
}

/** Rings that nobody can still hear are missed. */
export async function endOldRings(unit: Unit, rangBefore: Instant): Promise<number> {
  const ended = await unit.orm
    .update(centreCall)
    .set({ state: "missed", endedAt: asDate(unit.now), version: sql`${centreCall.version} + 1` })
    .where(and(eq(centreCall.state, "ringing"), lt(centreCall.rangAt, asDate(rangBefore))))
    .returning({ id: centreCall.id });
  return ended.length;
}

/** Calls that rang since then, the newest first. */
export async function listCallsSince(unit: Unit, since: Instant, most: number): Promise<CallRow[]> {
  return unit.orm
    .select()
    .from(centreCall)
    .where(gte(centreCall.rangAt, asDate(since)))
    .orderBy(desc(centreCall.rangAt), desc(centreCall.callNo))
    .limit(most);
}

/** A text that changes with every change of a call. */
export async function callsVersion(unit: Unit, since: Instant): Promise<string> {
  const [seen] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${centreCall.version}), 0)`.mapWith(Number) })
    .from(centreCall)
    .where(gte(centreCall.rangAt, asDate(since)));
  return `${seen?.rows ?? 0}.${seen?.versions ?? 0}`;
}

export type QuestionRow = typeof callerQuestion.$inferSelect;

/** What was asked about this file in this call, in order. */
export async function listQuestions(unit: Unit, callId: string, elderId: string): Promise<QuestionRow[]> {
  return unit.orm
    .select()
    .from(callerQuestion)
    .where(and(eq(callerQuestion.callId, callId), eq(callerQuestion.elderId, elderId)))
    .orderBy(asc(callerQuestion.askedAt), asc(callerQuestion.id));
}

export async function insertQuestion(
  unit: Unit,
  row: Pick<QuestionRow, "callId" | "elderId" | "question">,
): Promise<void> {
  await unit.orm.insert(callerQuestion).values({ ...row, id: unit.newId(), askedAt: asDate(unit.now) });
}

export async function updateQuestion(unit: Unit, id: string, isRight: boolean): Promise<void> {
  await unit.orm
    .update(callerQuestion)
    .set({ isRight, judgedAt: asDate(unit.now) })
    .where(eq(callerQuestion.id, id));
}

export async function insertCheck(unit: Unit, row: Omit<typeof callerCheck.$inferInsert, "id" | "at">): Promise<void> {
  await unit.orm.insert(callerCheck).values({ ...row, id: unit.newId(), at: asDate(unit.now) });
}

export type ConsentRow = typeof callConsent.$inferSelect;

export async function insertConsent(unit: Unit, row: Omit<ConsentRow, "id" | "at">): Promise<void> {
  await unit.orm.insert(callConsent).values({ ...row, id: unit.newId(), at: asDate(unit.now) });
}

export async function listConsents(unit: Unit, callId: string): Promise<ConsentRow[]> {
  return unit.orm.select().from(callConsent).where(eq(callConsent.callId, callId)).orderBy(asc(callConsent.at));
}

/** How often a demonstration has rung: its callers take turns. */
export async function countDemoCalls(unit: Unit): Promise<number> {
  const [row] = await unit.orm.select({ calls: count() }).from(centreCall).where(eq(centreCall.source, "demo"));
  return row?.calls ?? 0;
}
