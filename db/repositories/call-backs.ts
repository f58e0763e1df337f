/** Batches of call-backs, the persons called, attempts and answers, in the scope of the unit. What was drawn, tried and said is only added. */
import { and, asc, count, desc, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import {
  callAnswer,
  callAttempt,
  callBack,
  callBackBatch,
  callBackLine,
  callBackVisit,
  callLease,
} from "../schema/call-back.ts";
import { elder } from "../schema/elder.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type CallBackBatchRow = typeof callBackBatch.$inferSelect;
export type CallBackRow = typeof callBack.$inferSelect;
export type NewCallBackRow = typeof callBack.$inferInsert;
export type NewCallBackVisitRow = typeof callBackVisit.$inferInsert;
export type CallAttemptRow = typeof callAttempt.$inferSelect;

/** Calls of the scope's streets and provider. */
export function callInScope(unit: Unit): SQL {
  return placeReached(unit, callBack);
}

export async function listBatches(unit: Unit, month?: PlainMonth): Promise<CallBackBatchRow[]> {
  return unit.orm
    .select()
    .from(callBackBatch)
    .where(month === undefined ? undefined : eq(callBackBatch.month, firstDateOf(month)))
    .orderBy(desc(callBackBatch.month), asc(callBackBatch.createdAt), asc(callBackBatch.batchNo));
}

export async function findBatch(unit: Unit, batchNo: string): Promise<CallBackBatchRow | null> {
  const [row] = await unit.orm.select().from(callBackBatch).where(eq(callBackBatch.batchNo, batchNo));
  return row ?? null;
}

export async function findBatchById(unit: Unit, id: string): Promise<CallBackBatchRow | null> {
  const [row] = await unit.orm.select().from(callBackBatch).where(eq(callBackBatch.id, id));
  return row ?? null;
}

/** The second round of a batch; null while there is none. */
export async function findSecondRound(unit: Unit, firstBatchId: string): Promise<CallBackBatchRow | null> {
  const [row] = await unit.orm.select().from(callBackBatch).where(eq(callBackBatch.firstBatchId, firstBatchId));
  return row ?? null;
}

export async function insertBatch(
  unit: Unit,
  row: typeof callBackBatch.$inferInsert,
  lines: readonly (typeof callBackLine.$inferInsert)[],
): Promise<void> {
  await unit.orm.insert(callBackBatch).values(row);
  for (const piece of piecesOf(lines)) await unit.orm.insert(callBackLine).values(piece);
}

export async function insertCalls(
  unit: Unit,
  rows: readonly NewCallBackRow[],
  visits: readonly NewCallBackVisitRow[],
): Promise<void> {
  for (const piece of piecesOf(rows, 200)) await unit.orm.insert(callBack).values(piece);
  for (const piece of piecesOf(visits, 1000)) await unit.orm.insert(callBackVisit).values(piece);
}

/** Calls of a batch that the scope reaches, in their order. */
export async function listCallsOfBatch(unit: Unit, batchId: string): Promise<CallBackRow[]> {
  return unit.orm
    .select()
    .from(callBack)
    .where(and(eq(callBack.batchId, batchId), callInScope(unit)))
    .orderBy(asc(callBack.position));
}

/** Waits for whoever changes the same batch. */
export async function lockBatch(unit: Unit, id: string): Promise<void> {
  await unit.orm.select({ id: callBackBatch.id }).from(callBackBatch).where(eq(callBackBatch.id, id)).for("update");
}

export async function lastPosition(unit: Unit, batchId: string): Promise<number> {
  const [row] = await unit.orm
    .select({ last: sql<number | null>`max(${callBack.position})` })
    .from(callBack)
    .where(eq(callBack.batchId, batchId));
  return row?.last ?? 0;
}

export async function findCall(unit: Unit, id: string): Promise<CallBackRow | null> {
  const [row] = await unit.orm
    .select()
    .from(callBack)
    .where(and(eq(callBack.id, id), callInScope(unit)));
  return row ?? null;
}

/** One call of the scope, locked for the rest of the unit. */
export async function lockCall(unit: Unit, id: string): Promise<CallBackRow | null> {
  const [row] = await unit.orm
    .select()
    .from(callBack)
    .where(and(eq(callBack.id, id), callInScope(unit)))
    .for("update");
  return row ?? null;
}

export async function updateCall(unit: Unit, id: string, values: Partial<NewCallBackRow>): Promise<void> {
  await unit.orm.update(callBack).set(values).where(eq(callBack.id, id));
}

/** Gives open calls of a batch to an operator. @returns how many */
export async function assignCalls(unit: Unit, ids: readonly string[], assignedTo: string): Promise<number> {
  let changed = 0;
  for (const piece of piecesOf(ids, 1000))
    changed += (
      await unit.orm
        .update(callBack)
        .set({ assignedTo })
        .where(and(inArray(callBack.id, piece), eq(callBack.state, "open"), callInScope(unit)))
        .returning({ id: callBack.id })
    ).length;
  return changed;
}

export async function listAttempts(unit: Unit, callIds: readonly string[]): Promise<CallAttemptRow[]> {
  const found: CallAttemptRow[] = [];
  for (const piece of piecesOf(callIds, 1000))
    found.push(
      ...(await unit.orm
        .select()
        .from(callAttempt)
        .where(inArray(callAttempt.callBackId, piece))
        .orderBy(asc(callAttempt.callBackId), asc(callAttempt.attemptNo))),
    );
  return found;
}

export async function insertAttempt(unit: Unit, row: typeof callAttempt.$inferInsert): Promise<void> {
  await unit.orm.insert(callAttempt).values(row);
}

export async function insertAnswer(unit: Unit, row: typeof callAnswer.$inferInsert): Promise<void> {
  await unit.orm.insert(callAnswer).values(row);
}

/** Visits of calls, by call and planned start. */
export async function listVisitsOfCalls(unit: Unit, callIds: readonly string[]) {
  const found: { callBackId: string; visitId: string; visitNo: string; reasons: string[] }[] = [];
  for (const piece of piecesOf(callIds, 1000))
    found.push(
      ...(await unit.orm
        .select({
          callBackId: callBackVisit.callBackId,
          visitId: callBackVisit.visitId,
          visitNo: visit.visitNo,
          reasons: callBackVisit.reasons,
        })
        .from(callBackVisit)
        .innerJoin(visit, eq(visit.id, callBackVisit.visitId))
        .where(inArray(callBackVisit.callBackId, piece))
        .orderBy(asc(visit.plannedStart), asc(visit.visitNo))),
    );
  return found;
}

/** The frozen list of a batch in the order of the draw. */
export async function listLines(unit: Unit, batchId: string) {
  return unit.orm
    .select({
      visitId: callBackLine.visitId,
      visitNo: visit.visitNo,
      elderId: visit.elderId,
      elderNo: elder.elderNo,
      streetId: visit.streetId,
      providerId: visit.providerId,
      providerCode: provider.creditCode,
      workerNo: callBackLine.workerNo,
      forced: callBackLine.forced,
    })
    .from(callBackLine)
    .innerJoin(visit, eq(visit.id, callBackLine.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(eq(callBackLine.batchId, batchId))
    .orderBy(asc(callBackLine.position));
}

/** The operator's next call that may be made now and whose elder nobody else is ringing; whoever else looks gets another. */
export async function nextCallable(unit: Unit, operator: string, notOf: string | null): Promise<CallBackRow | null> {
  const now = asDate(unit.now);
  const busy = sql`exists (select 1 from ${callLease} l where l.elder_id = ${callBack.elderId} and l.leased_until > ${now.toISOString()}::timestamptz and l.leased_by <> ${operator})`;
  const [row] = await unit.orm
    .select()
    .from(callBack)
    .where(
      and(
        eq(callBack.assignedTo, operator),
        eq(callBack.state, "open"),
        or(isNull(callBack.notBefore), sql`${callBack.notBefore} <= ${now.toISOString()}::timestamptz`),
        notOf === null ? undefined : sql`${callBack.providerId} <> ${notOf}`,
        sql`not ${busy}`,
      ),
    )
    // What was promised comes first, then the order of the draw.
    .orderBy(sql`${callBack.notBefore} asc nulls last`, asc(callBack.position))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Takes the elder for one operator until then. @returns false when another has it now */
export async function takeLease(
  unit: Unit,
  { elderId, id }: Pick<CallBackRow, "elderId" | "id">,
  { by, until }: { readonly by: string; readonly until: Instant },
): Promise<boolean> {
  const lease = { callBackId: id, leasedBy: by, leasedUntil: asDate(until) };
  const now = asDate(unit.now).toISOString();
  const taken = await unit.orm
    .insert(callLease)
    .values({ elderId, ...lease })
    .onConflictDoUpdate({
      target: callLease.elderId,
      set: lease,
      setWhere: sql`${callLease.leasedUntil} <= ${now}::timestamptz or ${callLease.leasedBy} = ${by}`,
    })
    .returning({ elderId: callLease.elderId });
  return taken.length === 1;
}

/** Who is ringing an elder now; null when nobody is. */
export async function findLease(unit: Unit, elderId: string) {
  const [row] = await unit.orm.select().from(callLease).where(eq(callLease.elderId, elderId));
  return row !== undefined && row.leasedUntil.getTime() > unit.now ? row : null;
}

export async function endLease(unit: Unit, elderId: string, by: string): Promise<void> {
  await unit.orm.delete(callLease).where(and(eq(callLease.elderId, elderId), eq(callLease.leasedBy, by)));
}

/** Calls of batches by batch, state and result, for the scope. */
export async function countCalls(unit: Unit, batchIds: readonly string[]) {
  if (batchIds.length === 0) return [];
  return unit.orm
    .select({ batchId: callBack.batchId, state: callBack.state, connection: callBack.connection, calls: count() })
    .from(callBack)
    .where(and(inArray(callBack.batchId, [...batchIds]), callInScope(unit)))
    .groupBy(callBack.batchId, callBack.state, callBack.connection);
}
