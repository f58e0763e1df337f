import { useLoaderData } from "@remix-run/react";
import { NoticesScreen } from "#app/kiosk/notice-screens.tsx";
import { showKioskNotices } from "#app/usecases/kiosk/read-notices.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";

export const loader = guarded({ action: "kiosk.use" }, async ({ request, context }) => ({
  notices: await showKioskNotices(context, (await kioskPlaceOf(request)).street),
}));

export default function Notices() {
  return <NoticesScreen {...useLoaderData<typeof loader>()} />;
}
