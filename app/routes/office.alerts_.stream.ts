import { liveAlerts } from "#app/web/alert-live.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Server-sent events: the operations centre would look different now. */
export const loader = guarded({ action: "alert.read" }, async ({ request, actor }) => liveAlerts(request, actor));
