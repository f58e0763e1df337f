import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  asksHowLong,
  OWN_CANCEL_REASONS,
  STAY_LENGTHS,
  stayUntil,
  type OwnCancelReason,
  type StayLength,
} from "#app/domain/visits/own-cancellation.ts";
import { CancelScreen } from "#app/kiosk/visit-screens.tsx";
import { KIOSK_TASKS, scheduleWords } from "#app/messages/kiosk-schedule.ts";
import { cancelOwnVisit } from "#app/usecases/kiosk/cancel-own-visit.server.ts";
import { showOwnVisit } from "#app/usecases/kiosk/show-schedule.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

type Chosen = { readonly reason: OwnCancelReason | null; readonly stay: StayLength | null };

function chosenIn(request: Request): Chosen {
  const asked = new URL(request.url).searchParams;
  return {
    reason: OWN_CANCEL_REASONS.find((one) => one === asked.get("reason")) ?? null,
    stay: STAY_LENGTHS.find((one) => one === asked.get("stay")) ?? null,
  };
}

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const { name, visit } = await showOwnVisit(context, elderIdOf(actor), visitNo);
  if (!visit.isCancellable) throw redirect(`/kiosk/visit/${visitNo}`);
  return { name, visit, ...chosenIn(request) };
});

/** What staff read; offices work in Chinese whatever the elder's screen says. */
function summaryOf({ reason, stay }: Chosen, from: Parameters<typeof stayUntil>[1]): string {
  const words = scheduleWords["zh-CN"];
  const length = stay ?? "unknown";
  return KIOSK_TASKS.suspension(words[reason ?? "other"], words[length], stayUntil(length, from));
}

export const action = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const chosen = chosenIn(request);
  const { reason, stay } = chosen;
  if (reason === null || (asksHowLong(reason) && stay === null)) return redirect(`/kiosk/cancel/${visitNo}`);
  const elderId = elderIdOf(actor);
  try {
    const { visit } = await showOwnVisit(context, elderId, visitNo);
    const summary = summaryOf(chosen, visit.date);
    const ticket = await cancelOwnVisit(context, { elderId, visitNo, reason, summary });
    if (ticket !== null) return redirect(`/kiosk/told?what=cancelled&ticket=${ticket}`);
    return redirect(`/kiosk/told?what=${visit.isPrivate ? "cancelled-private" : "cancelled"}`);
  } catch (thrown) {
    // Begun, over or too close meanwhile: the visit's own screen says what can be done.
    if (isRefusal(thrown, "visit-too-close") || isRefusal(thrown, "visit-cannot-cancel"))
      return redirect(`/kiosk/visit/${visitNo}`);
    throw thrown;
  }
});

export default function Cancel() {
  return <CancelScreen {...useLoaderData<typeof loader>()} />;
}
