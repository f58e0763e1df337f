/** Marks the pages of a kiosk that its service worker may keep: those of requests that bore nothing of a visitor. */
import { isKioskAddress } from "../kiosk-machine.server.ts";
import { bearsNobody, KEPT_MARK, KEPT_MARK_VALUE } from "./kept-screens.ts";

export function markPublicScreen(request: Request, headers: Headers): void {
  if (isKioskAddress(request) && bearsNobody(request.headers.get("Cookie"))) headers.set(KEPT_MARK, KEPT_MARK_VALUE);
}
