import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { CallMeScreen } from "#app/kiosk/told-screens.tsx";
import { KIOSK_TASKS } from "#app/messages/kiosk-schedule.ts";
import { askForOwnCall, CALL_ABOUT, showOwnPhone } from "#app/usecases/kiosk/ask-for-call.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ key: z.string().min(1).max(60) });

const BACK = {
  booking: "/kiosk/book",
  schedule: "/kiosk/schedule",
  allowance: "/kiosk/allowance",
  suspension: "/kiosk/book",
} as const;

const aboutOf = (asked: URLSearchParams) => CALL_ABOUT.find((one) => one === asked.get("about")) ?? "schedule";

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, actor, context, services }) => {
  const asked = new URL(request.url).searchParams;
  const visit = asked.get("visit");
  const about = aboutOf(asked);
  return {
    ...(await showOwnPhone(context, services.crypto, elderIdOf(actor))),
    requestKey: randomUUID(),
    backTo: visit === null ? BACK[about] : `/kiosk/visit/${encodeURIComponent(visit)}`,
  };
});

/** 请客服打给我 */
export const action = guarded({ action: "kiosk.personal" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const { value } = await readForm(request, form);
  if (value === null) return redirect("/kiosk/call-me");
  const about = aboutOf(asked);
  const ticket = await askForOwnCall(context, {
    elderId: elderIdOf(actor),
    about,
    visitNo: asked.get("visit"),
    summary: KIOSK_TASKS.call[about],
    requestKey: value.key,
  });
  return redirect(`/kiosk/told?what=called&ticket=${ticket}`);
});

export default function CallMe() {
  return <CallMeScreen {...useLoaderData<typeof loader>()} />;
}
