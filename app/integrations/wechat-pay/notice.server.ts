/**
 * A notification of WeChat Pay from its raw bytes to a fact: signature first, form second, seal third. Nothing of the body is looked at
 * before the signature held; who the merchant is and what the amount should be is compared by the use case.
 */
import * as z from "zod";
import type { Instant } from "#app/domain/time/instant.ts";
import { formed, refundNoticeForm, refundTrade, tradeOf } from "./answers.ts";
import { isGatewayError } from "./gateway-error.ts";
import type { Merchant } from "./merchant.server.ts";
import { signatureFault, type SignatureFault, type SignedHeaders } from "./message-signature.server.ts";
import type { RefundTrade, Trade } from "./payment-gateway.ts";
import { openResource, RESOURCE_ALGORITHM } from "./sealed-resource.server.ts";

export const NOTICE_BYTES_MOST = 64 * 1024;

export type NoticeFault = SignatureFault | "too-long" | "form-unknown" | "algorithm-unknown" | "seal-broken";

export type Notice =
  | { readonly kind: "payment"; readonly id: string; readonly trade: Trade }
  | { readonly kind: "refund"; readonly id: string; readonly merchantId: string; readonly refund: RefundTrade };

export type OpenedNotice =
  { readonly ok: true; readonly notice: Notice } | { readonly ok: false; readonly fault: NoticeFault };

const envelope = z.object({
  id: z.string().min(1).max(64),
  event_type: z.enum(["TRANSACTION.SUCCESS", "REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED"]),
  resource: z.object({
    algorithm: z.string(),
    ciphertext: z.string().min(1),
    nonce: z.string().min(1).max(64),
    associated_data: z.string().max(64).nullish(),
  }),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readNotice(id: string, kind: Notice["kind"], plain: string): Notice | null {
  try {
    if (kind === "payment") return { kind, id, trade: tradeOf(parsed(plain)) };
    const refund = formed(refundNoticeForm, parsed(plain));
    return { kind, id, merchantId: refund.mchid, refund: refundTrade(refund) };
  } catch (thrown) {
    if (isGatewayError(thrown)) return null;
    throw thrown;
  }
}

/** Believes a notification or names the reason not to. Throws nothing. */
export function openNotice(
  message: { readonly headers: SignedHeaders; readonly rawBody: Uint8Array },
  merchant: Pick<Merchant, "apiV3Key" | "platformKeys">,
  now: Instant,
): OpenedNotice {
  if (message.rawBody.length > NOTICE_BYTES_MOST) return { ok: false, fault: "too-long" };
  const fault = signatureFault(message.headers, message.rawBody, { keys: merchant.platformKeys, now });
  if (fault !== null) return { ok: false, fault };
  const form = envelope.safeParse(parsed(Buffer.from(message.rawBody).toString("utf8")));
  if (!form.success) return { ok: false, fault: "form-unknown" };
  const { id, event_type: eventType, resource } = form.data;
  if (resource.algorithm !== RESOURCE_ALGORITHM) return { ok: false, fault: "algorithm-unknown" };
  const plain = openResource({ ...resource, associatedData: resource.associated_data ?? null }, merchant.apiV3Key);
  if (plain === null) return { ok: false, fault: "seal-broken" };
  const notice = readNotice(id, eventType === "TRANSACTION.SUCCESS" ? "payment" : "refund", plain);
  return notice === null ? { ok: false, fault: "form-unknown" } : { ok: true, notice };
}
