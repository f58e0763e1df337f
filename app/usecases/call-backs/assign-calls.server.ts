/** Gives the open calls of a batch to operators, in turn. Calls that have come to an end stay with who made them. */
import { Refusal } from "#app/domain/refusal.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { assignCalls, findBatch, listCallsOfBatch, lockBatch } from "#db/repositories/call-backs.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses "whole-district-only", "not-found" and "call-back-no-operator". @returns how many calls were given out */
export async function assignCallBacks(
  context: Context,
  { batchNo, operators }: { readonly batchNo: string; readonly operators: readonly string[] },
): Promise<number> {
  if (operators.length === 0) throw new Refusal("call-back-no-operator");
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const batch = await findBatch(unit, batchNo);
    if (batch === null) throw new Refusal("not-found");
    await lockBatch(unit, batch.id);
    const open = (await listCallsOfBatch(unit, batch.id)).filter(({ state }) => state === "open");
    let given = 0;
    for (const [turn, operator] of operators.entries())
      given += await assignCalls(
        unit,
        open.filter((_, index) => index % operators.length === turn).map(({ id }) => id),
        operator,
      );
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "call-back.assign",
      subjectType: "call-back-batch",
      subjectId: batchNo,
      facts: { operators: operators.join(","), calls: given },
    });
    return given;
  });
}
