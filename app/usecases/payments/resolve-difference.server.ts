/** Ends a difference between bill and books with the explanation of who looked into it. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { resolveDifference } from "#db/repositories/payment-bills.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses "not-found" for a difference that is not open. */
export async function explainDifference(context: Context, id: string, explanation: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const values = { resolvedAt: asDate(unit.now), resolvedBy: context.actor, resolution: explanation };
    if (!(await resolveDifference(unit, id, values))) throw new Refusal("not-found");
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.explain-difference",
      subjectType: "payment_difference",
      subjectId: id,
      facts: { explanation },
    });
  });
}
