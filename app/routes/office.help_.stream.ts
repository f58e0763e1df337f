import { HELP_DESK } from "#app/domain/help/help-request.ts";
import { showHelpVersion } from "#app/usecases/help/show-help-desk.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { liveDesk } from "#app/web/live-desk.server.ts";

/** Server-sent events: the calls for help would look different now. */
export const loader = guarded({ action: "help.read" }, async ({ request, actor }) =>
  liveDesk(request, actor, { subject: HELP_DESK, action: "help.read", version: showHelpVersion }),
);
