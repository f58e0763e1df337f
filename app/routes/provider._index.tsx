import { redirect } from "@remix-run/node";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "provider.inbox" }, async () => redirect("/provider/inbox"));
