/** Judges every visit of a month by the rules and stores verdicts and findings. Judged again, it gives the same. */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { findingDueOn } from "#app/domain/verification/findings.ts";
import { verifyVisit, type Verdict } from "#app/domain/verification/verdict.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import { replaceOpenFindings, saveVerdicts, type NewFindingRow, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { verificationContext } from "./verification-context.ts";
import { loadVerificationFacts } from "./verification-facts.server.ts";

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

export async function verifyMonth(context: Context, month: PlainMonth): Promise<VerifiedMonth> {
  return inTransaction(context, async (unit) => {
    const facts = await loadVerificationFacts(unit, month);
    const { exception_due_days, claim_due_day } = facts.policy.parameters;
    const due = {
      workingDays: exception_due_days,
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      claimOn: addDays(firstDateOf(addMonths(month, 1)), claim_due_day - 1),
    };
    const rows: NewFindingRow[] = [];
    const verdicts = [];
    const counts: Record<string, number> = {};
    for (const visit of facts.visits.filter((one) => !SETTLED.includes(one.approvalState))) {
      const given = verificationContext(facts, visit, unit.now);
      const verdict = verifyVisit(given);
      for (const finding of verdict.findings) counts[finding.code] = (counts[finding.code] ?? 0) + 1;
      rows.push(...findingRows(unit, visit, verdict, due));
      verdicts.push({
        id: visit.id,
        approvalState: verdict.approvalState,
        effectiveIn: given.clock.effectiveInAt === null ? null : asDate(given.clock.effectiveInAt),
        effectiveOut: given.clock.effectiveOutAt === null ? null : asDate(given.clock.effectiveOutAt),
        minutes: verdict.minutes,
        proofs: verdict.proofs,
        strength: verdict.strength,
        ruleVersion: verdict.ruleVersion,
        evidenceDigest: sha256Hex(
          canonicalText({
            in: given.clock.effectiveInAt,
            out: given.clock.effectiveOutAt,
            done: given.evidence.subtypesDone,
            proofs: verdict.proofs.map((proof) => proof.kind),
          }),
        ),
        verifiedAt: verdict.approvalState === "verified" ? asDate(unit.now) : null,
      });
    }
    await replaceOpenFindings(
      unit,
      facts.visits.map((visit) => visit.id),
      rows,
    );
    await saveVerdicts(unit, verdicts);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit.verify",
      subjectType: "month",
      subjectId: month,
      facts: { visits: verdicts.length },
    });
    return {
      delivered: facts.visits.filter((visit) => visit.deliveryState === "done").length,
      verified: verdicts.filter((verdict) => verdict.approvalState === "verified").length,
      findings: counts,
    };
  });
}
