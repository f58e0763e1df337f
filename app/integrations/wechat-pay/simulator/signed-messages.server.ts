/** Answers and notifications as the channel signs and seals them; also the wrong ones, which a test sends to see them refused. */
import { createPublicKey, createSign, createVerify, randomBytes } from "node:crypto";
import { isoText, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { sealResource } from "../sealed-resource.server.ts";
import { SIGNATURE_TYPE } from "../message-signature.server.ts";
import type { PlacedOrder, PlacedRefund } from "./channel.ts";
import type { SimulatedAccount } from "./simulated-account.server.ts";

export type SignedMessage = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** A body with the five headers of the channel. */
export function signedMessage(account: SimulatedAccount, body: string, now: Instant): SignedMessage {
  const [timestamp, nonce] = [String(Math.floor(now / 1_000)), randomBytes(16).toString("hex")];
  const signature = createSign("RSA-SHA256")
    .update(`${timestamp}\n${nonce}\n${body}\n`)
    .sign(account.platformKeyPem, "base64");
  return {
    headers: {
      "Content-Type": "application/json",
      "Wechatpay-Serial": account.publicKeyId,
      "Wechatpay-Timestamp": timestamp,
      "Wechatpay-Nonce": nonce,
      "Wechatpay-Signature": signature,
      "Wechatpay-Signature-Type": SIGNATURE_TYPE,
    },
    body,
  };
}

/** "2018-06-08T10:34:56+08:00" */
export function channelTime(at: number): string {
  return `${isoText(plusMinutes(at as Instant, 8 * 60)).slice(0, 19)}+08:00`;
}

/** The answer of a query, which is also what a notification seals. */
export function tradeBody(account: SimulatedAccount, order: PlacedOrder): Record<string, unknown> {
  const paid =
    order.transactionId === null
      ? {}
      : {
          transaction_id: order.transactionId,
          trade_type: order.tradeType,
          success_time: channelTime(order.paidAt ?? 0),
          payer: { openid: "simulated" },
        };
  return {
    appid: account.appId,
    mchid: account.merchantId,
    out_trade_no: order.orderNo,
    trade_state: order.state,
    trade_state_desc: order.state,
    ...paid,
    amount: { total: order.totalFen, payer_total: order.totalFen, currency: "CNY", payer_currency: "CNY" },
  };
}

export function refundBody(order: PlacedOrder, refund: PlacedRefund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.refundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.orderNo,
    channel: "ORIGINAL",
    user_received_account: "simulated",
    create_time: channelTime(refund.askedAt),
    ...(refund.refundedAt === null ? {} : { success_time: channelTime(refund.refundedAt) }),
    status: refund.state,
    amount: { total: order.totalFen, refund: refund.refundFen, payer_refund: refund.refundFen, currency: "CNY" },
  };
}

export type NoticeContent = {
  /** The same id on every repeat of the notification. */
  readonly id: string;
  readonly eventType: "TRANSACTION.SUCCESS" | "REFUND.SUCCESS" | "REFUND.ABNORMAL";
  readonly plain: Readonly<Record<string, unknown>>;
};

export function paymentNotice(account: SimulatedAccount, order: PlacedOrder): NoticeContent {
  return { id: `P-${order.transactionId ?? ""}`, eventType: "TRANSACTION.SUCCESS", plain: tradeBody(account, order) };
}

export function refundNotice(account: SimulatedAccount, order: PlacedOrder, refund: PlacedRefund): NoticeContent {
  const { status, ...rest } = refundBody(order, refund);
  return {
    id: refund.state === "ABNORMAL" ? `A-${refund.refundId}` : `R-${refund.refundId}`,
    eventType: refund.state === "ABNORMAL" ? "REFUND.ABNORMAL" : "REFUND.SUCCESS",
    plain: { mchid: account.merchantId, ...rest, refund_status: status },
  };
}

/** Sealed and signed; each sending has a new nonce, timestamp and signature. */
export function sentNotice(account: SimulatedAccount, content: NoticeContent, now: Instant): SignedMessage {
  const kind = content.eventType === "TRANSACTION.SUCCESS" ? "transaction" : "refund";
  const sealed = sealResource(JSON.stringify(content.plain), account.apiV3Key, {
    nonce: randomBytes(6).toString("hex"),
    associatedData: kind,
  });
  const body = JSON.stringify({
    id: content.id,
    create_time: channelTime(now),
    event_type: content.eventType,
    resource_type: "encrypt-resource",
    resource: {
      algorithm: sealed.algorithm,
      original_type: kind,
      ciphertext: sealed.ciphertext,
      nonce: sealed.nonce,
      associated_data: sealed.associatedData,
    },
  });
  return signedMessage(account, body, now);
}

/** Whether a request is signed by the merchant as the channel demands: method, path with query, timestamp, nonce, body. */
export function isSignedByMerchant(
  account: SimulatedAccount,
  request: { readonly method: string; readonly target: string; readonly body: string; readonly authorization: string },
): boolean {
  const [scheme = "", ...rest] = request.authorization.split(" ");
  const parts = new Map(
    rest
      .join(" ")
      .split(",")
      .map((part) => /^(\w+)="([^"]*)"$/.exec(part.trim()))
      .map((match): [string, string] => [match?.[1] ?? "", match?.[2] ?? ""]),
  );
  if (scheme !== SIGNATURE_TYPE || parts.get("mchid") !== account.merchantId) return false;
  if (parts.get("serial_no") !== account.serial) return false;
  const message = `${request.method}\n${request.target}\n${parts.get("timestamp") ?? ""}\n${parts.get("nonce_str") ?? ""}\n${request.body}\n`;
  return createVerify("RSA-SHA256")
    .update(message)
    .verify(createPublicKey(account.merchantKeyPem), parts.get("signature") ?? "", "base64");
}
