import { Outlet } from "@remix-run/react";
import type { FamilyFrame } from "#app/components/family-shell.tsx";
import { listOwnElders } from "#app/usecases/family/family-context.server.ts";
import { countNewNotices } from "#app/usecases/family/list-own-notices.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Who signed in may see whom: asked anew with every page, because an elder may end a link at any time. */
export const loader = guarded({ action: "family.use" }, async ({ actor, context }): Promise<FamilyFrame> => ({
  elders: await listOwnElders(context, memberIdOf(actor)),
  unread: await countNewNotices(context, memberIdOf(actor)),
}));

export default function Family() {
  return <Outlet />;
}
