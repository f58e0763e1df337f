/**
 * Writes an approved close: settlement lines, journals, payments, locked visits, the closed period, in one unit of work. Killed
 * anywhere it leaves nothing; asked again it answers with what was written and adds nothing.
 */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { matchBankLines } from "#app/domain/reconciliation/match-bank-lines.ts";
import { confirmedJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { frozenRows } from "#app/domain/reconciliation/frozen-rows.ts";
import type { StreamedClose } from "#app/domain/reconciliation/close-stream.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { JobReport } from "#app/domain/jobs/job.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findLiveRun,
  insertBankLines,
  listApprovals,
  listBankLines,
  listPayments,
  sumSettlementLines,
  updateClaims,
  type SettlementRunRow,
} from "#db/repositories/claims.ts";
import { insertCloseInputs, type StoredParts } from "#db/repositories/close-inputs.ts";
import { insertPageInputs, insertPageSettlements, lockPageVisits } from "#db/repositories/close-page-results.ts";
import { findByIndex, ledgerSum, lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadMonthBase, type MonthBase } from "../claims/month-base.server.ts";
import { approvalsNeeded } from "./approve-close.server.ts";
import { batchNoOf, writeMoney } from "./close-money.server.ts";
import { requireChecks, requireSameDigests } from "./open-close.server.ts";
import { postJournals, type PostingPlace } from "./post-journals.server.ts";
import { streamClose } from "./stream-close.server.ts";

export type ClosedMonth = {
  readonly claimedFen: bigint;
  readonly approvedFen: bigint;
  readonly paidFen: bigint;
  readonly ledgerSumFen: bigint;
  readonly inputDigest: string;
  readonly resultDigest: string;
};

const hex = (digest: Uint8Array | null) => Buffer.from(digest ?? []).toString("hex");

/** What a closed month's rows say. */
async function storedOutcome(unit: Unit, period: PeriodRow): Promise<ClosedMonth> {
  const run = await findLiveRun(unit, period.id);
  const sums = run === null ? { claimedFen: 0n, approvedFen: 0n } : await sumSettlementLines(unit, run.id);
  const payments = run === null ? [] : await listPayments(unit, run.id);
  const bank = await listBankLines(unit, [...new Set(payments.map((payment) => payment.batchNo))]);
  return {
    ...sums,
    paidFen: sumFen(bank.map((line) => fen(line.amountFen))),
    ledgerSumFen: await ledgerSum(unit),
    inputDigest: hex(period.inputDigest),
    resultDigest: hex(period.resultDigest),
  };
}

type Closing = {
  readonly period: PeriodRow;
  readonly run: SettlementRunRow;
  readonly approvers: readonly string[];
  readonly base: MonthBase;
  readonly plan: StreamedClose;
  readonly providerIds: ReadonlyMap<string, string>;
  readonly actor: string;
};

/** The inputs are kept with the lines that came out of them: visits, findings and policies go on after the close. */
async function savePage(unit: Unit, runId: string, parts: StoredParts): Promise<void> {
  await findByIndex(unit);
  for (const kind of ["visit", "line"] as const) {
    const before = parts.get(kind) ?? 0;
    parts.set(kind, before + (await insertPageInputs(unit, runId, kind, before)));
  }
  await insertPageSettlements(unit, runId);
  // Settled visits give back what they held before their money is spent.
  await lockPageVisits(unit);
}

/** The trial's bank confirms each order in full. */
async function simulateBank(unit: Unit, closing: Closing, place: PostingPlace): Promise<void> {
  const { plan, run, providerIds, base } = closing;
  if (run.simulated === null) return;
  const orders = plan.money.orders.map((order) => ({ ...order, batchNo: batchNoOf(plan.run, order.fund) }));
  const bank = orders.map(({ batchNo, providerCode, orderedFen }) => ({
    bankReference: `SIM-${batchNo}-${providerCode}`,
    batchNo,
    providerCode,
    amountFen: orderedFen,
    bookedOn: localDateOf(unit.now),
  }));
  const { payments } = matchBankLines(orders, bank, {
    toleranceFen: fen(base.terms.policy.parameters.payment_tolerance_fen),
    asOf: localDateOf(unit.now),
  });
  const keyOf = (one: { batchNo: string; providerCode: string }) => `${one.batchNo}|${one.providerCode}`;
  const fundOf = new Map(orders.map((order) => [keyOf(order), order.fund]));
  const wordOf = new Map(payments.map((payment) => [keyOf(payment), payment.word]));
  await insertBankLines(
    unit,
    bank.map(({ bookedOn: _bookedOn, providerCode, ...line }) => ({
      ...line,
      id: unit.newId(),
      providerId: providerIds.get(providerCode) ?? "",
      bookedAt: asDate(unit.now),
      simulated: run.simulated ?? "",
      matchWord: wordOf.get(`${line.batchNo}|${providerCode}`) ?? "unknown",
      facts: {},
    })),
  );
  const confirmed = payments.map((payment) => ({ ...payment, fund: fundOf.get(keyOf(payment)) ?? "" }));
  await postJournals(unit, confirmedJournals(plan.run, confirmed), place);
}

async function closePeriod(unit: Unit, { period, approvers, base, plan, actor }: Closing): Promise<void> {
  const { inputDigest, resultDigest, payableFen } = plan;
  await updateClaims(
    unit,
    base.claims.map((claim) => claim.id),
    { state: "settled" },
  );
  await updatePeriod(unit, period.id, {
    state: "closed",
    inputDigest: sha256Bytes(inputDigest),
    resultDigest: sha256Bytes(resultDigest),
    closedAt: asDate(unit.now),
    closedBy: [...approvers],
  });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "settlement.close",
    subjectType: "month",
    subjectId: base.month,
    facts: {
      lines: plan.lines,
      approvedFen: payableFen.toString(),
      inputDigest,
      resultDigest,
      approvers: [...approvers],
    },
  });
}

/** The run and who approved it. Refuses "close-not-open" and "close-needs-two-approvers". */
async function approvedRun(
  unit: Unit,
  month: PlainMonth,
  period: PeriodRow,
): Promise<Pick<Closing, "run" | "approvers">> {
  const run = period.state === "closing" ? await findLiveRun(unit, period.id) : null;
  if (run === null) throw new Refusal("close-not-open", { month });
  const approvers = (await listApprovals(unit, run.id)).map((row) => row.approver);
  if (approvers.length < (await approvalsNeeded(unit, month))) throw new Refusal("close-needs-two-approvers");
  return { run, approvers };
}

/**
 * Settles the month page by page and writes each page's lines and inputs. What was written is kept only if all pages together come to the
 * digests that were approved. Refuses "close-inputs-changed" and "close-check-failed".
 */
async function settlePages(
  unit: Unit,
  actor: string,
  month: PlainMonth,
  opened: Pick<Closing, "period" | "run" | "approvers">,
): Promise<Closing> {
  const { run } = opened;
  const base = await loadMonthBase(unit, month);
  const cut = { runNo: run.runNo, asOf: localDateOf(instant(run.asOf)) };
  const parts: StoredParts = new Map();
  const { plan, facts } = await streamClose(unit, base, cut, () => savePage(unit, run.id, parts));
  requireSameDigests(plan, run, month);
  requireChecks(plan.checks);
  await insertCloseInputs(unit, run.id, frozenRows(facts, cut), parts);
  const providerIds = new Map([...base.terms.codeOfProvider].map(([id, code]) => [code, id]));
  return { ...opened, base, plan, providerIds, actor };
}

const STEPS = 5;

/**
 * Refuses "close-not-open", "close-needs-two-approvers", "close-inputs-changed" and "close-check-failed".
 * @param report told of each step; a close is one unit of work, so the steps show where it is and save nothing on the way
 */
export async function finishClose(
  context: Context,
  month: PlainMonth,
  report: JobReport = () => {},
): Promise<ClosedMonth> {
  return inTransaction(context, async (unit) => {
    report("close-read", 0, STEPS);
    const period = await lockPeriod(unit, month);
    if (period.state === "closed") return storedOutcome(unit, period);
    const approved = await approvedRun(unit, month, period);
    report("close-lines", 1, STEPS);
    const closing = await settlePages(unit, context.actor, month, { period, ...approved });
    report("close-books", 2, STEPS);
    const place = {
      periodId: period.id,
      closingRun: closing.run.id,
      postedBy: context.actor,
      providerIds: closing.providerIds,
    };
    const { run, money } = closing.plan;
    await writeMoney(unit, { run, runId: closing.run.id, plan: money, place });
    report("close-payments", 3, STEPS);
    await simulateBank(unit, closing, { ...place, visitIds: new Map() });
    report("close-period", 4, STEPS);
    await closePeriod(unit, closing);
    return storedOutcome(unit, await lockPeriod(unit, month));
  });
}
