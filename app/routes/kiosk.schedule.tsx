import { useLoaderData } from "@remix-run/react";
import { ScheduleScreen } from "#app/kiosk/schedule-screens.tsx";
import { showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

export const loader = guarded({ action: "kiosk.personal" }, async ({ actor, context }) =>
  showSchedule(context, elderIdOf(actor)),
);

export default function Schedule() {
  const { name, visits, owed, toConfirm } = useLoaderData<typeof loader>();
  return <ScheduleScreen name={name} visits={visits} owed={owed} toConfirm={toConfirm} />;
}
