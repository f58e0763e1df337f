import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ActivityDoneScreen, ActivityScreen, type ActivityOutcome } from "#app/kiosk/activity-screens.tsx";
import { usePrinting } from "#app/kiosk/use-printing.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { showKioskActivity } from "#app/usecases/activities/show-activities.server.ts";
import { callOff, checkIn, signUp } from "#app/usecases/activities/sign-up.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { slipIn, withPrintedSlip } from "#app/web/kiosk-slip.server.ts";
import { activityContext } from "#app/web/kiosk-activity.server.ts";

const OUTCOMES: readonly string[] = ["joined", "waiting", "left", "there", "gone"] satisfies ActivityOutcome[];

const form = z.strictObject({ go: z.enum(["join", "leave", "check-in"]) });

export const loader = guarded({ action: "kiosk.use" }, async ({ request, params, actor, context }) => {
  const elderId = actor.kind === "elder" ? actor.elderId : null;
  const activity = await showKioskActivity(activityContext(context), params["activityId"] ?? "", elderId);
  const asked = new URL(request.url).searchParams;
  const said = asked.get("said");
  const outcome = said !== null && OUTCOMES.includes(said) ? (said as ActivityOutcome) : null;
  return { activity, outcome, slip: slipIn(asked) };
});

async function carryOut(given: Guarded, go: "join" | "leave" | "check-in", elderId: string): Promise<ActivityOutcome> {
  const context = activityContext(given.context);
  const who = { activityId: given.params["activityId"] ?? "", elderId };
  try {
    if (go === "join") return (await signUp(context, who)).state;
    if (go === "leave") {
      await callOff(context, given.services.crypto, who);
      return "left";
    }
    await checkIn(context, who);
    return "there";
  } catch (thrown) {
    if (isRefusal(thrown) && thrown.code.startsWith("activity-")) return "gone";
    throw thrown;
  }
}

export const action = guarded({ action: "kiosk.use" }, async (given) => {
  const activityId = given.params["activityId"] ?? "";
  const address = `/kiosk/activities/${activityId}`;
  const { value } = await readForm(given.request, form);
  if (value === null) return redirect(address);
  // Asked as late as possible: whoever identifies comes back here and confirms.
  if (given.actor.kind !== "elder")
    return redirect(`/kiosk/sign-in?${new URLSearchParams({ next: address }).toString()}`);
  const outcome = await carryOut(given, value.go, given.actor.elderId);
  const done = `${address}?said=${outcome}`;
  // Time, place and the number in line are taken along on paper.
  const isToKeep = outcome === "joined" || outcome === "waiting";
  return redirect(isToKeep ? await withPrintedSlip(given, done, { what: "activity", activityId }) : done);
});

export default function Activity() {
  const { activity, outcome, slip } = useLoaderData<typeof loader>();
  const printing = usePrinting(slip);
  return outcome === null ? (
    <ActivityScreen activity={activity} />
  ) : (
    <ActivityDoneScreen activity={activity} outcome={outcome} printing={printing} />
  );
}
