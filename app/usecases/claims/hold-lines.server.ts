/** Holds claim lines because of something that was learned about their visits: a list, a call-back, a check at home. */
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { updateClaimLines } from "#db/repositories/claims.ts";
import type { Unit } from "#db/transaction.ts";

/**
 * The caller holds the months' periods locked and names only lines that a decision may still change.
 * @param by what it was learned from, for the audit log
 */
export async function holdLines(
  unit: Unit,
  actor: string,
  ids: readonly string[],
  { ruleCode, by }: { readonly ruleCode: string; readonly by: "list" | "call-back" | "field-check" },
): Promise<void> {
  await updateClaimLines(unit, ids, {
    decision: "hold",
    decisionReason: ruleCode,
    decisionNote: null,
    adjustedFen: null,
    decidedBy: actor,
    decidedAt: asDate(unit.now),
  });
  for (const id of ids)
    await insertAuditEvent(unit, actor, {
      chain: "money",
      action: "claim-line.hold",
      subjectType: "claim-line",
      subjectId: id,
      facts: { reason: ruleCode, by },
    });
}
