/** The steps of a payment on the family's phone: hand it over to WeChat, ask how it stands, call it off. */
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { openidOf } from "#app/usecases/family/family-sign-in.server.ts";
import { cancelPayment } from "#app/usecases/payments/cancel-payment.server.ts";
import { checkPayment } from "#app/usecases/payments/check-payment.server.ts";
import { showFamilyPayment } from "#app/usecases/payments/family-bills.server.ts";
import { startPayment, type PaymentWish, type StartedPayment } from "#app/usecases/payments/start-payment.server.ts";
import { familyElderOf, memberIdOf } from "./family-elder.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";
import type { Services } from "./services.server.ts";

const form = z.strictObject({ step: z.enum(["pay", "check", "cancel"]) });

type HandedOver =
  | {
      readonly to: "bridge";
      readonly call: Extract<StartedPayment["invitation"], { method: "jsapi" }>["call"];
    }
  | { readonly to: "address"; readonly address: string };

type Answer = {
  readonly said: "away" | "cancelled" | "need_wechat" | null;
  readonly handOver: HandedOver | null;
};

const answer = (said: Answer["said"], handOver: HandedOver | null = null): Answer => ({ said, handOver });

/** WeChat's own browser names itself so; a page in it pays by the bridge, any other by WeChat's page. */
const isInWechat = (request: Request) => /MicroMessenger/i.test(request.headers.get("user-agent") ?? "");

async function wayOf({ request, actor, context, services, address }: Guarded): Promise<PaymentWish["way"] | null> {
  if (!isInWechat(request)) return { method: "h5", clientAddress: address };
  const openId = await openidOf(context, services.crypto, memberIdOf(actor));
  return openId === null ? null : { method: "jsapi", openId };
}

/** Where the person goes: in a demonstration to the page that stands in for WeChat, which is given just what WeChat would be. */
function handOverOf(
  { invitation }: StartedPayment,
  { payments, environment }: Pick<Services, "payments" | "environment">,
  back: string,
): HandedOver {
  if (invitation.method === "native") throw new Error("a phone shows no code");
  const isOnBridge = invitation.method === "jsapi" && environment.demoCashier === "bridge";
  if (payments?.cashier != null && !isOnBridge) {
    const ticket: Record<string, string> =
      invitation.method === "jsapi"
        ? { ...invitation.call }
        : { prepay_id: new URL(invitation.h5Url).searchParams.get("prepay_id") ?? "" };
    return { to: "address", address: `/family/cashier?${new URLSearchParams({ ...ticket, back }).toString()}` };
  }
  if (invitation.method === "jsapi") return { to: "bridge", call: invitation.call };
  const address = new URL(invitation.h5Url);
  address.searchParams.set("redirect_url", new URL(back, environment.publicOrigin).href);
  return { to: "address", address: address.href };
}

export async function takePaymentStep(given: Guarded): Promise<Answer> {
  const { request, params, services } = given;
  const family = await familyElderOf(given, "pay");
  const { context, elderId } = family;
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { payments } = services;
  if (payments === null) return answer("away");
  const { orderNo } = await showFamilyPayment(family, visitNo);
  try {
    if (value.step === "pay") {
      const way = await wayOf(given);
      if (way === null) return answer("need_wechat");
      const wish = { visitNo, elderId, payerLinkId: family.elder.linkId, way };
      const back = `/family/elders/${family.elder.linkId}/pay/${visitNo}`;
      return answer(null, handOverOf(await startPayment(context, payments.gateway, wish), services, back));
    }
    if (orderNo === null) return answer(null);
    if (value.step === "check") await checkPayment(context, payments, { orderNo, elderId });
    else await cancelPayment(context, payments.gateway, { orderNo, elderId });
    return answer(value.step === "cancel" ? "cancelled" : null);
  } catch (thrown) {
    if (isRefusal(thrown, "payment-channel-away")) return answer("away");
    // Somebody was faster: what the page shows next says so, once the channel was asked.
    if (!isRefusal(thrown, "paid-already")) throw thrown;
    if (orderNo !== null) await checkPayment(context, payments, { orderNo, elderId });
    return answer(null);
  }
}
