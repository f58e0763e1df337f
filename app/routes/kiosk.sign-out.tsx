import { redirect } from "@remix-run/node";
import { endKioskSession } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";
import { kioskTokenOf, wipeHeaders } from "#app/web/kiosk-cookies.server.ts";

async function wipe({ request, context }: Guarded): Promise<Response> {
  const token = await kioskTokenOf(request);
  if (token !== null) await endKioskSession(context, token);
  return redirect("/kiosk", { headers: await wipeHeaders() });
}

/** Where no script runs, the page that was left refreshes to this address. */
export const loader = guarded({ action: "session.end" }, wipe);

export const action = guarded({ action: "session.end" }, wipe);
