/** The elder types six digits on the care worker's phone. Right digits are a person proof; wrong ones are counted and stop nobody. */
import { Refusal } from "#app/domain/refusal.ts";
import { VISIT_PIN_TRIES } from "#app/domain/visits/visit-pin.ts";
import { verifyPassword } from "#app/integrations/crypto/password.server.ts";
import { lockVisitPin, saveVisitPin } from "#db/repositories/visit-intake.ts";
import { lockVisit } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { recordVisitEvents, type EventSender } from "./record-visit-events.server.ts";

export type PinOutcome = "confirmed" | "wrong" | "locked" | "none";

export type TypedPin = {
  readonly visitNo: string;
  readonly sender: EventSender;
  readonly eventId: string;
  readonly digits: string;
};

/** @returns what came of it; a wrong try is stored. Refuses "not-found" for a visit outside the scope. */
export async function confirmByPin(context: Context, typed: TypedPin): Promise<PinOutcome> {
  const outcome = await inTransaction(context, async (unit): Promise<PinOutcome> => {
    const visit = await lockVisit(unit, typed.visitNo);
    if (visit === null) throw new Refusal("not-found");
    const pin = await lockVisitPin(unit, visit.elderId);
    if (pin === null) return "none";
    if (pin.triesLeft === 0) return "locked";
    const right = await verifyPassword(pin.pinHash, typed.digits);
    await saveVisitPin(unit, { ...pin, triesLeft: right ? VISIT_PIN_TRIES : pin.triesLeft - 1 });
    return right ? "confirmed" : "wrong";
  });
  if (outcome === "confirmed")
    await recordVisitEvents(context, {
      visitNo: typed.visitNo,
      sender: typed.sender,
      events: [{ eventId: typed.eventId, deviceMs: null, body: { kind: "pin_confirm" } }],
      pin: "right",
    });
  return outcome;
}
