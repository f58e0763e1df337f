/** Judges every visit of a month by the rules and stores verdicts and findings. Judged again, it gives the same. */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { asDate, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import type { VerificationContext } from "#app/domain/verification/context.ts";
import { findingDueOn } from "#app/domain/verification/findings.ts";
import { verifyVisit, type Verdict } from "#app/domain/verification/verdict.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import {
  replaceOpenFindings,
  saveVerdicts,
  type NewFindingRow,
  type VerdictRow,
  type VisitRow,
} from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { verificationContext } from "./verification-context.ts";
import { loadVerificationFacts, withApprovals, type VerificationFacts } from "./verification-facts.server.ts";

export type VerifiedMonth = {
  readonly delivered: number;
  readonly verified: number;
  /** Findings by rule code, warn-only ones included. */
  readonly findings: Readonly<Record<string, number>>;
};

type Due = { readonly workingDays: number; readonly calendar: WorkCalendar; readonly claimOn: PlainDate };

function findingRows(unit: Unit, visit: VisitRow, verdict: Verdict, due: Due): NewFindingRow[] {
  return verdict.findings
    .filter((finding) => finding.state === "open")
    .map((finding) => ({
      id: unit.newId(),
      visitId: visit.id,
      streetId: visit.streetId,
      providerId: visit.providerId,
      ruleCode: finding.code,
      level: finding.level,
      mode: finding.mode,
      effect: finding.effect,
      wouldHave: finding.wouldHave,
      state: "open",
      facts: finding.facts,
      ruleVersion: verdict.ruleVersion,
      openedAt: asDate(unit.now),
      dueOn: findingDueOn(finding, localDateOf(unit.now), due),
    }));
}

/** Verdicts that keep a visit's approval: a locked or rejected one is never judged again here. */
const SETTLED = ["locked", "rejected"];

type Judged = { readonly visit: VisitRow; readonly given: VerificationContext; readonly verdict: Verdict };

/**
 * Judges all, then once more the visits of elders with more visits than the month allows: which of them is one too many depends on
 * which of the others are verified, and nothing else depends on that.
 */
function judgeVisits(facts: VerificationFacts, asOf: Instant): Judged[] {
  const judge = (from: VerificationFacts, visit: VisitRow): Judged => {
    const given = verificationContext(from, visit, asOf);
    return { visit, given, verdict: verifyVisit(given) };
  };
  const first = facts.visits.filter((one) => !SETTLED.includes(one.approvalState)).map((visit) => judge(facts, visit));
  const approvals = new Map(first.map(({ visit, verdict }) => [visit.id, verdict.approvalState]));
  const informed = withApprovals(facts, approvals);
  const limit = facts.policy.parameters.visits_per_month;
  const hasTooMany = ({ elderId }: VisitRow) => (facts.visitsOfElder.get(elderId) ?? []).length > limit;
  return first.map((judged) => (hasTooMany(judged.visit) ? judge(informed, judged.visit) : judged));
}

function verdictRow(unit: Unit, { visit, given, verdict }: Judged): VerdictRow {
  const { effectiveInAt, effectiveOutAt } = given.clock;
  return {
    id: visit.id,
    approvalState: verdict.approvalState,
    effectiveIn: effectiveInAt === null ? null : asDate(effectiveInAt),
    effectiveOut: effectiveOutAt === null ? null : asDate(effectiveOutAt),
    minutes: verdict.minutes,
    proofs: verdict.proofs,
    strength: verdict.strength,
    ruleVersion: verdict.ruleVersion,
    evidenceDigest: sha256Hex(
      canonicalText({
        in: effectiveInAt,
        out: effectiveOutAt,
        done: given.evidence.subtypesDone,
        proofs: verdict.proofs.map((proof) => proof.kind),
      }),
    ),
    verifiedAt: verdict.approvalState === "verified" ? asDate(unit.now) : null,
  };
}

export async function verifyMonth(context: Context, month: PlainMonth): Promise<VerifiedMonth> {
  return inTransaction(context, async (unit) => {
    const facts = await loadVerificationFacts(unit, month);
    const { exception_due_days, claim_due_day } = facts.policy.parameters;
    const due = {
      workingDays: exception_due_days,
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      claimOn: addDays(firstDateOf(addMonths(month, 1)), claim_due_day - 1),
    };
    const judged = judgeVisits(facts, unit.now);
    const counts: Record<string, number> = {};
    for (const { verdict } of judged)
      for (const finding of verdict.findings) counts[finding.code] = (counts[finding.code] ?? 0) + 1;
    await replaceOpenFindings(
      unit,
      facts.visits.map((visit) => visit.id),
      judged.flatMap(({ visit, verdict }) => findingRows(unit, visit, verdict, due)),
    );
    await saveVerdicts(
      unit,
      judged.map((one) => verdictRow(unit, one)),
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit.verify",
      subjectType: "month",
      subjectId: month,
      facts: { visits: judged.length },
    });
    return {
      delivered: facts.visits.filter((visit) => visit.deliveryState === "done").length,
      verified: judged.filter(({ verdict }) => verdict.approvalState === "verified").length,
      findings: counts,
    };
  });
}
