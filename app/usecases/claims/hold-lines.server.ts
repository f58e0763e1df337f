/** Holds claim lines because of something that was learned about their visits: a list, a call-back, a check at home. */
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listLinesById, updateClaimLines, type ClaimLineRow } from "#db/repositories/claims.ts";
import type { Unit } from "#db/transaction.ts";

/** The decision of a line, as it is kept while a list holds the line. */
function standingDecision({ decision, decisionReason, decisionNote, adjustedFen, decidedBy, decidedAt }: ClaimLineRow) {
  return {
    ...{ decision, decisionReason, decisionNote, decidedBy },
    adjustedFen: adjustedFen?.toString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/**
 * Gives lines back what stood before a list held them: the list was taken back, or corrected so that it reaches them no more. A decision
 * that somebody took meanwhile stays. @returns how many
 */
export async function releaseLines(unit: Unit, actor: string, lines: readonly ClaimLineRow[]): Promise<number> {
  const held = lines.filter((line) => line.heldFrom !== null && line.decision === "hold");
  for (const line of held) {
    const before = line.heldFrom as ReturnType<typeof standingDecision>;
    await updateClaimLines(unit, [line.id], {
      ...before,
      adjustedFen: before.adjustedFen === null ? null : BigInt(before.adjustedFen),
      decidedAt: before.decidedAt === null ? null : new Date(before.decidedAt),
      heldFrom: null,
    });
    await insertAuditEvent(unit, actor, {
      chain: "money",
      action: "claim-line.release",
      subjectType: "claim-line",
      subjectId: line.id,
      facts: { held: line.decisionReason, now: before.decision },
    });
  }
  return held.length;
}

/**
 * The caller holds the months' periods locked and names only lines that a decision may still change.
 * @param by what it was learned from, for the audit log
 */
export async function holdLines(
  unit: Unit,
  actor: string,
  ids: readonly string[],
  { ruleCode, by }: { readonly ruleCode: string; readonly by: "list" | "call-back" | "field-check" | "audit" },
): Promise<void> {
  for (const line of await listLinesById(unit, ids))
    await updateClaimLines(unit, [line.id], { heldFrom: by === "list" ? standingDecision(line) : null });
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
