/**
 * Closes a month: fixes the claims that the streets approved as settlement lines, posts them, sends the payment and closes the
 * period with two approvers. May be killed anywhere and asked again: same inputs give the same digests and no second row.
 */
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import type { SettledMonth } from "#app/domain/claims/settle-month.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { leastFen, sumFen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findLiveRun,
  insertBankLines,
  insertPayments,
  insertRun,
  insertSettlementLines,
  listClaimLines,
  listClaims,
  updateClaims,
  updateRun,
  type ClaimLineRow,
  type ClaimRow,
} from "#db/repositories/claims.ts";
import { ledgerSum, lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadClaimFacts, type ClaimFacts } from "../claims/month-facts.server.ts";
import { digestsOf, journalsOf, paymentJournals, paymentsOf, settle, type Payment } from "./close-lines.ts";
import { postJournals, type PostingPlace } from "./post-journals.server.ts";

export type ClosedMonth = {
  readonly claimedFen: bigint;
  readonly approvedFen: bigint;
  readonly paidFen: bigint;
  readonly ledgerSumFen: bigint;
  /** Lower-case hex over business keys only: the same on every database. */
  readonly inputDigest: string;
  readonly resultDigest: string;
};

export type CloseRequest = {
  readonly month: PlainMonth;
  /** At least two people, none of whom prepared the run. */
  readonly approvers: readonly string[];
  /** Marks bank lines as simulated: the trial has no bank. */
  readonly bank: "simulated";
};

async function saveLines(unit: Unit, runId: string, facts: ClaimFacts, lines: readonly MatchedLine[]): Promise<void> {
  await insertSettlementLines(
    unit,
    lines.flatMap((line) => {
      const visit = facts.visitByNo.get(line.visitNo ?? "");
      if (!visit) return [];
      const verifiedFen = leastFen(line.plannedFen, line.verifiedFen);
      return [
        {
          id: unit.newId(),
          runId,
          visitId: visit.id,
          providerId: visit.providerId,
          streetId: visit.streetId,
          serviceMonth: visit.serviceMonth,
          word: line.word,
          outcome: line.outcome.kind,
          differences: line.differences.map((one) => ({ code: one.code, amountFen: one.amountFen.toString() })),
          plannedFen: line.plannedFen,
          verifiedFen: line.approvedFen > verifiedFen ? line.verifiedFen : verifiedFen,
          claimedFen: line.askedFen,
          adjustedFen: line.adjustedFen,
          approvedFen: line.approvedFen,
          priceVersion: line.priceVersion ?? "",
          evidenceDigest: visit.evidenceDigest ?? "",
        },
      ];
    }),
  );
}

async function openRun(
  unit: Unit,
  context: Context,
  period: PeriodRow,
  given: { facts: ClaimFacts; inputDigest: string },
): Promise<string> {
  const known = await findLiveRun(unit, period.id);
  const digest = sha256Bytes(given.inputDigest);
  if (known) {
    if (Buffer.compare(Buffer.from(known.inputDigest), Buffer.from(digest)) !== 0)
      throw new Refusal("close-inputs-changed", { month: period.month });
    return known.id;
  }
  const id = unit.newId();
  await insertRun(unit, {
    id,
    periodId: period.id,
    runNo: 1,
    ruleVersion: RULE_VERSION,
    policyVersion: given.facts.policy.id,
    asOf: asDate(unit.now),
    inputDigest: digest,
    preparedBy: context.actor,
  });
  await updatePeriod(unit, period.id, { state: "closing", closingRun: id, asOf: asDate(unit.now) });
  return id;
}

type Closing = {
  readonly request: CloseRequest;
  readonly period: PeriodRow;
  readonly runId: string;
  readonly approvers: readonly string[];
  readonly facts: ClaimFacts;
  readonly rows: readonly ClaimLineRow[];
  readonly claims: readonly ClaimRow[];
  readonly settled: SettledMonth;
  readonly payments: readonly Payment[];
  readonly digests: { readonly inputDigest: string; readonly resultDigest: string };
};

/** Lines, books, payment, locks and the closed period: all in the caller's transaction. */
async function writeClose(unit: Unit, context: Context, closing: Closing): Promise<void> {
  const { request, period, runId, approvers, facts, rows, claims, settled, payments, digests } = closing;
  await saveLines(unit, runId, facts, settled.lines);
  const providerIds = new Map([...facts.codeOfProvider].map(([id, code]) => [code, id]));
  const place: PostingPlace = {
    periodId: period.id,
    closingRun: runId,
    postedBy: context.actor,
    providerIds,
    visitIds: new Map(facts.visits.map((visit) => [visit.visitNo, visit.id])),
  };
  await postJournals(
    unit,
    [...journalsOf(facts, settled.lines, request.month), ...paymentJournals(payments, request.month)],
    place,
  );
  await pay(unit, { runId, month: request.month, payments, providerIds, actor: context.actor });
  await updateVisits(
    unit,
    rows.map((row) => row.visitId),
    { approvalState: "locked" },
  );
  await updateClaims(
    unit,
    claims.map((claim) => claim.id),
    { state: "settled" },
  );
  await updateRun(unit, runId, { resultDigest: sha256Bytes(digests.resultDigest) });
  await updatePeriod(unit, period.id, {
    state: "closed",
    inputDigest: sha256Bytes(digests.inputDigest),
    resultDigest: sha256Bytes(digests.resultDigest),
    closedAt: asDate(unit.now),
    closedBy: [...approvers],
  });
  await insertAuditEvent(unit, context.actor, {
    chain: "money",
    action: "settlement.close",
    subjectType: "month",
    subjectId: request.month,
    facts: { lines: settled.lines.length, approvedFen: settled.payableFen.toString(), ...digests, approvers },
  });
}

/**
 * Refuses "close-needs-two-approvers", "close-approver-prepared", "claims-not-approved" (a street has not decided yet) and
 * "close-inputs-changed" (something changed since the run was opened).
 */
export async function closeMonth(context: Context, request: CloseRequest): Promise<ClosedMonth> {
  const approvers = [...new Set(request.approvers)];
  if (approvers.length < 2) throw new Refusal("close-needs-two-approvers");
  if (approvers.includes(context.actor)) throw new Refusal("close-approver-prepared");
  return inTransaction(context, async (unit) => {
    const period = await lockPeriod(unit, request.month);
    const claims = await listClaims(unit, request.month);
    if (claims.some((claim) => claim.state === "submitted" || claim.state === "open"))
      throw new Refusal("claims-not-approved", { month: request.month });
    const facts = await loadClaimFacts(unit, request.month);
    const rows = await listClaimLines(
      unit,
      claims.map((claim) => claim.id),
    );
    const settled = settle(facts, rows, request, localDateOf(unit.now));
    const digests = digestsOf(facts, settled.lines);
    const payments = paymentsOf(settled.lines);
    const outcome = {
      claimedFen: settled.askedFen,
      approvedFen: settled.payableFen,
      paidFen: sumFen(payments.map((one) => one.orderedFen)),
      ...digests,
    };
    if (period.state === "closed") return { ...outcome, ledgerSumFen: await ledgerSum(unit) };
    const runId = await openRun(unit, context, period, { facts, inputDigest: digests.inputDigest });
    await writeClose(unit, context, {
      request,
      period,
      runId,
      approvers,
      facts,
      rows,
      claims,
      settled,
      payments,
      digests,
    });
    return { ...outcome, ledgerSumFen: await ledgerSum(unit) };
  });
}

type Paying = {
  readonly runId: string;
  readonly month: PlainMonth;
  readonly payments: readonly Payment[];
  readonly providerIds: ReadonlyMap<string, string>;
  readonly actor: string;
};

/** The batch number is written before the file leaves; the trial's bank then confirms each line in full. */
async function pay(unit: Unit, { runId, month, payments, providerIds, actor }: Paying): Promise<void> {
  const batchNo = `${firstDateOf(month).slice(0, 7)}-1`;
  const at = asDate(unit.now);
  const lines = payments.map((payment) => ({ providerId: providerIds.get(payment.providerCode) ?? "", ...payment }));
  await insertPayments(
    unit,
    lines.map((line) => ({
      id: unit.newId(),
      batchNo,
      runId,
      providerId: line.providerId,
      orderedFen: line.orderedFen,
      sentAt: at,
      sentBy: actor,
    })),
  );
  await insertBankLines(
    unit,
    lines.map((line) => ({
      id: unit.newId(),
      bankReference: `SIM-${batchNo}-${line.providerCode}`,
      batchNo,
      providerId: line.providerId,
      amountFen: line.orderedFen,
      bookedAt: at,
      simulated: "演示数据",
      matchWord: "paid",
      facts: {},
    })),
  );
}
