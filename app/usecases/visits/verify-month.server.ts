/** Judges every visit of a month by the rules and stores verdicts and findings. Judged again, it gives the same. */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { judgeVisits } from "./judge-visits.server.ts";
import { loadVerificationFacts } from "./verification-facts.server.ts";

export type VerifiedMonth = {
  readonly delivered: number;
  readonly verified: number;
  /** Findings by rule code, warn-only ones included. */
  readonly findings: Readonly<Record<string, number>>;
};

export async function verifyMonth(context: Context, month: PlainMonth): Promise<VerifiedMonth> {
  return inTransaction(context, async (unit) => {
    const facts = await loadVerificationFacts(unit, month);
    const judged = await judgeVisits(unit, context.actor, facts, { month, visits: facts.visits });
    const counts: Record<string, number> = {};
    for (const { verdict } of judged)
      for (const finding of verdict.findings) counts[finding.code] = (counts[finding.code] ?? 0) + 1;
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
