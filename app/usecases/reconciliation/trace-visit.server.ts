/**
 * One visit's money on one page, from the bank back to the plan: payment, postings, settlement line, claim line with its checks and the
 * street's decision, the visit with its events and findings, the series and the planning run. Names masked, amounts in fen.
 */
import { maskName } from "#app/domain/access/masking.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { traceChecks, type TraceAmounts } from "#app/domain/reconciliation/trace-checks.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import {
  listPaymentPostings,
  listVisitPostings,
  readProviderPayment,
  readTraceSources,
  type TracePosting,
} from "#db/queries/money-trace.ts";
import { readVisitFile } from "#db/queries/visit-file.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import type { StoredFailure } from "../claims/prepare-claims.server.ts";
import { numberOfClaim } from "../claims/settle-claims.ts";
import { loadMonthMoney } from "./month-money.server.ts";

type Sources = NonNullable<Awaited<ReturnType<typeof readTraceSources>>>;
type File = NonNullable<Awaited<ReturnType<typeof readVisitFile>>>;

const hex = (digest: Uint8Array) => Buffer.from(digest).toString("hex");
const timeOf = (at: Date | null) => (at === null ? null : isoText(instant(at)));

function shownPosting({ amountFen, ...posting }: TracePosting) {
  return { ...posting, amountFen: fen(amountFen) };
}

/** What the books and the bank hold of a settled visit; null before its month is closed. */
async function booksOf(unit: Unit, { settlement, settlementRun, providerCode }: Sources, month: PlainMonth) {
  if (settlement === null || settlementRun === null) return null;
  const runNo = `${month}#${settlementRun.runNo}`;
  const { payment, lines, approvedFen, bank } = await readProviderPayment(
    unit,
    settlementRun.id,
    settlement.providerId,
  );
  return {
    runNo,
    simulated: settlementRun.simulated,
    postings: (await listVisitPostings(unit, settlement.visitId)).map(shownPosting),
    paymentPostings: (await listPaymentPostings(unit, { runNo, providerCode })).map(shownPosting),
    payment: payment && {
      batchNo: payment.batchNo,
      orderedFen: fen(payment.orderedFen),
      sentAt: isoText(instant(payment.sentAt)),
      sentBy: payment.sentBy,
      lines,
    },
    approvedFen: fen(approvedFen),
    bank: bank.map((line) => ({
      reference: line.bankReference,
      amountFen: fen(line.amountFen),
      bookedAt: isoText(instant(line.bookedAt)),
      word: line.matchWord,
    })),
  };
}

type Books = NonNullable<Awaited<ReturnType<typeof booksOf>>>;

/** Owed to the provider by these postings. */
const payableOf = (postings: Books["postings"]): Fen =>
  sumFen(postings.flatMap((one) => (one.credit === "provider.payable" ? [one.amountFen] : [])));

function amountsOf(line: MatchedLine, claimAskedFen: Fen, books: Books | null): TraceAmounts {
  return {
    line,
    claimAskedFen,
    books: books && {
      payableFen: payableOf(books.postings),
      providerApprovedFen: books.approvedFen,
      orderedFen: books.payment?.orderedFen ?? fen(0n),
      bankFen: books.bank.length === 0 ? null : sumFen(books.bank.map((one) => one.amountFen)),
    },
  };
}

/** The claim line as it was made and decided, and the settlement line: frozen once the month is closed, before that as of today. */
async function claimOf(unit: Unit, sources: Sources, visitNo: string, month: PlainMonth) {
  const { claim, line } = sources;
  if (claim === null || line === null) return null;
  const money = await loadMonthMoney(unit, month);
  const settled = money.lineOf.get(visitNo);
  if (!settled) return null;
  const { plannedFen, verifiedFen, askedFen, adjustedFen, approvedFen, differences } = settled;
  return {
    matched: settled,
    claim: {
      claimNo: numberOfClaim(claim, money.facts),
      state: claim.state,
      askedFen: fen(line.askedFen),
      outcome: line.outcome,
      failures: line.failures as StoredFailure[],
      decision: line.decision,
      adjustedFen: line.adjustedFen === null ? null : fen(line.adjustedFen),
      reason: line.decisionReason,
      note: line.decisionNote,
      decidedBy: line.decidedBy,
      decidedAt: timeOf(line.decidedAt),
    },
    settled: {
      ...{ plannedFen, verifiedFen, askedFen, adjustedFen, approvedFen, differences },
      word: settled.word,
      outcome: settled.outcome.kind,
      priceVersion: settled.priceVersion,
      policyVersion: sources.settlementRun?.policyVersion ?? settled.policyVersion,
      ruleVersion: sources.settlementRun?.ruleVersion ?? null,
      evidenceDigest: sources.settlement?.evidenceDigest ?? null,
      isFinal: sources.settlement !== null,
    },
  };
}

function visitOf({ visit, findings, events }: File) {
  return {
    plannedStart: isoText(instant(visit.plannedStart)),
    plannedEnd: isoText(instant(visit.plannedEnd)),
    effectiveIn: timeOf(visit.effectiveIn),
    effectiveOut: timeOf(visit.effectiveOut),
    minutes: visit.minutes,
    deliveryState: visit.deliveryState,
    approvalState: visit.approvalState,
    verifiedAt: timeOf(visit.verifiedAt),
    ruleVersion: visit.ruleVersion,
    evidenceDigest: visit.evidenceDigest,
    findings: findings.map(({ id, ruleCode, level, state, facts }) => ({
      ...{ id, ruleCode, level, state },
      facts: facts as Readonly<Record<string, unknown>>,
    })),
    events: events.map((event) => ({
      id: event.eventId,
      kind: event.kind,
      at: isoText(instant(event.deviceTime)),
      digest: hex(event.bodyDigest),
    })),
  };
}

function planOf({ visit }: File, { series, run, contractNo, contractFen }: Sources) {
  return {
    origin: visit.origin,
    plannedFen: fen(visit.plannedFen),
    contractNo,
    contractFen: contractFen === null ? null : fen(contractFen),
    policyVersion: visit.policyVersion,
    catalogueVersion: visit.catalogueVersion,
    occurrenceOn: visit.occurrenceOn,
    moveReason: visit.moveReason,
    series: series && {
      uid: series.uid,
      rrule: series.rrule,
      startsOn: series.startsOn,
      startMinute: series.startMinute,
      durationMinutes: series.durationMinutes,
    },
    run: run && {
      seed: run.seed,
      inputDigest: run.inputDigest,
      resultDigest: run.resultDigest,
      policyVersion: run.policyVersion,
      createdBy: run.createdBy,
      createdAt: isoText(instant(run.createdAt)),
    },
  };
}

/** Refuses "not-found" for a visit outside the scope. */
export async function traceVisit(context: Context, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const [file, sources] = [await readVisitFile(unit, visitNo), await readTraceSources(unit, visitNo)];
    if (file === null || sources === null) throw new Refusal("not-found");
    const month = file.visit.serviceMonth.slice(0, 7) as PlainMonth;
    const books = await booksOf(unit, sources, month);
    const period = await findPeriod(unit, month);
    const claimed = await claimOf(unit, sources, visitNo, month);
    return {
      visitNo,
      month,
      elderNo: file.elderNo,
      elderName: maskName(file.elderName),
      provider: file.provider,
      streetZh: sources.streetZh,
      streetEn: sources.streetEn,
      claim: claimed?.claim ?? null,
      settled: claimed?.settled ?? null,
      /** Without books: the month was closed, and this visit had no line in it. */
      leftOut: books === null && period?.state === "closed",
      books,
      checks: claimed ? traceChecks(amountsOf(claimed.matched, claimed.claim.askedFen, books)) : [],
      visit: visitOf(file),
      plan: planOf(file, sources),
    };
  });
}
