import { redirect } from "@remix-run/node";
import { openKioskPage } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { pageHeader } from "#app/web/kiosk-machine.server.ts";

/** The agent opens the browser here with the ticket of its start. It counts once, so the address that stays in the history opens nothing. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request, context }) => {
  const page = await openKioskPage(context, new URL(request.url).searchParams.get("ticket") ?? "");
  if (page === null) return redirect("/kiosk/closed");
  return redirect("/kiosk", { headers: { "Set-Cookie": await pageHeader(page) } });
});
