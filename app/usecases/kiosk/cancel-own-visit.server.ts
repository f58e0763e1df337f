/**
 * An elder calls one of the own visits off. It is owed from then on, as every visit that is called off; who goes to hospital or away asks
 * staff at the same time to let the visits rest, because those after it would find nobody either.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { cancelCodeOf, asksHowLong, isTooClose, type OwnCancelReason } from "#app/domain/visits/own-cancellation.ts";
import { listWorkersOfVisit } from "#db/repositories/elder-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { writeCancellation } from "../scheduling/write-cancellation.server.ts";
import { tellCalledOff } from "../visits/tell-called-off.server.ts";
import { askForCall } from "./ask-for-call.server.ts";
import { ownVisit } from "./own-visit.server.ts";

export type OwnCancellation = {
  readonly elderId: string;
  readonly visitNo: string;
  readonly reason: OwnCancelReason;
  /** For staff, in their language: how long the elder will be away. */
  readonly summary: string;
};

/**
 * @returns the number of the task that staff have, null for none
 * Refuses "not-found" for another elder's visit, "visit-too-close" within two hours of the start, "visit-cannot-cancel" once begun or over.
 */
export async function cancelOwnVisit(context: Context, wish: OwnCancellation): Promise<string | null> {
  const { elderId, visitNo, reason, summary } = wish;
  return inTransaction(context, async (unit) => {
    const visit = await ownVisit(unit, elderId, visitNo);
    if (isTooClose(instant(visit.plannedStart), unit.now)) throw new Refusal("visit-too-close");
    const workers = await listWorkersOfVisit(unit, visit.id);
    await writeCancellation(unit, context.actor, {
      visit,
      code: cancelCodeOf(reason),
      debtReason: "visit_cancelled",
    });
    await tellCalledOff(
      unit,
      visit,
      workers.map(({ id }) => id),
    );
    return asksHowLong(reason) ? askForCall(unit, context.actor, visit, { source: "suspension", summary }) : null;
  });
}
