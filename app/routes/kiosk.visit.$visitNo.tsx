import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { OneVisitScreen, WasItDoneScreen } from "#app/kiosk/visit-screens.tsx";
import { answerWhetherServed } from "#app/usecases/kiosk/rate-visit.server.ts";
import { showOwnVisit } from "#app/usecases/kiosk/show-schedule.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ answer: z.enum(["came", "nobody", "unsure"]) });

export const loader = guarded({ action: "kiosk.personal" }, async ({ params, actor, context }) =>
  showOwnVisit(context, elderIdOf(actor), params["visitNo"] ?? ""),
);

/** 昨天的服务做了吗？ */
export const action = guarded({ action: "kiosk.own" }, async ({ request, params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) return redirect(`/kiosk/visit/${visitNo}`);
  const { device } = await kioskPlaceOf(request);
  try {
    const { answer } = value;
    const ticket = await answerWhetherServed(context, { elderId: elderIdOf(actor), visitNo, device, answer });
    const told = new URLSearchParams({ what: answer, visit: visitNo, ...(ticket !== null && { ticket }) });
    return redirect(`/kiosk/told?${told.toString()}`);
  } catch (thrown) {
    // Answered elsewhere meanwhile: the schedule says what is still asked.
    if (isRefusal(thrown, "already-answered")) return redirect("/kiosk/schedule");
    throw thrown;
  }
});

export default function Visit() {
  const { name, visit, today, asksPresence } = useLoaderData<typeof loader>();
  if (asksPresence) return <WasItDoneScreen name={name} visit={visit} today={today} />;
  return <OneVisitScreen name={name} visit={visit} />;
}
