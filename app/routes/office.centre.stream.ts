import { showCentreVersion } from "#app/usecases/centre/centre-version.server.ts";
import { liveCentre } from "#app/web/centre-live.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Server-sent events: seats, calls or alarms of the operations centre would look different now. */
export const loader = guarded({ action: "centre.read" }, async ({ request, actor }) =>
  liveCentre(request, actor, { action: "centre.read", version: showCentreVersion }),
);
