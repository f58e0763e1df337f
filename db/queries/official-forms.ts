/** Read models of the forms that officials hand in: an elder's whole history, and the counts of a year. */
import { and, asc, between, eq, isNull, sql } from "drizzle-orm";
import { elderInScope } from "../repositories/elders.ts";
import { placeReached, providerReached } from "../repositories/scope-conditions.ts";
import { visitInScope } from "../repositories/visits.ts";
import { namesTextWhoServed } from "../repositories/who-served.ts";
import { claimLine, settlementLine, settlementRun } from "../schema/claim.ts";
import { bankLine, paymentLine } from "../schema/payment.ts";
import { callBack, callBackBatch } from "../schema/call-back.ts";
import { elder } from "../schema/elder.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";

/** Every visit of an elder of the scope with what was claimed and settled of it, the oldest first; null without such an elder. */
export async function readElderHistory(unit: Unit, elderNo: string) {
  const [found] = await unit.orm
    .select({ id: elder.id, name: elder.name })
    .from(elder)
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  if (!found) return null;
  const rows = await unit.orm
    .select({
      visit,
      provider: provider.name,
      workers: namesTextWhoServed(visit.id),
      claim: claimLine,
      settlement: settlementLine,
    })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .leftJoin(claimLine, and(eq(claimLine.visitId, visit.id), isNull(claimLine.voidedAt)))
    .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
    .where(and(eq(visit.elderId, found.id), visitInScope(unit)))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
  return { ...found, rows };
}

/** What a year has come to in the scope. Amounts in fen; counts of visits. */
export type YearCounts = {
  readonly elders: number;
  readonly planned: number;
  readonly delivered: number;
  readonly verified: number;
  readonly questioned: number;
  readonly settled: number;
  readonly approvedFen: bigint;
  readonly claimedFen: bigint;
  readonly paidFen: bigint;
  readonly orderedFen: bigint;
  readonly rated: number;
  readonly satisfied: number;
};

export async function readYearCounts(unit: Unit, year: number): Promise<YearCounts> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const visits = sql`${visit.serviceMonth} between ${from}::date and ${to}::date and ${visitInScope(unit)}`;
  const [counted] = rowsOf<Record<string, string | number>>(
    await unit.orm.execute(sql`
      select count(distinct ${visit.elderId}) filter (where ${visit.deliveryState} = 'done')::int as elders,
             count(*)::int as planned,
             count(*) filter (where ${visit.deliveryState} = 'done')::int as delivered,
             count(*) filter (where ${visit.approvalState} in ('verified', 'locked'))::int as verified,
             count(*) filter (where exists (select 1 from finding f where f.visit_id = ${visit.id} and f.level = 'block' and not f.would_have))::int as questioned
        from ${visit} where ${visits}`),
  );
  const [settled] = await unit.orm
    .select({
      settled: sql<number>`count(*) filter (where ${settlementLine.approvedFen} > 0)::int`,
      approved: sql<string>`coalesce(sum(${settlementLine.approvedFen}), 0)::text`,
      claimed: sql<string>`coalesce(sum(${settlementLine.claimedFen}), 0)::text`,
    })
    .from(settlementLine)
    .where(
      and(
        between(settlementLine.serviceMonth, from, to),
        isNull(settlementLine.voidedByRun),
        placeReached(unit, settlementLine),
      ),
    );
  const payments = await readYearPayments(unit, year);
  return {
    elders: Number(counted?.["elders"] ?? 0),
    planned: Number(counted?.["planned"] ?? 0),
    delivered: Number(counted?.["delivered"] ?? 0),
    verified: Number(counted?.["verified"] ?? 0),
    questioned: Number(counted?.["questioned"] ?? 0),
    settled: settled?.settled ?? 0,
    approvedFen: BigInt(settled?.approved ?? "0"),
    claimedFen: BigInt(settled?.claimed ?? "0"),
    ...payments,
    ...(await readYearRatings(unit, year)),
  };
}

/** Ratings of the year's call-backs; of a person who was called in two rounds the second counts once it has come to an end. */
async function readYearRatings(unit: Unit, year: number): Promise<{ rated: number; satisfied: number }> {
  const [found] = rowsOf<{ rated: number; satisfied: number }>(
    await unit.orm.execute(sql`
      select count(*) filter (where ${callBack.answerGroup} in ('satisfied', 'fairly', 'dissatisfied'))::int as rated,
             count(*) filter (where ${callBack.answerGroup} in ('satisfied', 'fairly'))::int as satisfied
        from ${callBack} join ${callBackBatch} on ${callBackBatch.id} = ${callBack.batchId}
       where extract(year from ${callBackBatch.month}) = ${year} and ${placeReached(unit, callBack)}
         and not exists (select 1 from call_back later where later.first_call_id = ${callBack.id} and later.connection is not null)`),
  );
  return { rated: Number(found?.rated ?? 0), satisfied: Number(found?.satisfied ?? 0) };
}

/** Ordered by the closes of the year, and paid by the bank; what is paid again counts once. */
async function readYearPayments(unit: Unit, year: number): Promise<{ orderedFen: bigint; paidFen: bigint }> {
  const months = between(ledgerPeriod.month, `${year}-01-01`, `${year}-12-31`);
  const reached = providerReached(unit, paymentLine.providerId);
  const [ordered] = await unit.orm
    .select({ fen: sql<string>`coalesce(sum(${paymentLine.orderedFen}), 0)::text` })
    .from(paymentLine)
    .innerJoin(settlementRun, eq(settlementRun.id, paymentLine.runId))
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, settlementRun.periodId))
    .where(and(months, reached, isNull(paymentLine.follows)));
  const [paid] = await unit.orm
    .select({ fen: sql<string>`coalesce(sum(${bankLine.amountFen} - ${bankLine.suspenseFen}), 0)::text` })
    .from(bankLine)
    .innerJoin(
      paymentLine,
      and(eq(paymentLine.batchNo, bankLine.batchNo), eq(paymentLine.providerId, bankLine.providerId)),
    )
    .innerJoin(settlementRun, eq(settlementRun.id, paymentLine.runId))
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, settlementRun.periodId))
    .where(and(months, reached));
  return { orderedFen: BigInt(ordered?.fen ?? "0"), paidFen: BigInt(paid?.fen ?? "0") };
}
