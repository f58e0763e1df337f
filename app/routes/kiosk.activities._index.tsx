import { useLoaderData } from "@remix-run/react";
import { ActivitiesScreen } from "#app/kiosk/activity-screens.tsx";
import { showKioskActivities } from "#app/usecases/activities/show-activities.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { activityContext } from "#app/web/kiosk-activity.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";

export const loader = guarded({ action: "kiosk.use" }, async ({ request, actor, context }) => {
  const { street } = await kioskPlaceOf(request);
  const elderId = actor.kind === "elder" ? actor.elderId : null;
  return { activities: await showKioskActivities(activityContext(context), { streetId: street, elderId }) };
});

export default function Activities() {
  return <ActivitiesScreen {...useLoaderData<typeof loader>()} />;
}
