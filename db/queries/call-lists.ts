/** Read models of call-backs: an operator's list, one call's screen, a batch with its persons, results of a month, follow-ups. In the scope. */
import { and, asc, desc, eq, gte, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Connection } from "#app/domain/call-backs/connection.ts";
import type { AnswerGroup } from "#app/domain/call-backs/questionnaire.ts";
import type { CallOfPerson, CallResult } from "#app/domain/call-backs/summary.ts";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { callInScope } from "../repositories/call-backs.ts";
import { placeReached } from "../repositories/scope-conditions.ts";
import { callAnswer, callBack, callBackBatch, callBackVisit } from "../schema/call-back.ts";
import { elder } from "../schema/elder.ts";
import { followUp } from "../schema/field-check.ts";
import { street } from "../schema/reference.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker, provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

const listed = {
  call: callBack,
  batchNo: callBackBatch.batchNo,
  elderNo: elder.elderNo,
  elderName: elder.name,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
  provider: provider.name,
};

type Wanted = {
  readonly where: SQL | undefined;
  readonly order: SQL[];
  readonly limit: number;
  readonly offset?: number;
};

async function listCalls(unit: Unit, { where, order, limit, offset = 0 }: Wanted) {
  return unit.orm
    .select(listed)
    .from(callBack)
    .innerJoin(callBackBatch, eq(callBackBatch.id, callBack.batchId))
    .innerJoin(elder, eq(elder.id, callBack.elderId))
    .innerJoin(street, eq(street.id, callBack.streetId))
    .innerJoin(provider, eq(provider.id, callBack.providerId))
    .where(and(callInScope(unit), where))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

export type ListedCall = Awaited<ReturnType<typeof listCalls>>[number];

/** An operator's open calls: what was promised first, then the order of the draw. */
export async function listOperatorCalls(unit: Unit, operator: string, limit: number): Promise<ListedCall[]> {
  const own = and(eq(callBack.assignedTo, operator), eq(callBack.state, "open"));
  const order = [sql`${callBack.notBefore} asc nulls last`, asc(callBack.position)];
  return listCalls(unit, { where: own, order, limit });
}

/** Calls that the operator brought to an end since then, the newest first. */
export async function listFinishedCalls(unit: Unit, operator: string, since: Instant): Promise<ListedCall[]> {
  const own = and(eq(callBack.closedBy, operator), gte(callBack.closedAt, asDate(since)));
  return listCalls(unit, { where: own, order: [desc(callBack.closedAt)], limit: 100 });
}

/** How many open calls an operator has, and how many may be made now. */
export async function countOperatorCalls(unit: Unit, operator: string) {
  const now = asDate(unit.now).toISOString();
  const [row] = await unit.orm
    .select({
      open: sql<number>`count(*)::int`,
      now: sql<number>`(count(*) filter (where ${callBack.notBefore} is null or ${callBack.notBefore} <= ${now}::timestamptz))::int`,
    })
    .from(callBack)
    .where(and(eq(callBack.assignedTo, operator), eq(callBack.state, "open")));
  return row ?? { open: 0, now: 0 };
}

/** Calls of a batch, all or those of one kind. */
export async function listBatchCalls(
  unit: Unit,
  batchId: string,
  { kind, limit, offset }: { readonly kind: "all" | "errors"; readonly limit: number; readonly offset: number },
): Promise<ListedCall[]> {
  const errors = and(eq(callBack.state, "closed"), sql`${callBack.connection} <> 'answered'`);
  const where = and(eq(callBack.batchId, batchId), kind === "errors" ? errors : undefined);
  return listCalls(unit, { where, order: [asc(callBack.position)], limit, offset });
}

/** What was recorded of the visits of calls, by call and start. */
export async function listCalledVisits(unit: Unit, callIds: readonly string[]) {
  if (callIds.length === 0) return [];
  return unit.orm
    .select({
      callBackId: callBackVisit.callBackId,
      visit,
      workers: sql<string | null>`(select string_agg(w.name, '、' order by w.worker_no) from ${visitWorker} vw
        join ${careWorker} w on w.id = vw.worker_id where vw.visit_id = ${visit.id} and not vw.released)`,
    })
    .from(callBackVisit)
    .innerJoin(visit, eq(visit.id, callBackVisit.visitId))
    .where(inArray(callBackVisit.callBackId, [...callIds]))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
}

export async function listAnswers(unit: Unit, callIds: readonly string[]) {
  if (callIds.length === 0) return [];
  return unit.orm
    .select()
    .from(callAnswer)
    .where(inArray(callAnswer.callBackId, [...callIds]));
}

export type PersonResult = CallOfPerson & {
  readonly batchId: string;
  readonly streetId: number;
  readonly providerId: string;
  readonly assignedTo: string | null;
  readonly closedAt: Date | null;
};

type ResultColumns = Pick<typeof callBack.$inferSelect, "connection" | "answerGroup" | "differs">;

const resultOf = ({ connection, answerGroup, differs }: ResultColumns): CallResult => ({
  connection: connection as Connection | null,
  group: answerGroup as AnswerGroup | null,
  differs,
});

/** Results of the persons of first rounds, each with the second round's; whom nobody calls is left out. By month or by batch. */
export async function listPersonResults(
  unit: Unit,
  of: { readonly month: PlainMonth } | { readonly batchId: string },
): Promise<PersonResult[]> {
  const again = alias(callBack, "again");
  const rows = await unit.orm
    .select({ first: callBack, second: again })
    .from(callBack)
    .innerJoin(callBackBatch, eq(callBackBatch.id, callBack.batchId))
    .leftJoin(again, and(eq(again.firstCallId, callBack.id), sql`${again.state} <> 'excluded'`))
    .where(
      and(
        callInScope(unit),
        isNull(callBackBatch.firstBatchId),
        sql`${callBack.state} <> 'excluded'`,
        "month" in of ? eq(callBackBatch.month, firstDateOf(of.month)) : eq(callBack.batchId, of.batchId),
      ),
    );
  return rows.map(({ first, second }) => ({
    batchId: first.batchId,
    streetId: first.streetId,
    providerId: first.providerId,
    assignedTo: first.assignedTo,
    closedAt: first.closedAt,
    first: resultOf(first),
    second: second === null ? null : resultOf(second),
  }));
}

/** Follow-ups of the scope: open ones by their date, then closed ones, the newest first. */
export async function listFollowUps(unit: Unit, { open, limit }: { readonly open: boolean; readonly limit: number }) {
  return unit.orm
    .select({
      row: followUp,
      elderNo: elder.elderNo,
      elderName: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      provider: provider.name,
    })
    .from(followUp)
    .innerJoin(elder, eq(elder.id, followUp.elderId))
    .innerJoin(street, eq(street.id, followUp.streetId))
    .innerJoin(provider, eq(provider.id, followUp.providerId))
    .where(and(placeReached(unit, followUp), open ? sql`${followUp.state} <> 'closed'` : eq(followUp.state, "closed")))
    .orderBy(...(open ? [asc(followUp.dueOn), asc(followUp.ticketNo)] : [desc(followUp.closedAt)]))
    .limit(limit);
}

/** Open follow-ups of the scope by kind, and how many are overdue. */
export async function countFollowUps(unit: Unit, today: string) {
  return unit.orm
    .select({
      kind: followUp.kind,
      open: sql<number>`count(*)::int`,
      late: sql<number>`(count(*) filter (where ${followUp.dueOn} < ${today}::date))::int`,
    })
    .from(followUp)
    .where(and(placeReached(unit, followUp), sql`${followUp.state} <> 'closed'`))
    .groupBy(followUp.kind);
}
