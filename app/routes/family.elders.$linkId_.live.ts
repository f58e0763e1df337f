import { liveFamily } from "#app/web/family-live.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "family.use" }, liveFamily);
