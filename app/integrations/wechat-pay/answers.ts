/** Forms of WeChat Pay's answers and notifications, read into the gateway's words. Unknown members are ignored; a missing one refuses. */
import * as z from "zod";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import { GatewayError } from "./gateway-error.ts";
import { REFUND_STATES, TRADE_STATES, type RefundTrade, type Trade } from "./payment-gateway.ts";

const amountFen = z.number().int().nonnegative();
/** RFC 3339 with an offset: 2018-06-08T10:34:56+08:00. */
const moment = z.string().refine((text) => Number.isFinite(Date.parse(text)) && /([+-]\d{2}:\d{2}|Z)$/.test(text));
const number = z.string().min(1).max(64);

export const nativeAnswer = z.object({ code_url: z.string().min(1).max(512) });
export const h5Answer = z.object({ h5_url: z.string().min(1).max(512) });
export const jsapiAnswer = z.object({ package: z.string().regex(/^prepay_id=.{1,64}$/) });
export const billAnswer = z.object({
  hash_type: z.literal("SHA1"),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.string().url(),
});

const tradeForm = z.object({
  out_trade_no: number,
  mchid: number,
  appid: z.string().max(64).default(""),
  trade_state: z.enum(TRADE_STATES),
  transaction_id: z.string().max(64).optional(),
  amount: z.object({ total: amountFen.optional(), currency: z.string().max(16).optional() }).optional(),
  success_time: z.union([moment, z.literal("")]).optional(),
});

const refundForm = z.object({
  out_trade_no: number,
  out_refund_no: number,
  refund_id: number,
  status: z.enum(REFUND_STATES),
  create_time: z.union([moment, z.literal("")]).optional(),
  success_time: z.union([moment, z.literal("")]).optional(),
  amount: z.object({ refund: amountFen, total: amountFen }),
});

/** A refund's notification names its state and its amounts as the query does, except that the state's member has another name. */
export const refundNoticeForm = refundForm
  .omit({ status: true })
  .extend({ refund_status: z.enum(REFUND_STATES), mchid: number })
  .transform(({ refund_status: status, ...rest }) => ({ ...rest, status }));

/** Parses an answer; throws GatewayError "untrusted-answer" when its form is not what the channel publishes. */
export function formed<T>(form: z.ZodType<T>, answer: unknown): T {
  const parsed = form.safeParse(answer);
  if (!parsed.success) throw new GatewayError("untrusted-answer", "form-unknown", null, { cause: parsed.error });
  return parsed.data;
}

export function tradeOf(answer: unknown): Trade {
  const found = formed(tradeForm, answer);
  return {
    orderNo: found.out_trade_no,
    merchantId: found.mchid,
    appId: found.appid,
    state: found.trade_state,
    transactionId: found.transaction_id ? found.transaction_id : null,
    amountFen: found.amount?.total === undefined ? null : fen(found.amount.total),
    currency: found.amount?.currency ?? null,
    paidAt: found.success_time ? instant(found.success_time) : null,
  };
}

export function refundOf(answer: unknown): RefundTrade {
  return refundTrade(formed(refundForm, answer));
}

export function refundTrade(found: z.infer<typeof refundForm>): RefundTrade {
  return {
    orderNo: found.out_trade_no,
    refundNo: found.out_refund_no,
    refundId: found.refund_id,
    state: found.status,
    refundFen: fen(found.amount.refund),
    totalFen: fen(found.amount.total),
    acceptedAt: found.create_time ? instant(found.create_time) : null,
    refundedAt: found.success_time ? instant(found.success_time) : null,
  };
}
