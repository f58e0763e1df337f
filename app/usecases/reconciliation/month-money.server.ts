/**
 * The month's money as one read model: claims, their lines as settled, the run, its payments and what the bank said. Claims, statements,
 * reconciliation, trace and exports all start here. A closed month is read from its settlement lines, an open one is computed.
 */
import type { LineOutcome, MatchedLine } from "#app/domain/claims/match-line.ts";
import type { MatchWord } from "#app/domain/claims/rejection-reason.ts";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { matchBankLines, sumPayments, type MatchedPayment } from "#app/domain/reconciliation/match-bank-lines.ts";
import { firstBatchNo, paymentState } from "#app/domain/reconciliation/payment-state.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import {
  findLiveRun,
  listApprovals,
  listBankLines,
  listPayments,
  listSettlementLines,
  type CloseApprovalRow,
  type SettlementLineRow,
  type SettlementRunRow,
} from "#db/repositories/claims.ts";
import { listAdjustmentsOfRun } from "#db/repositories/adjustments.ts";
import { listNettingsOfRun } from "#db/repositories/clawbacks.ts";
import { listAnswersLeft } from "#db/repositories/imports.ts";
import { findPeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import type { Unit } from "#db/transaction.ts";
import { loadClaimsOfMonth } from "../claims/month-claims.server.ts";
import { settleClaims, type ClaimsOfMonth } from "../claims/settle-claims.ts";
import { groupBy } from "../visits/group-by.ts";
import { answerOf } from "./payment-batches.server.ts";
import type { PeriodState } from "./read-period.server.ts";

/** A clawback that the month's run set off, one line a fund, and an amount of a closed month that it paid: lines of the provider's statement. */
export type MonthNetting = {
  readonly findingNo: string;
  readonly fund: string;
  readonly streetId: number;
  readonly ruleCode: string;
  readonly paidMonth: string;
  readonly amountFen: Fen;
};
export type MonthLate = {
  readonly adjustmentNo: string;
  readonly visitNo: string;
  readonly streetId: number;
  readonly month: string;
  readonly reason: string;
  readonly amountFen: Fen;
};

export type MonthMoney = ClaimsOfMonth & {
  /** By provider id; only a closed month has any. */
  readonly nettings: ReadonlyMap<string, readonly MonthNetting[]>;
  readonly late: ReadonlyMap<string, readonly MonthLate[]>;
  /** The scope reaches some streets only, and a payment is of all of them. */
  readonly isPart: boolean;
  readonly state: PeriodState;
  readonly period: PeriodRow | null;
  readonly run: SettlementRunRow | null;
  readonly approvals: readonly CloseApprovalRow[];
  readonly lines: readonly MatchedLine[];
  readonly lineOf: ReadonlyMap<string, MatchedLine>;
  readonly payments: Awaited<ReturnType<typeof listPayments>>;
  readonly bank: Awaited<ReturnType<typeof listBankLines>>;
  /** Ordered and paid by provider id. */
  readonly paid: ReadonlyMap<string, MatchedPayment>;
  /** Sent back by the bank and not ordered again, by provider id. */
  readonly returned: ReadonlyMap<string, Fen>;
  /** In transit while the bank's answer about it has an error, by provider id. */
  readonly faulty: ReadonlyMap<string, Fen>;
};

function outcomeOf(row: SettlementLineRow): LineOutcome {
  const code = row.outcomeCode ?? "";
  if (row.outcome === "cut_back" || row.outcome === "rejected") return { kind: row.outcome, code };
  return row.outcome === "pended" ? { kind: "pended", code, until: null } : { kind: "accepted" };
}

/** A computed line with the figures of its settlement: what later facts would make of it does not count any more. */
function asSettled(line: MatchedLine, row: SettlementLineRow): MatchedLine {
  const differences = row.differences as { code: string; amountFen: string }[];
  return {
    ...line,
    outcome: outcomeOf(row),
    word: row.word as MatchWord,
    plannedFen: fen(row.plannedFen),
    verifiedFen: fen(row.verifiedFen),
    askedFen: fen(row.claimedFen),
    adjustedFen: row.adjustedFen === null ? null : fen(row.adjustedFen),
    proposedFen: fen(row.approvedFen),
    approvedFen: fen(row.approvedFen),
    differences: differences.map(({ code, amountFen }) => ({ code, amountFen: fen(BigInt(amountFen)) })),
    priceVersion: row.priceVersion === "" ? null : row.priceVersion,
  };
}

async function linesOf(unit: Unit, claims: ClaimsOfMonth, closed: SettlementRunRow | null): Promise<MatchedLine[]> {
  const asOf = localDateOf(closed === null ? unit.now : instant(closed.asOf));
  const { lines } = settleClaims(claims, asOf);
  if (closed === null) return [...lines];
  const stored = new Map((await listSettlementLines(unit, closed.id)).map((row) => [row.visitId, row]));
  return lines.map((line) => {
    const row = stored.get(claims.facts.visitByNo.get(line.visitNo ?? "")?.id ?? "");
    return row ? asSettled(line, row) : line;
  });
}

function paidByProvider(
  money: Pick<MonthMoney, "payments" | "bank" | "facts">,
  unit: Unit,
): ReadonlyMap<string, MatchedPayment> {
  const code = (id: string | null) => money.facts.codeOfProvider.get(id ?? "") ?? "";
  const first = money.payments.filter((payment) => payment.follows === null);
  const idOf = new Map([...money.facts.codeOfProvider].map(([id, one]) => [one, id]));
  const match = matchBankLines(
    first.map(({ batchNo, providerId, orderedFen }) => ({
      batchNo,
      providerCode: code(providerId),
      orderedFen: fen(orderedFen),
    })),
    money.bank.map((line) => ({
      bankReference: line.bankReference,
      // What a follow-up batch paid counts for the order that it pays again.
      batchNo: firstBatchNo(line.batchNo),
      providerCode: code(line.providerId),
      amountFen: fen(line.amountFen),
      bookedOn: localDateOf(instant(line.bookedAt)),
    })),
    { toleranceFen: fen(money.facts.policy.parameters.payment_tolerance_fen), asOf: localDateOf(unit.now) },
  );
  const byProvider = groupBy(match.payments, (payment) => idOf.get(payment.providerCode) ?? "");
  return new Map([...byProvider].map(([id, own]) => [id, sumPayments(own)]));
}

/** What came back of orders that no later one pays again. */
function returnedByProvider({ payments, bank }: Pick<MonthMoney, "payments" | "bank">): ReadonlyMap<string, Fen> {
  const followed = new Set(payments.map((payment) => payment.follows));
  const returned = new Map<string, Fen>();
  for (const { id, batchNo, providerId } of payments) {
    if (followed.has(id)) continue;
    const own = bank.filter((line) => line.batchNo === batchNo && line.providerId === providerId);
    const sum = sumFen(own.map((line) => fen(line.returnedFen)));
    returned.set(providerId, sumFen([returned.get(providerId) ?? fen(0n), sum]));
  }
  return returned;
}

async function faultyByProvider(
  unit: Unit,
  { payments, bank }: Pick<MonthMoney, "payments" | "bank">,
): Promise<ReadonlyMap<string, Fen>> {
  const left = await listAnswersLeft(unit, [...new Set(payments.map((payment) => payment.batchNo))]);
  const faulty = new Map<string, Fen>();
  for (const { batchNo, providerId, orderedFen } of payments) {
    if (!left.some((one) => one.batchNo === batchNo && one.providerId === providerId)) continue;
    const own = bank.filter((line) => line.batchNo === batchNo && line.providerId === providerId);
    const { openFen } = paymentState(fen(orderedFen), own.map(answerOf));
    faulty.set(providerId, sumFen([faulty.get(providerId) ?? fen(0n), openFen]));
  }
  return faulty;
}

async function carriedBy(unit: Unit, runId: string | null): Promise<Pick<MonthMoney, "nettings" | "late">> {
  const nettings = runId === null ? [] : await listNettingsOfRun(unit, runId);
  const late = runId === null ? [] : await listAdjustmentsOfRun(unit, runId);
  const grouped = <Row extends { providerId: string }, Shown>(rows: readonly Row[], shown: (row: Row) => Shown) =>
    new Map([...groupBy(rows, (row) => row.providerId)].map(([id, own]) => [id, own.map(shown)]));
  return {
    nettings: grouped(
      nettings.map(({ netting, clawback }) => ({ ...clawback, fund: netting.fund, amountFen: netting.amountFen })),
      ({ findingNo, fund, streetId, ruleCode, paidMonth, amountFen }) => ({
        ...{ findingNo, fund, streetId, ruleCode, paidMonth: paidMonth.slice(0, 7) },
        amountFen: fen(amountFen),
      }),
    ),
    late: grouped(late, ({ adjustmentNo, visitNo, streetId, refersToMonth, reasonCode, amountFen }) => ({
      ...{ adjustmentNo, visitNo, streetId, month: refersToMonth.slice(0, 7), reason: reasonCode },
      amountFen: fen(amountFen),
    })),
  };
}

/** Everything about a month's money in the scope of the unit. */
export async function loadMonthMoney(unit: Unit, month: PlainMonth): Promise<MonthMoney> {
  const claims = await loadClaimsOfMonth(unit, month);
  const period = await findPeriod(unit, month);
  const state = (period?.state ?? "open") as PeriodState;
  const run = period === null ? null : await findLiveRun(unit, period.id);
  const payments = run === null ? [] : await listPayments(unit, run.id);
  const bank = await listBankLines(unit, [...new Set(payments.map((payment) => payment.batchNo))]);
  const lines = await linesOf(unit, claims, state === "closed" ? run : null);
  return {
    ...claims,
    ...(await carriedBy(unit, state === "closed" && run !== null ? run.id : null)),
    isPart: unit.scope.streets !== "all",
    state,
    period,
    run,
    approvals: run === null ? [] : await listApprovals(unit, run.id),
    lines,
    lineOf: new Map(lines.map((line) => [line.visitNo ?? line.line.lineNo, line])),
    payments,
    bank,
    returned: returnedByProvider({ payments, bank }),
    faulty: await faultyByProvider(unit, { payments, bank }),
    paid: paidByProvider({ payments, bank, facts: claims.facts }, unit),
  };
}

/** Fen paid of an approved line: all of it once the provider's payment is confirmed, nothing before. */
export function paidFenOf(money: MonthMoney, providerId: string, line: MatchedLine): Fen {
  return money.paid.get(providerId)?.word === "paid" ? line.approvedFen : fen(0n);
}
