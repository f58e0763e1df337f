import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { PayScreen } from "#app/kiosk/pay-screen.tsx";
import { showOwnPayment } from "#app/usecases/payments/show-own-payment.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ step: z.enum(["code", "simulate"]) });

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context, services }) => {
  const visitNo = params["visitNo"] ?? "";
  const { orderNo: _orderNo, ...shown } = await showOwnPayment(context, elderIdOf(actor), visitNo);
  const isAway = services.payments === null || new URL(request.url).searchParams.has("away");
  return {
    ...shown,
    stage: isAway && shown.stage === "split" ? ("away" as const) : shown.stage,
    backTo: `/kiosk/booked/${visitNo}`,
    isSimulated: services.payments?.payAsPerson != null,
  };
});

/** Shows a code to pay with; in a demonstration, counts it as scanned. */
export const action = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context, services }) => {
  const visitNo = params["visitNo"] ?? "";
  const elderId = elderIdOf(actor);
  const { value } = await readForm(request, form);
  const { payments } = services;
  if (value === null) throw new Response("400", { status: 400 });
  if (payments === null) return redirect(`/kiosk/pay/${visitNo}?away=1`);
  if (value.step === "simulate") {
    const { orderNo } = await showOwnPayment(context, elderId, visitNo);
    if (orderNo !== null) await payments.payAsPerson?.(orderNo);
    return redirect(`/kiosk/pay/${visitNo}`);
  }
  try {
    await startPayment(context, payments.gateway, { visitNo, elderId, way: { method: "native" } });
    return redirect(`/kiosk/pay/${visitNo}`);
  } catch (thrown) {
    if (isRefusal(thrown, "payment-channel-away")) return redirect(`/kiosk/pay/${visitNo}?away=1`);
    if (isRefusal(thrown, "paid-already")) return redirect(`/kiosk/pay/${visitNo}`);
    throw thrown;
  }
});

export default function Pay() {
  return <PayScreen {...useLoaderData<typeof loader>()} />;
}
