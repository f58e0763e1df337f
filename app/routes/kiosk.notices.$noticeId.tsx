import { useLoaderData } from "@remix-run/react";
import { NoticeScreen } from "#app/kiosk/notice-screens.tsx";
import { showKioskNotice } from "#app/usecases/kiosk/read-notices.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "kiosk.use" }, async ({ params, context }) => ({
  notice: await showKioskNotice(context, params["noticeId"] ?? ""),
}));

export default function Notice() {
  return <NoticeScreen {...useLoaderData<typeof loader>()} />;
}
