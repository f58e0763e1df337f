import { useLoaderData } from "@remix-run/react";
import { HelpScreen } from "#app/kiosk/help-screen.tsx";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => ({
  returnTo: safeRedirectPath(new URL(request.url).searchParams.get("returnTo"), "/kiosk/home"),
}));

export default function Help() {
  const { returnTo } = useLoaderData<typeof loader>();
  return <HelpScreen state={{ kind: "numbers" }} returnTo={returnTo} />;
}
