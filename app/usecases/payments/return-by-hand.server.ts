/**
 * A refund that the channel will not send goes back by a bank transfer: whoever made it records its reference, and above the sum that the
 * policy names a second person agrees before it counts. Until then its money is prepaid, as before.
 */
import { fen } from "#app/domain/money/fen.ts";
import { returnedByHandJournal } from "#app/domain/payments/payment-journals.ts";
import { needsSecondPerson } from "#app/domain/payments/refund.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findRefund,
  isHandReferenceUsed,
  lockOrder,
  updateRefund,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { settleRefund } from "./settle-refund.server.ts";

type Recorded = Pick<PaymentRefundRow, "refundNo" | "amountFen" | "handReference">;

async function lockRefund(unit: Unit, refundNo: string): Promise<{ refund: PaymentRefundRow; found: OrderWithVisit }> {
  const known = await findRefund(unit, refundNo);
  const found = known === null ? null : await lockOrder(unit, known.orderNo);
  const refund = found === null ? null : ((await findRefund(unit, refundNo))?.refund ?? null);
  if (found === null || refund === null) throw new Refusal("not-found");
  return { refund, found };
}

async function note(unit: Unit, actor: string, action: string, { refundNo, amountFen, handReference }: Recorded) {
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action,
    subjectType: "payment_refund",
    subjectId: refundNo,
    facts: { amountFen: amountFen.toString(), reference: handReference },
  });
}

const settleByHand = (unit: Unit, actor: string, found: OrderWithVisit, refund: PaymentRefundRow) =>
  settleRefund(unit, actor, found, { refund, at: unit.now, journalOf: returnedByHandJournal });

export type HandReturn = { readonly refundNo: string; readonly reference: string; readonly paidOn: PlainDate };

/**
 * @returns whether it counts, or waits for a second person
 * Refuses "not-found", "refund-not-failed", "hand-paid-in-future" and "hand-reference-used".
 */
export async function recordHandReturn(context: Context, wish: HandReturn): Promise<"by_hand" | "hand_waiting"> {
  const { refundNo, reference, paidOn } = wish;
  return inTransaction(context, async (unit) => {
    const { refund, found } = await lockRefund(unit, refundNo);
    if (refund.state !== "failed") throw new Refusal("refund-not-failed");
    if (paidOn > localDateOf(unit.now)) throw new Refusal("hand-paid-in-future");
    if (await isHandReferenceUsed(unit, reference)) throw new Refusal("hand-reference-used", { reference });
    const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    const waits = needsSecondPerson(fen(refund.amountFen), BigInt(parameters.audit_bulk_second_fen));
    const state = waits ? "hand_waiting" : "by_hand";
    const hand = { handReference: reference, handPaidOn: paidOn, handBy: context.actor, handAt: asDate(unit.now) };
    await updateRefund(unit, refund.id, { state, ...hand });
    if (!waits) await settleByHand(unit, context.actor, found, refund);
    await note(unit, context.actor, "refund.by-hand", { ...refund, handReference: reference });
    return state;
  });
}

/**
 * The second person agrees, or gives it back to be recorded anew. Refuses "not-found", "refund-not-waiting" and "second-person-needed" for
 * whoever recorded it.
 */
export async function decideHandReturn(
  context: Context,
  refundNo: string,
  decision: "agree" | "give_back",
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { refund, found } = await lockRefund(unit, refundNo);
    if (refund.state !== "hand_waiting") throw new Refusal("refund-not-waiting");
    if (refund.handBy === context.actor) throw new Refusal("second-person-needed");
    if (decision === "agree") {
      await updateRefund(unit, refund.id, { state: "by_hand", handAgreedBy: context.actor });
      await settleByHand(unit, context.actor, found, refund);
    } else {
      const none = { handReference: null, handPaidOn: null, handBy: null, handAt: null };
      await updateRefund(unit, refund.id, { state: "failed", ...none });
    }
    await note(unit, context.actor, `refund.hand-${decision}`, refund);
  });
}
