/** The office calls off one visit with a code. The visit is owed from then on, its place in the month's four is free again, and its provider and those who were to go are told. */
import { Refusal } from "#app/domain/refusal.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";
import { listWorkersOfVisits, lockVisit } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { tellCalledOff } from "../visits/tell-called-off.server.ts";
import { writeCancellation, type CancelledVisit } from "./write-cancellation.server.ts";

/**
 * @param code one that `isCancelCode` knows
 * Refuses "cancel-code-unknown", "not-found" outside the scope, and "visit-cannot-cancel" once begun or over.
 */
export async function cancelVisit(context: Context, visitNo: string, code: string): Promise<CancelledVisit> {
  if (!isCancelCode(code)) throw new Refusal("cancel-code-unknown", { code });
  return inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    const going = (await listWorkersOfVisits(unit, [visit.id])).map(({ workerId }) => workerId);
    const cancelled = await writeCancellation(unit, context.actor, { visit, code, debtReason: "visit_cancelled" });
    await tellCalledOff(unit, visit, going);
    return cancelled;
  });
}
