import { guarded } from "#app/web/guard.server.ts";
import { liveDesk } from "#app/web/live-desk.server.ts";

/** Server-sent events: the inbox would look different now. */
export const loader = guarded({ action: "provider.inbox" }, async ({ request, actor }) => liveDesk(request, actor));
