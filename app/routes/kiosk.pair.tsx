import { useLoaderData } from "@remix-run/react";
import { groupedPairingCode, readPairingCode } from "#app/domain/kiosk/pairing-code.ts";
import { PairScreen } from "#app/kiosk/machine-screens.tsx";
import { guarded } from "#app/web/guard.server.ts";

/** The code of a machine that is not paired yet, as its agent was given it; the page itself asks nothing and knows nothing else. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => {
  const code = readPairingCode(new URL(request.url).searchParams.get("code") ?? "");
  return { code: code === null ? null : groupedPairingCode(code) };
});

export default function Pair() {
  return <PairScreen {...useLoaderData<typeof loader>()} />;
}
