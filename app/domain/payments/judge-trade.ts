/**
 * What the channel says of a trade, held against our order: merchant, app, amount and currency must be ours before a fen is credited. What does
 * not fit is kept with its fault and looked at by a person; nothing is credited in part.
 */
import type { Fen } from "../money/fen.ts";
import type { Instant } from "../time/instant.ts";
import { isPaid, stateAfter, type OrderState } from "./payment-order.ts";

export type TradeSaid = {
  readonly merchantId: string;
  readonly appId: string;
  readonly state: string;
  readonly transactionId: string | null;
  readonly amountFen: Fen | null;
  readonly currency: string | null;
  readonly paidAt: Instant | null;
};

export type OrderKnown = {
  readonly state: OrderState;
  readonly amountFen: Fen;
  readonly transactionId: string | null;
};

export type MerchantKnown = { readonly merchantId: string; readonly appId: string };

export type TradeFault =
  "merchant-differs" | "app-differs" | "amount-differs" | "currency-differs" | "facts-missing" | "transaction-differs";

export type TradeVerdict =
  | { readonly kind: "credit"; readonly transactionId: string; readonly paidAt: Instant; readonly late: boolean }
  /** The same payment again. */
  | { readonly kind: "known" }
  | { readonly kind: "not-paid" }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly fault: TradeFault };

const refused = (fault: TradeFault): TradeVerdict => ({ kind: "refused", fault });

/** A trade that was paid, also when some of it went back since. */
const PAID = ["SUCCESS", "REFUND"];
const GONE = ["CLOSED", "REVOKED", "PAYERROR"];

/** Judges a trade; pure, and the same for a notification and for the answer of a query. */
export function judgeTrade(said: TradeSaid, order: OrderKnown, merchant: MerchantKnown): TradeVerdict {
  if (said.merchantId !== merchant.merchantId) return refused("merchant-differs");
  if (!PAID.includes(said.state)) return { kind: GONE.includes(said.state) ? "gone" : "not-paid" };
  if (said.appId !== merchant.appId) return refused("app-differs");
  if (said.currency !== "CNY") return refused("currency-differs");
  if (said.amountFen !== order.amountFen) return refused("amount-differs");
  if (said.transactionId === null || said.paidAt === null) return refused("facts-missing");
  if (isPaid(order.state))
    return order.transactionId === said.transactionId ? { kind: "known" } : refused("transaction-differs");
  if (stateAfter(order.state, "pay") === null) return refused("facts-missing");
  const late = order.state === "closed" || order.state === "expired";
  return { kind: "credit", transactionId: said.transactionId, paidAt: said.paidAt, late };
}
