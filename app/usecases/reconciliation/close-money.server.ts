/** What a close reads and writes about money once its lines are known: budgets, late amounts, clawbacks, journals and payments. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { freeToPayFen } from "#app/domain/ledger/funding.ts";
import { addFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import type { LateAmount, MoneyFacts, StreamedMoney } from "#app/domain/reconciliation/close-money.ts";
import type { CloseRun, PaymentOrder } from "#app/domain/reconciliation/month-close.ts";
import { openByFund } from "#app/domain/reconciliation/clawback.ts";
import { sentJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listAdjustmentsOfRun, listPayableAdjustments, payAdjustments } from "#db/repositories/adjustments.ts";
import type { PayableAdjustment } from "#db/repositories/adjustments.ts";
import {
  insertSettlementParts,
  insertWholeParts,
  listBudgets,
  listFundsOfVisits,
  type SettledPart,
} from "#db/repositories/budgets.ts";
import type { Journal } from "#app/domain/ledger/journal.ts";
import { insertPayments, mapVisitIds } from "#db/repositories/claims.ts";
import {
  insertNettings,
  listNettingsOfRun,
  listNettingsOf,
  listOpenClawbacks,
  listPartsOfLines,
  type ClawbackRow,
} from "#db/repositories/clawbacks.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import type { ClaimsOfMonth } from "../claims/settle-claims.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { postJournals, type AccountNumbers, type PostingPlace } from "./post-journals.server.ts";

export type MoneyTerms = {
  /** What the visits of the month's lines hold of each fund's budget, and give back by being settled. */
  readonly heldFen: ReadonlyMap<string, Fen>;
  readonly codeOfProvider: ReadonlyMap<string, string>;
  /** The run of a month that is closed: its own late amounts and nettings count then, not what is open today. */
  readonly closedRunId: string | null;
};

/** What is on file about the month's money before any visit of it gives back what it holds. */
export type MoneyStart = {
  readonly closedRunId: string | null;
  readonly funds: Awaited<ReturnType<typeof listFundsOfVisits>>;
  readonly budgets: Awaited<ReturnType<typeof listBudgets>>;
  readonly late: readonly PayableAdjustment[];
  /** One row a finding and fund. */
  readonly clawbacks: readonly { readonly row: ClawbackRow; readonly fund: string; readonly openFen: Fen }[];
};

/** Confirmed findings with what each fund has still to get back. */
async function openClawbacks(unit: Unit): Promise<MoneyStart["clawbacks"]> {
  const rows = await listOpenClawbacks(unit);
  const paid = await listPartsOfLines(
    unit,
    rows.map((row) => row.settlementLineId),
  );
  const back = await listNettingsOf(
    unit,
    rows.map((row) => row.id),
  );
  const parts = (some: readonly { fund: string; amountFen: bigint }[] = []) =>
    some.map(({ fund, amountFen }) => ({ fund, amountFen: fen(amountFen) }));
  return rows.flatMap((row) => {
    const finding = { paidFen: fen(row.paidFen), paidBy: parts(paid.get(row.settlementLineId)), fund: DISTRICT_FUND };
    return openByFund(finding, parts(back.get(row.id))).map(({ fund, amountFen }) => ({
      row,
      fund,
      openFen: amountFen,
    }));
  });
}

/** @param closedRunId run of a month that is closed: it asks no budget any more, and its own late amounts and nettings count */
export async function moneyAtStart(
  unit: Unit,
  month: PlainMonth,
  closedRunId: string | null = null,
): Promise<MoneyStart> {
  return {
    closedRunId,
    funds: await listFundsOfVisits(unit),
    budgets: await listBudgets(unit, Number(month.slice(0, 4))),
    late:
      closedRunId === null ? await listPayableAdjustments(unit, month) : await listAdjustmentsOfRun(unit, closedRunId),
    clawbacks:
      closedRunId === null
        ? await openClawbacks(unit)
        : (await listNettingsOfRun(unit, closedRunId)).map((one) => ({
            row: one.clawback,
            fund: one.netting.fund,
            openFen: fen(one.netting.amountFen),
          })),
  };
}

/** What each fund can pay once the month's visits have given back what they hold. A closed month asks no budget any more. */
function fundsOf({ funds, budgets, closedRunId }: MoneyStart, heldFen: ReadonlyMap<string, Fen>): MoneyFacts["funds"] {
  const byFund = new Map(budgets.map((row) => [row.fund, row]));
  return funds.map((row) => {
    const budget = closedRunId === null ? byFund.get(row.code) : undefined;
    const stand = budget && {
      capFen: fen(budget.capFen),
      committedFen: fen(budget.committedFen),
      spentFen: fen(budget.spentFen),
    };
    const { code, priority, perVisitCapFen } = row;
    const freeFen = stand === undefined ? null : freeToPayFen(stand, heldFen.get(code) ?? ZERO_FEN);
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

/** What the money of a month's close starts from, once it is known what its visits hold. */
export function moneyFactsOf(
  start: MoneyStart,
  { heldFen, codeOfProvider }: Pick<MoneyTerms, "heldFen" | "codeOfProvider">,
): MoneyFacts {
  const code = (id: string) => codeOfProvider.get(id) ?? "";
  return {
    funds: fundsOf(start, heldFen),
    late: start.late.map((row) => lateAmount(row, code)),
    clawbacks: start.clawbacks.map(({ row, fund, openFen }) => ({
      findingNo: row.findingNo,
      providerCode: code(row.providerId),
      fund,
      openFen,
    })),
  };
}

export async function loadMoneyFacts(unit: Unit, month: PlainMonth, terms: MoneyTerms): Promise<MoneyFacts> {
  return moneyFactsOf(await moneyAtStart(unit, month, terms.closedRunId), terms);
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
  readonly plan: StreamedMoney;
  readonly place: Omit<PostingPlace, "visitIds">;
};

const VISITS_AT_ONCE = 5000;
const POSTINGS_AT_ONCE = 5000;

/** What each fund pays of each visit, some visits at a time: the lines are in the database by now. */
async function writeParts(unit: Unit, runId: string, { parts, uncoveredFen }: StreamedMoney): Promise<void> {
  // Where one fund pays all of everything, its parts are what was approved.
  const only = uncoveredFen === 0n ? parts.onlyFund : null;
  if (only !== null) return insertWholeParts(unit, runId, only);
  let some: SettledPart[] = [];
  for (const [visitNo, own] of parts) {
    for (const part of own) some.push({ visitNo, ...part });
    if (some.length < VISITS_AT_ONCE) continue;
    await insertSettlementParts(unit, runId, some);
    some = [];
  }
  await insertSettlementParts(unit, runId, some);
}

/** Posts journals as they are made, some at a time: a large month's postings are never all there at once. */
async function postEach(unit: Unit, journals: Iterable<Journal>, place: MoneyWriting["place"]): Promise<void> {
  let [some, postings]: [Journal[], number] = [[], 0];
  const numbers: AccountNumbers = new Map();
  const post = async () => {
    const visitNos = some.flatMap((journal) => journal.postings.flatMap(({ visitNo }) => visitNo ?? []));
    const visitIds = await mapVisitIds(unit, [...new Set(visitNos)]);
    await postJournals(unit, some, { ...place, visitIds }, numbers);
    [some, postings] = [[], 0];
  };
  for (const journal of journals) {
    some.push(journal);
    postings += journal.postings.length;
    if (postings >= POSTINGS_AT_ONCE) await post();
  }
  if (some.length > 0) await post();
}

/** Parts, late amounts and nettings, then the journals of what is owed. The visits must have given back what they held. */
export async function writeMoney(unit: Unit, { run, runId, plan, place }: MoneyWriting): Promise<void> {
  await writeParts(unit, runId, plan);
  await payAdjustments(
    unit,
    plan.late.map((one) => one.adjustmentNo),
    runId,
  );
  const open = new Map((await listOpenClawbacks(unit)).map((row) => [row.findingNo, row.id]));
  await insertNettings(
    unit,
    plan.nettings.flatMap(({ findingNo, fund, amountFen }) => {
      const clawbackId = open.get(findingNo);
      return clawbackId === undefined ? [] : [{ runId, clawbackId, fund, amountFen, nettedAt: asDate(unit.now) }];
    }),
  );
  await postEach(unit, plan.eachJournal(), place);
  await postEach(unit, plan.nettingJournals, place);
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
  await postEach(unit, sentJournals(run, orders), place);
}
