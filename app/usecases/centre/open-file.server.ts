/** Lays an elder's file beside the operator's call, or takes the call to another file. */
import { CALLERS, type Caller } from "#app/domain/centre/call.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { findElderPlace } from "#db/queries/bed-elders.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { updateCall } from "#db/repositories/centre-calls.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { noteCall, requireOwnCall } from "./take-calls.server.ts";

const isCaller = (text: string): text is Caller => (CALLERS as readonly string[]).includes(text);

/**
 * The questions are asked anew about another file. Refuses "not-found", "call-not-yours" and "elder-unknown".
 * @param as who calls, as far as the number says; anything else is unknown
 */
export async function openCallFile(
  context: Context,
  { callNo, elderNo, as }: { readonly callNo: number; readonly elderNo: string; readonly as: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const call = await requireOwnCall(unit, context.actor, callNo);
    const elder = await findElderPlace(unit, elderNo);
    if (elder === null) throw new Refusal("elder-unknown", { elderNo });
    await updateCall(unit, call.id, { elderId: elder.id, caller: isCaller(as) ? as : "unknown" });
    await announceAlerts(unit);
    await noteCall(unit, context.actor, call, { action: "open-file", facts: { elder: elder.id } });
  });
}
