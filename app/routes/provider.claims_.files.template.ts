import { guarded } from "#app/web/guard.server.ts";
import { templateResponse } from "#app/web/template.server.ts";

export const loader = guarded({ action: "claim.prepare" }, async ({ locale }) => templateResponse("claims", locale));
