/** Read model of the audit pack: a closed month's lines, books, decisions and clawbacks by business keys, each in one fixed order. */
import { and, asc, eq, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { claim, claimLine, clawback, settlementLine } from "../schema/claim.ts";
import { finding, findingChange } from "../schema/finding.ts";
import { account, journal, ledgerPeriod, posting } from "../schema/ledger.ts";
import { lineDecision, lineDecisionEnd } from "../schema/line-decision.ts";
import { sampleReplacement, sampleReview } from "../schema/sample.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export async function listPackLines(unit: Unit, runId: string) {
  return unit.orm
    .select({ line: settlementLine, visitNo: visit.visitNo, providerCode: provider.creditCode })
    .from(settlementLine)
    .innerJoin(visit, eq(visit.id, settlementLine.visitId))
    .innerJoin(provider, eq(provider.id, settlementLine.providerId))
    .where(eq(settlementLine.runId, runId))
    .orderBy(asc(visit.visitNo));
}

/** Journals of the month's period, and later ones that speak of the month. */
export async function listPackJournals(unit: Unit, month: PlainMonth) {
  const reversed = alias(journal, "reversed");
  return unit.orm
    .select({ journal, month: ledgerPeriod.month, reverses: reversed.idempotencyKey })
    .from(journal)
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, journal.periodId))
    .leftJoin(reversed, eq(reversed.id, journal.reverses))
    .where(or(eq(ledgerPeriod.month, firstDateOf(month)), eq(journal.refersToMonth, firstDateOf(month))))
    .orderBy(asc(journal.voucherYear), asc(journal.voucherNo));
}

/** Postings of the same journals, in the order of their lines. */
export async function listPackPostings(unit: Unit, month: PlainMonth) {
  const [debit, credit] = [alias(account, "debit"), alias(account, "credit")];
  const [debited, credited] = [alias(provider, "debited"), alias(provider, "credited")];
  return unit.orm
    .select({
      posting,
      debit,
      credit,
      debited: debited.creditCode,
      credited: credited.creditCode,
      visitNo: visit.visitNo,
    })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, journal.periodId))
    .innerJoin(debit, eq(debit.id, posting.debitAccountId))
    .innerJoin(credit, eq(credit.id, posting.creditAccountId))
    .leftJoin(debited, eq(debited.id, debit.providerId))
    .leftJoin(credited, eq(credited.id, credit.providerId))
    .leftJoin(visit, eq(visit.id, posting.visitId))
    .where(or(eq(ledgerPeriod.month, firstDateOf(month)), eq(journal.refersToMonth, firstDateOf(month))))
    .orderBy(asc(journal.voucherYear), asc(journal.voucherNo), asc(posting.line));
}

/** Every decision of the workbench on the month's lines, also those that were taken back. */
export async function listPackDecisions(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({ decision: lineDecision, end: lineDecisionEnd, visitNo: visit.visitNo, providerCode: provider.creditCode })
    .from(lineDecision)
    .innerJoin(claimLine, eq(claimLine.id, lineDecision.claimLineId))
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .innerJoin(provider, eq(provider.id, claim.providerId))
    .innerJoin(visit, eq(visit.id, claimLine.visitId))
    .leftJoin(lineDecisionEnd, eq(lineDecisionEnd.decisionId, lineDecision.id))
    .where(and(eq(claim.month, firstDateOf(month)), isNull(claimLine.voidedAt)))
    .orderBy(asc(visit.visitNo), asc(lineDecision.decidedAt), asc(lineDecision.id));
}

export async function listPackFindingSteps(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({ step: findingChange, code: finding.ruleCode, visitNo: visit.visitNo, providerCode: provider.creditCode })
    .from(findingChange)
    .innerJoin(finding, eq(finding.id, findingChange.findingId))
    .innerJoin(visit, eq(visit.id, finding.visitId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(eq(visit.serviceMonth, firstDateOf(month)))
    .orderBy(asc(visit.visitNo), asc(finding.ruleCode), asc(findingChange.at), asc(findingChange.id));
}

/** Clawbacks of what the month paid, whenever they were found. */
export async function listPackClawbacks(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({ clawback, visitNo: visit.visitNo, providerCode: provider.creditCode })
    .from(clawback)
    .innerJoin(visit, eq(visit.id, clawback.visitId))
    .innerJoin(provider, eq(provider.id, clawback.providerId))
    .where(eq(clawback.paidMonth, firstDateOf(month)))
    .orderBy(asc(clawback.findingNo));
}

export async function listPackReviews(unit: Unit, batchId: string) {
  return unit.orm
    .select({ review: sampleReview, visitNo: visit.visitNo })
    .from(sampleReview)
    .innerJoin(visit, eq(visit.id, sampleReview.visitId))
    .where(eq(sampleReview.batchId, batchId))
    .orderBy(asc(visit.visitNo), asc(sampleReview.turn));
}

/** In the order in which they were made. */
export async function listReplacements(unit: Unit, batchId: string): Promise<{ visitNo: string; replaces: string }[]> {
  const replaced = alias(visit, "replaced");
  return unit.orm
    .select({ visitNo: visit.visitNo, replaces: replaced.visitNo })
    .from(sampleReplacement)
    .innerJoin(visit, eq(visit.id, sampleReplacement.visitId))
    .innerJoin(replaced, eq(replaced.id, sampleReplacement.replacesVisitId))
    .where(eq(sampleReplacement.batchId, batchId))
    .orderBy(asc(sampleReplacement.position));
}
