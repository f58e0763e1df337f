import { showAlertVersion } from "#app/usecases/alerts/show-alerts.server.ts";
import { liveCentre } from "#app/web/centre-live.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Server-sent events: the list of alerts would look different now. */
export const loader = guarded({ action: "alert.read" }, async ({ request, actor }) =>
  liveCentre(request, actor, { action: "alert.read", version: showAlertVersion }),
);
