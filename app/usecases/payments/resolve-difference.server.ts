/** Ends a difference between bill and books with the explanation of who looked into it, and where its money belongs. */
import type { ReleaseAccount } from "#app/domain/payments/day-reconciliation.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockOpenDifference } from "#db/repositories/payment-bills.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { endDifference } from "./suspend-lines.server.ts";

export type Explanation = {
  readonly id: string;
  readonly explanation: string;
  /** Needed for what stands in suspense. */
  readonly to: ReleaseAccount | null;
};

/**
 * Refuses "not-found" for a difference that is not open, "bill-day-not-over" while its line may still change, and "suspense-needs-account"
 * when nobody says where its money belongs.
 */
export async function explainDifference(context: Context, { id, explanation, to }: Explanation): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockOpenDifference(unit, id);
    if (row === null) throw new Refusal("not-found");
    if (row.suspenseFen !== 0n && row.suspendedAt === null) throw new Refusal("bill-day-not-over");
    if (row.suspendedAt !== null && to === null) throw new Refusal("suspense-needs-account");
    await endDifference(unit, row, { by: context.actor, resolution: explanation, to });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.explain-difference",
      subjectType: "payment_difference",
      subjectId: id,
      facts: { explanation, suspenseFen: row.suspenseFen.toString(), to: row.suspendedAt === null ? null : to },
    });
  });
}
