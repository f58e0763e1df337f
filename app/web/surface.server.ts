/** What the document says of itself: which surface it is, and how the reader wants to see it. The design tokens choose by it. */
import { isKioskAddress, kioskLayoutOf, kioskLookOf, kioskPlaceOf } from "./kiosk-cookies.server.ts";
import { pairedKioskOf } from "./kiosk-machine.server.ts";
import { phoneLookOf } from "./phone-look.server.ts";

/** Surface and preferences of the page that is asked for; everything outside the kiosk is a desk unless it says otherwise. */
export async function surfaceOf(request: Request) {
  if (!isKioskAddress(request)) {
    const isPhone = /^\/(family|worker)/.test(new URL(request.url).pathname);
    if (!isPhone) return { surface: "desk" as const, look: {} };
    return { surface: "phone" as const, look: await phoneLookOf(request) };
  }
  const look = await kioskLookOf(request);
  const layout = kioskLayoutOf(await kioskPlaceOf(request), look);
  // A paired kiosk was installed with its fonts: the list of web fonts would be the heaviest of its styles.
  const hasOwnFonts = (await pairedKioskOf(request)) !== null;
  return { surface: "kiosk" as const, look: { ...layout, contrast: look.contrast }, hasOwnFonts };
}
