import { showDeskVersion } from "#app/usecases/screens/show-desk-version.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { liveDesk } from "#app/web/live-desk.server.ts";

/** Server-sent events: the inbox would look different now. */
export const loader = guarded({ action: "provider.inbox" }, async ({ request, actor, context }) =>
  liveDesk(request, actor, { subject: context.scope.provider, action: "provider.inbox", version: showDeskVersion }),
);
