/**
 * Settles a notification that was believed: one transaction takes its number, locks the order, applies the state machine and posts the books.
 * A repeat finds the number and gets the same answer without a second effect.
 */
import { asDate } from "#app/domain/time/instant.ts";
import type { MerchantKnown } from "#app/domain/payments/judge-trade.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { Notice } from "#app/integrations/wechat-pay/notice.server.ts";
import { findNotice, insertNotice } from "#db/repositories/payment-orders.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { applyRefund, REFUND_FAULTS } from "./apply-refund.server.ts";
import { creditTrade } from "./credit-trade.server.ts";

const GATEWAY = "wechat";

export type ArrivedNotice = {
  readonly notice: Notice;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
};

/** accepted: nothing more to send. refused: kept, and nothing was credited. later: our order is not there yet, send it again. */
export type NoticeAnswer = { readonly kind: "accepted" | "refused" | "later"; readonly outcome: string };

const REFUSED = "refused:";

async function effectOf(unit: Unit, actor: string, notice: Notice, merchant: MerchantKnown): Promise<string> {
  if (notice.kind === "refund") {
    if (notice.merchantId !== merchant.merchantId) return `${REFUSED}merchant-differs`;
    const outcome = await applyRefund(unit, actor, notice.refund);
    return REFUND_FAULTS.some((one) => one === outcome) ? `${REFUSED}${outcome}` : outcome;
  }
  const verdict = await creditTrade(unit, actor, notice.trade, merchant);
  return verdict.kind === "refused" ? `${REFUSED}${verdict.fault}` : verdict.kind;
}

const answerOf = (outcome: string): NoticeAnswer => ({
  kind: outcome.startsWith(REFUSED) ? "refused" : "accepted",
  outcome,
});

/** Thrown inside the unit to leave nothing behind of a notice that came before our order. */
const NOT_YET = "notice-before-order";

export async function settlePaymentNotice(
  context: Context,
  merchant: MerchantKnown,
  { notice, headers, rawBody }: ArrivedNotice,
): Promise<NoticeAnswer> {
  try {
    return await inTransaction(context, async (unit) => {
      const known = await findNotice(unit, GATEWAY, notice.id);
      if (known !== null) return answerOf(known.outcome);
      const outcome = await effectOf(unit, context.actor, notice, merchant);
      if (outcome === "unknown-order" || outcome === "unknown-refund") throw new Refusal(NOT_YET);
      // Written with its outcome, behind the order's lock: whoever settles the same number at the same time waited there, and is told here.
      const first = await insertNotice(unit, {
        gateway: GATEWAY,
        noticeId: notice.id,
        receivedAt: asDate(unit.now),
        headers,
        rawBody,
        orderNo: notice.kind === "payment" ? notice.trade.orderNo : notice.refund.orderNo,
        outcome,
      });
      return answerOf(first ? outcome : ((await findNotice(unit, GATEWAY, notice.id))?.outcome ?? outcome));
    });
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === NOT_YET) return { kind: "later", outcome: NOT_YET };
    throw thrown;
  }
}
