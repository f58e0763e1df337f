/** A street approves claims: clean lines as proposed, others refused, cut or held with a reason. The preparer never approves. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listClaimLines, listClaims, updateClaimLines, updateClaims } from "#db/repositories/claims.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/**
 * Approves every submitted claim of the scope with the outcome that the checks proposed; a line that the checks refused carries
 * its first failing rule as the reason. Refuses "decision-by-preparer".
 * @returns how many claims were approved
 */
export async function approveClaims(context: Context, month: PlainMonth): Promise<number> {
  return inTransaction(context, async (unit) => {
    const claims = (await listClaims(unit, month)).filter((claim) => claim.state === "submitted");
    if (claims.some((claim) => claim.preparedBy === context.actor)) throw new Refusal("decision-by-preparer");
    const lines = (
      await listClaimLines(
        unit,
        claims.map((claim) => claim.id),
      )
    ).filter((line) => line.decision === null);
    const decided = { decidedBy: context.actor, decidedAt: asDate(unit.now) };
    const clean = lines.filter((line) => line.outcome === "accepted");
    await updateClaimLines(
      unit,
      clean.map((line) => line.id),
      { decision: "approve", ...decided },
    );
    for (const line of lines.filter((one) => one.outcome !== "accepted")) {
      const [reason = line.word] = line.failures as string[];
      const cut = line.proposedFen > 0n;
      await updateClaimLines(unit, [line.id], {
        decision: cut ? "cut" : "refuse",
        decisionReason: reason,
        adjustedFen: line.proposedFen,
        ...decided,
      });
    }
    await updateClaims(
      unit,
      claims.map((claim) => claim.id),
      { state: "street_approved", approvedBy: context.actor, approvedAt: asDate(unit.now) },
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim.approve",
      subjectType: "month",
      subjectId: month,
      facts: { claims: claims.length, lines: lines.length },
    });
    return claims.length;
  });
}
