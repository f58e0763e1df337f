import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isRefusal } from "#app/domain/refusal.ts";
import { BookedScreen } from "#app/kiosk/schedule-screens.tsx";
import { usePrinting } from "#app/kiosk/use-printing.ts";
import { showBooked } from "#app/usecases/kiosk/show-schedule.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import { hasOwnShare } from "#app/usecases/payments/show-own-payment.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";
import { slipIn } from "#app/web/kiosk-slip.server.ts";

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context, services }) => {
  const visit = await showBooked(context, elderIdOf(actor), params["visitNo"] ?? "");
  const asked = new URL(request.url).searchParams;
  const said = asked.has("moved") ? "moved" : asked.has("kept") ? "kept" : "booked";
  const what = visit.isOff ? "undone" : said;
  const payTo =
    services.payments !== null && !visit.isOff && (await hasOwnShare(context, elderIdOf(actor), visit.visitNo))
      ? `/kiosk/pay/${visit.visitNo}`
      : null;
  return {
    slip: slipIn(asked),
    visit,
    what,
    mayUndo: what === "booked" && visit.mayUndo,
    isTooLate: asked.has("late"),
    payTo,
  } as const;
});

/** 撤销 */
export const action = guarded({ action: "kiosk.personal" }, async ({ params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  try {
    await undoBooking(context, elderIdOf(actor), visitNo);
    return redirect(`/kiosk/booked/${visitNo}`);
  } catch (thrown) {
    if (isRefusal(thrown, "undo-too-late")) return redirect(`/kiosk/booked/${visitNo}?late=1`);
    throw thrown;
  }
});

export default function Booked() {
  const { slip, ...booked } = useLoaderData<typeof loader>();
  return <BookedScreen {...booked} printing={usePrinting(booked.what === "booked" ? slip : null)} />;
}
