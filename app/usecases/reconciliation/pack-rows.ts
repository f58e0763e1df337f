/** Rows of the database as rows of the audit pack: business keys, whole fen, UTC texts; free words become their digests. */
import { accountText, type AccountCode } from "#app/domain/ledger/chart-of-accounts.ts";
import type { PackRow } from "#app/domain/audit-pack/pack-format.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type {
  listPackClawbacks,
  listPackDecisions,
  listPackFindingSteps,
  listPackJournals,
  listPackLines,
  listPackPostings,
  listPackReviews,
} from "#db/queries/audit-pack.ts";
import type { listBankLines, listPayments } from "#db/repositories/claims.ts";
import type { SampleBatchRow, SampleSeedRow } from "#db/repositories/samples.ts";

type RowOf<List extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<List>>[number];

const at = (date: Date) => isoText(instant(date));
const atOrNull = (date: Date | null) => (date === null ? null : at(date));
const fenOrNull = (amount: bigint | null) => (amount === null ? null : Number(amount));
const noteDigest = (note: string | null) => (note === null || note === "" ? null : sha256Hex(note));

export function settlementRowOf({ line, visitNo, providerCode }: RowOf<typeof listPackLines>): PackRow<"settlement"> {
  const differences = line.differences as readonly { readonly code: string; readonly amountFen: string }[];
  return {
    ...{ visitNo, providerCode, streetId: line.streetId, word: line.word },
    ...{ outcome: line.outcome, outcomeCode: line.outcomeCode },
    plannedFen: Number(line.plannedFen),
    verifiedFen: Number(line.verifiedFen),
    claimedFen: Number(line.claimedFen),
    adjustedFen: fenOrNull(line.adjustedFen),
    approvedFen: Number(line.approvedFen),
    differences: differences.map(({ code, amountFen }) => ({ code, amountFen: Number(amountFen) })),
    priceVersion: line.priceVersion === "" ? null : line.priceVersion,
    evidenceDigest: line.evidenceDigest,
  };
}

function postingRow(row: RowOf<typeof listPackPostings>): PackRow<"journals">["postings"][number] {
  const { debit, credit, debited, credited, posting, visitNo } = row;
  const name = (account: typeof debit, providerCode: string | null) =>
    accountText({ code: account.code as AccountCode, fund: account.fund, streetId: account.streetId, providerCode });
  return {
    debit: name(debit, debited),
    credit: name(credit, credited),
    amountFen: Number(posting.amountFen),
    ...{ visitNo, ruleVersion: posting.ruleVersion, priceVersion: posting.priceVersion },
  };
}

export function journalRows(
  journals: readonly RowOf<typeof listPackJournals>[],
  postings: readonly RowOf<typeof listPackPostings>[],
): PackRow<"journals">[] {
  const lines = new Map<string, PackRow<"journals">["postings"]>();
  for (const row of postings) {
    const known = lines.get(row.posting.journalId);
    if (known) known.push(postingRow(row));
    else lines.set(row.posting.journalId, [postingRow(row)]);
  }
  return journals.map(({ journal, month, reverses }) => ({
    voucher: `${journal.voucherYear}-${journal.voucherNo}`,
    ...{ idempotencyKey: journal.idempotencyKey, kind: journal.kind, month: month.slice(0, 7) },
    refersToMonth: journal.refersToMonth?.slice(0, 7) ?? null,
    ...{ sourceType: journal.sourceType, sourceId: journal.sourceId, sourceVersion: journal.sourceVersion, reverses },
    requestDigest: Buffer.from(journal.requestDigest).toString("hex"),
    ...{ postedBy: journal.postedBy, postedAt: at(journal.postedAt) },
    postings: lines.get(journal.id) ?? [],
  }));
}

type PaymentRow = RowOf<typeof listPayments>;
type CodeOfProvider = ReadonlyMap<string, string>;

export function paymentRows(rows: readonly PaymentRow[], codeOf: CodeOfProvider): PackRow<"payments">[] {
  const batchOf = new Map(rows.map((row) => [row.id, row.batchNo]));
  const key = (row: PackRow<"payments">) => `${row.batchNo} ${row.providerCode} ${row.fund}`;
  return rows
    .map(({ batchNo, providerId, fund, orderedFen, sentAt, sentBy, follows }) => ({
      ...{ batchNo, providerCode: codeOf.get(providerId) ?? "", fund, orderedFen: Number(orderedFen) },
      ...{ sentAt: at(sentAt), sentBy, follows: follows === null ? null : (batchOf.get(follows) ?? "") },
    }))
    .sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

export function bankRow(line: RowOf<typeof listBankLines>, codeOf: CodeOfProvider): PackRow<"bank"> {
  return {
    ...{ bankReference: line.bankReference, batchNo: line.batchNo },
    ...{ providerCode: codeOf.get(line.providerId ?? "") ?? null, amountFen: Number(line.amountFen) },
    ...{ returnedFen: Number(line.returnedFen), suspenseFen: Number(line.suspenseFen) },
    ...{ bookedAt: at(line.bookedAt), matchWord: line.matchWord, simulated: line.simulated },
    noteDigest: noteDigest(line.reason),
  };
}

export function decisionRow({ decision, end, visitNo }: RowOf<typeof listPackDecisions>): PackRow<"decisions"> {
  return {
    ...{ visitNo, decision: decision.decision, reason: decision.reason, resolution: decision.resolution },
    ...{ adjustedFen: fenOrNull(decision.adjustedFen), evidenceDigest: decision.evidenceDigest },
    ...{ by: decision.decidedBy, at: at(decision.decidedAt) },
    ...{ end: end?.step ?? null, endedBy: end?.by ?? null, noteDigest: noteDigest(decision.note) },
  };
}

export function findingStepRow({ step, code, visitNo }: RowOf<typeof listPackFindingSteps>): PackRow<"findings"> {
  return {
    ...{ visitNo, code, step: step.step, by: step.by, at: at(step.at) },
    ...{ reason: step.reasonCode, resolution: step.resolutionCode, noteDigest: noteDigest(step.note) },
  };
}

export function clawbackRow({
  clawback,
  visitNo,
  providerCode,
}: RowOf<typeof listPackClawbacks>): PackRow<"clawbacks"> {
  return {
    ...{ findingNo: clawback.findingNo, visitNo, providerCode, paidFen: Number(clawback.paidFen) },
    ...{ ruleCode: clawback.ruleCode, state: clawback.state },
    ...{ proposedBy: clawback.proposedBy, proposedAt: at(clawback.proposedAt) },
    ...{ decidedBy: clawback.decidedBy, decidedAt: atOrNull(clawback.decidedAt) },
  };
}

export function reviewRow({ review, visitNo }: RowOf<typeof listPackReviews>): PackRow<"sampleReviews"> {
  return {
    ...{ visitNo, turn: review.turn, verdict: review.verdict, wrongFen: fenOrNull(review.wrongFen) },
    ...{ reason: review.reasonCode, evidenceDigest: review.evidenceDigest },
    ...{ by: review.reviewedBy, at: at(review.reviewedAt), noteDigest: noteDigest(review.note) },
  };
}

export function sampleRow(batch: SampleBatchRow, seed: SampleSeedRow): PackRow<"sample"> {
  return {
    ...{ batch: batch.id, algorithm: batch.algorithm, policyVersion: batch.policyVersion },
    terms: batch.terms as PackRow<"sample">["terms"],
    ...{ commitment: seed.commitment, committedBy: seed.committedBy, committedAt: at(seed.committedAt) },
    ...{ publicValue: seed.revealedValue ?? "", afterReveal: batch.afterReveal },
    ...{ batchDigest: batch.batchDigest, factsDigest: batch.factsDigest, seed: batch.seed, size: batch.size },
    strata: batch.strata as PackRow<"sample">["strata"],
    ...{ drawnBy: batch.drawnBy, drawnAt: at(batch.drawnAt) },
  };
}
