import { useLoaderData } from "@remix-run/react";
import { ClosedMachineScreen } from "#app/kiosk/machine-screens.tsx";
import { guarded } from "#app/web/guard.server.ts";
import { kioskMachineOf } from "#app/web/kiosk-machine.server.ts";

/** A machine that may open nothing else: taken out of use, or not paired. Help stays. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => ({
  why: (await kioskMachineOf(request)).kind === "revoked" ? ("revoked" as const) : ("unpaired" as const),
}));

export default function Closed() {
  return <ClosedMachineScreen {...useLoaderData<typeof loader>()} />;
}
