import { redirect } from "@remix-run/node";
import { AttractScreen } from "#app/kiosk/attract-screen.tsx";
import { useKiosk } from "#app/kiosk/surroundings.tsx";
import { guarded } from "#app/web/guard.server.ts";
import { kioskPlaceOf, placeHeader } from "#app/web/kiosk-cookies.server.ts";

/** The address says once which machine this is: /kiosk?orient=landscape&street=3. It is kept, and the address is plain again. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => {
  if (new URL(request.url).search === "") return null;
  throw redirect("/kiosk", { headers: { "Set-Cookie": await placeHeader(await kioskPlaceOf(request)) } });
});

export default function Attract() {
  const { machine } = useKiosk();
  return <AttractScreen startTo="/kiosk/home" readsCards={machine?.equipment.reader === true} />;
}
