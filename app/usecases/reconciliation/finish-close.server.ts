/**
 * Writes an approved close: settlement lines, journals, payments, locked visits, the closed period, in one unit of work. Killed
 * anywhere it leaves nothing; asked again it answers with what was written and adds nothing.
 */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { matchBankLines } from "#app/domain/reconciliation/match-bank-lines.ts";
import { confirmedJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { frozenRows, type FrozenRows } from "#app/domain/reconciliation/frozen-rows.ts";
import { planClose, type ClosePlan } from "#app/domain/reconciliation/plan-close.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { JobReport } from "#app/domain/jobs/job.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Bytes, sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findLiveRun,
  insertBankLines,
  insertSettlementLines,
  listApprovals,
  listBankLines,
  listPayments,
  listSettlementLines,
  updateClaims,
  type SettlementRunRow,
} from "#db/repositories/claims.ts";
import { insertCloseInputs } from "#db/repositories/close-inputs.ts";
import { findByIndex, ledgerSum, lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadClaimsOfMonth } from "../claims/month-claims.server.ts";
import type { ClaimsOfMonth } from "../claims/settle-claims.ts";
import { approvalsNeeded } from "./approve-close.server.ts";
import { closeFactsOf } from "./close-facts.ts";
import { batchNoOf, moneyOfMonth, writeMoney } from "./close-money.server.ts";
import { requireChecks, requireSameDigests } from "./open-close.server.ts";
import { postJournals, type PostingPlace } from "./post-journals.server.ts";

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
  const lines = run === null ? [] : await listSettlementLines(unit, run.id);
  const payments = run === null ? [] : await listPayments(unit, run.id);
  const bank = await listBankLines(unit, [...new Set(payments.map((payment) => payment.batchNo))]);
  return {
    claimedFen: sumFen(lines.map((line) => fen(line.claimedFen))),
    approvedFen: sumFen(lines.map((line) => fen(line.approvedFen))),
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
  readonly claims: ClaimsOfMonth;
  readonly plan: ClosePlan;
  readonly inputs: FrozenRows;
  readonly providerIds: ReadonlyMap<string, string>;
  readonly actor: string;
};

/** The inputs are kept with the lines that came out of them: visits, findings and policies go on after the close. */
async function saveLines(unit: Unit, { run, claims, plan, inputs }: Closing): Promise<ReadonlyMap<string, string>> {
  await insertCloseInputs(unit, run.id, inputs);
  const lineIds = new Map<string, string>();
  await insertSettlementLines(
    unit,
    plan.settled.lines.flatMap((line) => {
      const visit = claims.facts.visitByNo.get(line.visitNo ?? "");
      if (!visit) return [];
      const id = unit.newId();
      lineIds.set(visit.visitNo, id);
      return [
        {
          id,
          runId: run.id,
          visitId: visit.id,
          providerId: visit.providerId,
          streetId: visit.streetId,
          serviceMonth: visit.serviceMonth,
          word: line.word,
          outcome: line.outcome.kind,
          outcomeCode: line.outcome.kind === "accepted" ? null : line.outcome.code,
          differences: line.differences.map((one) => ({ code: one.code, amountFen: one.amountFen.toString() })),
          plannedFen: line.plannedFen,
          verifiedFen: line.verifiedFen,
          claimedFen: line.askedFen,
          adjustedFen: line.adjustedFen,
          approvedFen: line.approvedFen,
          priceVersion: line.priceVersion ?? "",
          evidenceDigest: visit.evidenceDigest ?? "",
        },
      ];
    }),
  );
  // Settled visits give back what they held before their money is spent.
  await updateVisits(
    unit,
    claims.rows.map((row) => row.visitId),
    { approvalState: "locked" },
  );
  return lineIds;
}

/** The trial's bank confirms each order in full. */
async function simulateBank(unit: Unit, closing: Closing, place: PostingPlace): Promise<void> {
  const { plan, run, providerIds, claims } = closing;
  if (run.simulated === null) return;
  const orders = plan.orders.map((order) => ({ ...order, batchNo: batchNoOf(plan.run, order.fund) }));
  const bank = orders.map(({ batchNo, providerCode, orderedFen }) => ({
    bankReference: `SIM-${batchNo}-${providerCode}`,
    batchNo,
    providerCode,
    amountFen: orderedFen,
    bookedOn: localDateOf(unit.now),
  }));
  const { payments } = matchBankLines(orders, bank, {
    toleranceFen: fen(claims.facts.policy.parameters.payment_tolerance_fen),
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

async function closePeriod(unit: Unit, { period, approvers, claims, plan, actor }: Closing): Promise<void> {
  const { inputDigest, resultDigest, settled } = plan;
  await updateClaims(
    unit,
    claims.claims.map((claim) => claim.id),
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
    subjectId: claims.month,
    facts: {
      lines: settled.lines.length,
      approvedFen: settled.payableFen.toString(),
      inputDigest,
      resultDigest,
      approvers: [...approvers],
    },
  });
}

/** What the close needs, its period locked, or null when the month is closed. Refuses "close-not-open" and "close-needs-two-approvers". */
async function prepareClosing(unit: Unit, actor: string, month: PlainMonth, period: PeriodRow): Promise<Closing> {
  const run = period.state === "closing" ? await findLiveRun(unit, period.id) : null;
  if (run === null) throw new Refusal("close-not-open", { month });
  const approvers = (await listApprovals(unit, run.id)).map((row) => row.approver);
  if (approvers.length < (await approvalsNeeded(unit, month))) throw new Refusal("close-needs-two-approvers");
  const claims = await loadClaimsOfMonth(unit, month);
  const money = await moneyOfMonth(unit, claims);
  const [facts, cut] = [closeFactsOf(claims, money), { runNo: run.runNo, asOf: localDateOf(instant(run.asOf)) }];
  const plan = planClose(facts, cut, sha256Hex);
  requireSameDigests(plan, run, month);
  requireChecks(plan.checks);
  const providerIds = new Map([...claims.facts.codeOfProvider].map(([id, code]) => [code, id]));
  return { period, run, approvers, claims, plan, inputs: frozenRows(facts, cut), providerIds, actor };
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
    const closing = await prepareClosing(unit, context.actor, month, period);
    report("close-lines", 1, STEPS);
    const lineIds = await saveLines(unit, closing);
    report("close-books", 2, STEPS);
    await findByIndex(unit);
    const place: PostingPlace = {
      periodId: period.id,
      closingRun: closing.run.id,
      postedBy: context.actor,
      providerIds: closing.providerIds,
      visitIds: new Map(closing.claims.facts.visits.map((visit) => [visit.visitNo, visit.id])),
    };
    const { run, money } = closing.plan;
    await writeMoney(unit, { run, runId: closing.run.id, plan: money, lineIds, place });
    report("close-payments", 3, STEPS);
    await simulateBank(unit, closing, place);
    report("close-period", 4, STEPS);
    await closePeriod(unit, closing);
    return storedOutcome(unit, await lockPeriod(unit, month));
  });
}
