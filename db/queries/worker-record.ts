/** Read models of a care worker's own record: the money of visits, and stored positions. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { claimLine, settlementLine } from "../schema/claim.ts";
import { bankLine, paymentLine } from "../schema/payment.ts";
import { visit } from "../schema/visit.ts";
import { visitEvent } from "../schema/visit-event.ts";
import type { Unit } from "../transaction.ts";
import { rowsOf } from "../transaction.ts";

/** The live claim line and the live settlement line of each visit; null where there is none. The caller has asked the scope of the visits. */
export async function listMoneyOfVisits(unit: Unit, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select({ visitId: visit.id, fund: visit.fund, line: claimLine, settlement: settlementLine })
    .from(visit)
    .leftJoin(claimLine, and(eq(claimLine.visitId, visit.id), isNull(claimLine.voidedAt)))
    .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
    .where(inArray(visit.id, [...visitIds]));
}

/** What was ordered for providers in these runs, and what the bank confirmed of it; what was paid again after a return counts for the order. */
export async function listOrdersOfRuns(unit: Unit, runIds: readonly string[]) {
  if (runIds.length === 0) return [];
  const confirmed = sql<string>`coalesce(sum(${bankLine.amountFen} - ${bankLine.suspenseFen}), 0)::text`;
  const orders = await unit.orm
    .select({ order: paymentLine, confirmed })
    .from(paymentLine)
    .leftJoin(bankLine, and(eq(bankLine.batchNo, paymentLine.batchNo), eq(bankLine.providerId, paymentLine.providerId)))
    .where(inArray(paymentLine.runId, [...runIds]))
    .groupBy(paymentLine.id);
  return orders.map(({ order, confirmed: fenText }) => ({ ...order, confirmedFen: BigInt(fenText) }));
}

const hasFix = sql`${visitEvent.kind} in ('check_in', 'check_out') and jsonb_typeof(${visitEvent.body} #> '{position,fix}') = 'object'`;

/** Check-ins and check-outs with a position that this worker recorded at these visits, in order of arrival. */
export async function listOwnPositions(unit: Unit, workerId: string, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select()
    .from(visitEvent)
    .where(and(inArray(visitEvent.visitId, [...visitIds]), eq(visitEvent.workerId, workerId), hasFix))
    .orderBy(asc(visitEvent.receivedAt), asc(visitEvent.eventId));
}

/**
 * How many positions of a worker are stored, by month of the visit, exact and blurred; with those of events that no visit took and that
 * arrived in the month, which are kept exact as long.
 */
export async function countOwnPositions(unit: Unit, workerId: string) {
  return rowsOf<{ month: string; exact: number; blurred: number }>(
    await unit.orm.execute(sql`select month, sum(exact)::int as exact, sum(blurred)::int as blurred from (
      select to_char(v.service_month, 'YYYY-MM') as month,
        count(*) filter (where e.blurred_at is null) as exact, count(*) filter (where e.blurred_at is not null) as blurred
      from visit_worker w join visit v on v.id = w.visit_id join visit_event e on e.visit_id = v.id and e.worker_id = w.worker_id
      where w.worker_id = ${workerId} and e.kind in ('check_in', 'check_out')
        and jsonb_typeof(e.body #> '{position,fix}') = 'object'
      group by 1
      union all
      select to_char(q.received_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*), 0 from visit_event_quarantine q
      where q.sender = ${workerId} and q.blurred_at is null and q.body #> '{body,position,latitude}' is not null
      group by 1) stored group by month order by month desc`),
  );
}
