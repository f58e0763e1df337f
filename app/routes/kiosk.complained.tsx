import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ComplainedScreen } from "#app/kiosk/complain-screens.tsx";
import { usePrinting } from "#app/kiosk/use-printing.ts";
import { guarded } from "#app/web/guard.server.ts";
import { toldOf } from "#app/web/kiosk-cookies.server.ts";

/** The number and, without a name, the code: told once, kept in no address. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => {
  const told = await toldOf(request);
  if (told === null) throw redirect("/kiosk/home");
  return told;
});

export default function Complained() {
  const { slip, ...told } = useLoaderData<typeof loader>();
  return <ComplainedScreen {...told} printing={usePrinting(slip)} />;
}
