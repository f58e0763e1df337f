/** A call for help as a kiosk's request makes it: which machine, who is identified at it, and what the family would be told. */
import { kioskHelpWords } from "#app/messages/kiosk-help.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import type { HelpWish } from "#app/usecases/help/request-help.server.ts";
import { showKioskSite } from "#app/usecases/kiosk/show-kiosk-site.server.ts";
import type { Guarded } from "./guard.server.ts";
import { kioskPlaceOf } from "./kiosk-cookies.server.ts";

export async function helpWishOf(
  { request, actor, context, services }: Guarded,
  requestKey: string,
): Promise<HelpWish> {
  const { street, device } = await kioskPlaceOf(request);
  const wish = { requestKey, streetId: street, device };
  if (actor.kind !== "elder") return wish;
  const site = await showKioskSite(context, street);
  const place = kioskPageWords["zh-CN"].site(site["zh-CN"]);
  // Families are written to in Chinese, whatever language the screen has.
  const wording = (name: string) => kioskHelpWords["zh-CN"].message(name, place);
  return { ...wish, elderId: actor.elderId, contact: { crypto: services.crypto, wording } };
}
