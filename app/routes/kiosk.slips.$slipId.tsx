import { useLoaderData } from "@remix-run/react";
import { usePrinting } from "#app/kiosk/use-printing.ts";
import { SlipScreen } from "#app/kiosk/slip-screen.tsx";
import { showSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

/** A slip with a name is shown to whose it is; one of nobody to who has its number. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request, params, actor, context, services }) => {
  const elderId = actor.kind === "elder" ? actor.elderId : null;
  const back = safeRedirectPath(new URL(request.url).searchParams.get("back"), "/kiosk/home");
  return { slip: await showSlip(context, services.crypto, { slipId: params["slipId"] ?? "", elderId }), back };
});

export default function Slip() {
  const { slip, back } = useLoaderData<typeof loader>();
  return <SlipScreen slip={slip} backTo={back} printing={usePrinting(slip.slipId)} />;
}
