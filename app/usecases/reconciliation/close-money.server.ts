/** What a close reads and writes about money once its lines are known: budgets, late amounts, clawbacks, journals and payments. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { freeToPayFen } from "#app/domain/ledger/funding.ts";
import { addFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import type { LateAmount, MoneyFacts, MoneyPlan } from "#app/domain/reconciliation/close-money.ts";
import type { CloseRun, PaymentOrder } from "#app/domain/reconciliation/month-close.ts";
import { sentJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listAdjustmentsOfRun, listPayableAdjustments, payAdjustments } from "#db/repositories/adjustments.ts";
import type { PayableAdjustment } from "#db/repositories/adjustments.ts";
import { insertSettlementParts, listBudgets, listFunds } from "#db/repositories/budgets.ts";
import { insertPayments } from "#db/repositories/claims.ts";
import { insertNettings, listNettingsOfRun, listOpenClawbacks } from "#db/repositories/clawbacks.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import type { ClaimsOfMonth } from "../claims/settle-claims.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { postJournals, type PostingPlace } from "./post-journals.server.ts";

export type MoneyTerms = {
  /** What the visits of the month's lines hold of each fund's budget, and give back by being settled. */
  readonly heldFen: ReadonlyMap<string, Fen>;
  readonly codeOfProvider: ReadonlyMap<string, string>;
  /** The run of a month that is closed: its own late amounts and nettings count then, not what is open today. */
  readonly closedRunId: string | null;
};

/** What each fund can pay once the month's visits have given back what they hold. A closed month asks no budget any more. */
async function fundsOf(unit: Unit, month: PlainMonth, terms: MoneyTerms): Promise<MoneyFacts["funds"]> {
  const budgets = new Map((await listBudgets(unit, Number(month.slice(0, 4)))).map((row) => [row.fund, row]));
  return (await listFunds(unit)).map((row) => {
    const budget = terms.closedRunId === null ? budgets.get(row.code) : undefined;
    const stand = budget && {
      capFen: fen(budget.capFen),
      committedFen: fen(budget.committedFen),
      spentFen: fen(budget.spentFen),
    };
    const { code, priority, perVisitCapFen } = row;
    const freeFen = stand === undefined ? null : freeToPayFen(stand, terms.heldFen.get(code) ?? ZERO_FEN);
    return { code, priority, perVisitCapFen: perVisitCapFen === null ? null : fen(perVisitCapFen), freeFen };
  });
}

function lateAmount(row: PayableAdjustment, code: (id: string) => string): LateAmount {
  const { adjustmentNo, visitNo, fund, streetId } = row;
  const refersToMonth = monthOf(plainDate(row.refersToMonth));
  return {
    adjustmentNo,
    visitNo,
    refersToMonth,
    fund,
    streetId,
    providerCode: code(row.providerId),
    amountFen: fen(row.amountFen),
  };
}

/** What the money of a month's close starts from. */
export async function loadMoneyFacts(unit: Unit, month: PlainMonth, terms: MoneyTerms): Promise<MoneyFacts> {
  const code = (id: string) => terms.codeOfProvider.get(id) ?? "";
  const { closedRunId: runId } = terms;
  const late = runId === null ? await listPayableAdjustments(unit, month) : await listAdjustmentsOfRun(unit, runId);
  const clawbacks =
    runId === null
      ? (await listOpenClawbacks(unit)).map((row) => ({ row, openFen: fen(row.paidFen - row.recoveredFen) }))
      : (await listNettingsOfRun(unit, runId)).map((one) => ({
          row: one.clawback,
          openFen: fen(one.netting.amountFen),
        }));
  return {
    funds: await fundsOf(unit, month, terms),
    late: late.map((row) => lateAmount(row, code)),
    clawbacks: clawbacks.map(({ row, openFen }) => ({
      findingNo: row.findingNo,
      providerCode: code(row.providerId),
      fund: DISTRICT_FUND,
      openFen,
    })),
  };
}

/** What visits hold of each fund's budget; the same rule as the table's `visit_held_fen`. */
export function heldByFund(visits: Iterable<VisitRow>): ReadonlyMap<string, Fen> {
  const held = new Map<string, Fen>();
  for (const visit of visits) {
    const { kind, deliveryState, approvalState, waived, fund } = visit;
    const holds =
      kind === "basket" &&
      !["cancelled", "missed"].includes(deliveryState) &&
      !["rejected", "locked"].includes(approvalState) &&
      !waived;
    if (holds) held.set(fund, addFen(held.get(fund) ?? ZERO_FEN, fen(visit.plannedFen)));
  }
  return held;
}

/** The number of the batch that a fund pays: the district's own carries the run's number alone. */
export function batchNoOf(run: CloseRun, fund: string): string {
  const batchNo = `BF${run.runNo.replace("#", "-")}`;
  return fund === DISTRICT_FUND ? batchNo : `${batchNo}-${fund}`;
}

/**
 * The money of a month that is open or closing, or of a closed one as its run has settled it.
 * @param closedRunId run of a month that is closed
 */
export async function moneyOfMonth(
  unit: Unit,
  claims: ClaimsOfMonth,
  closedRunId: string | null = null,
): Promise<MoneyFacts> {
  const claimed = new Set(claims.rows.map((row) => row.visitId));
  return loadMoneyFacts(unit, claims.month, {
    heldFen: heldByFund(claims.facts.visits.filter((visit) => claimed.has(visit.id))),
    codeOfProvider: claims.facts.codeOfProvider,
    closedRunId,
  });
}

export type MoneyWriting = {
  readonly run: CloseRun;
  readonly runId: string;
  readonly plan: MoneyPlan;
  /** Settlement line by visit number. */
  readonly lineIds: ReadonlyMap<string, string>;
  readonly place: PostingPlace;
};

/** Parts, late amounts and nettings, then the journals of what is owed. The visits must have given back what they held. */
export async function writeMoney(unit: Unit, { run, runId, plan, lineIds, place }: MoneyWriting): Promise<void> {
  const parts = [...plan.parts].flatMap(([visitNo, own]) => {
    const lineId = lineIds.get(visitNo);
    return lineId === undefined ? [] : own.map((part) => ({ lineId, ...part }));
  });
  await insertSettlementParts(unit, parts);
  await payAdjustments(
    unit,
    plan.late.map((one) => one.adjustmentNo),
    runId,
  );
  const open = new Map((await listOpenClawbacks(unit)).map((row) => [row.findingNo, row.id]));
  await insertNettings(
    unit,
    plan.nettings.flatMap(({ findingNo, amountFen }) => {
      const clawbackId = open.get(findingNo);
      return clawbackId === undefined ? [] : [{ runId, clawbackId, amountFen, nettedAt: asDate(unit.now) }];
    }),
  );
  await postJournals(unit, [...plan.journals, ...plan.nettingJournals], place);
  await orderPayments(unit, { run, runId, orders: plan.orders, place });
}

type Ordering = Pick<MoneyWriting, "run" | "runId" | "place"> & { readonly orders: readonly PaymentOrder[] };

/** The batch numbers are written before a file leaves. */
async function orderPayments(unit: Unit, { run, runId, orders, place }: Ordering): Promise<void> {
  await insertPayments(
    unit,
    orders.map((order) => ({
      id: unit.newId(),
      batchNo: batchNoOf(run, order.fund),
      runId,
      providerId: place.providerIds.get(order.providerCode) ?? "",
      fund: order.fund,
      orderedFen: order.orderedFen,
      sentAt: asDate(unit.now),
      sentBy: place.postedBy,
    })),
  );
  await postJournals(unit, sentJournals(run, orders), place);
}
