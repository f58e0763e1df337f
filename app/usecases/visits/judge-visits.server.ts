/**
 * Judges visits by the rules and stores verdicts and findings: the one path for a month and for a single visit. Judged again
 * without a new fact, it changes nothing. Findings whose fact is no longer true are cleared and kept with their history.
 */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { asDate, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import type { VerificationContext } from "#app/domain/verification/context.ts";
import { findingDueOn } from "#app/domain/verification/findings.ts";
import { verifyVisit, type Verdict } from "#app/domain/verification/verdict.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import { saveVerdicts, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { storeFindings, type JudgedFindings } from "./store-findings.server.ts";
import { verificationContext } from "./verification-context.ts";
import type { VerificationFacts } from "./verification-facts.server.ts";

/** Verdicts that keep a visit's approval: a locked or rejected one is never judged again here. */
const SETTLED = ["locked", "rejected"];

export type JudgedVisit = { readonly visit: VisitRow; readonly verdict: Verdict };

type Judged = JudgedVisit & { readonly given: VerificationContext };

function judgeOnce(facts: VerificationFacts, visits: readonly VisitRow[], asOf: Instant): Judged[] {
  return visits.map((visit) => {
    const given = verificationContext(facts, visit, asOf);
    return { visit, given, verdict: verifyVisit(given) };
  });
}

/** The facts as they stand after these verdicts: the month's four are counted among verified visits. */
function withApprovals(facts: VerificationFacts, judged: readonly Judged[]): VerificationFacts {
  const approved = new Map(judged.map(({ visit, verdict }) => [visit.id, verdict.approvalState]));
  const updated = (visit: VisitRow) => ({ ...visit, approvalState: approved.get(visit.id) ?? visit.approvalState });
  return {
    ...facts,
    visitsOfElder: new Map([...facts.visitsOfElder].map(([elder, visits]) => [elder, visits.map(updated)])),
  };
}

/**
 * Judges once, then again those elders who have more visits than the quota, because a visit's place in the month depends on which
 * of the others are verified.
 */
function judge(facts: VerificationFacts, visits: readonly VisitRow[], asOf: Instant): Judged[] {
  const first = judgeOnce(facts, visits, asOf);
  const quota = facts.policy.parameters.visits_per_month;
  const crowded = (visit: VisitRow) => (facts.visitsOfElder.get(visit.elderId)?.length ?? 0) > quota;
  const again = new Map(
    judgeOnce(withApprovals(facts, first), visits.filter(crowded), asOf).map((one) => [one.visit.id, one]),
  );
  return first.map((one) => again.get(one.visit.id) ?? one);
}

function verdictRow(unit: Unit, { visit, given, verdict }: Judged) {
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

async function dueDates(unit: Unit, facts: VerificationFacts, month: PlainMonth): Promise<JudgedFindings["dueOn"]> {
  const { exception_due_days, claim_due_day } = facts.policy.parameters;
  const due = {
    workingDays: exception_due_days,
    calendar: new WorkCalendar(await listCalendarDays(unit)),
    claimOn: addDays(firstDateOf(addMonths(month, 1)), claim_due_day - 1),
  };
  const today: PlainDate = localDateOf(unit.now);
  return (finding) => findingDueOn(finding, today, due);
}

/** @param actor who caused the judging, for the history of the findings */
export async function judgeVisits(
  unit: Unit,
  actor: string,
  facts: VerificationFacts,
  { month, visits }: { readonly month: PlainMonth; readonly visits: readonly VisitRow[] },
): Promise<JudgedVisit[]> {
  const judged = judge(
    facts,
    visits.filter((one) => !SETTLED.includes(one.approvalState)),
    unit.now,
  );
  await storeFindings(unit, { actor, judged, stored: facts.findings, dueOn: await dueDates(unit, facts, month) });
  await saveVerdicts(
    unit,
    judged.map((one) => verdictRow(unit, one)),
  );
  return judged;
}
