import { useLoaderData } from "@remix-run/react";
import { RatedScreen } from "#app/kiosk/rate-screens.tsx";
import { showRated } from "#app/usecases/kiosk/rate-visit.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const shown = await showRated(context, elderIdOf(actor), params["visitNo"] ?? "");
  const asked = new URL(request.url).searchParams.get("ticket");
  return { ...shown, ticket: asked !== null && /^\d{4}$/.test(asked) ? asked : null };
});

export default function Rated() {
  return <RatedScreen {...useLoaderData<typeof loader>()} />;
}
