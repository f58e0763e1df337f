/** The slip of what has just been done, where the machine has a printer: it comes out by itself, nobody has to ask for it. */
import { prepareOwnSlip, type OwnSlipWish } from "#app/usecases/kiosk/prepare-own-slip.server.ts";
import type { Guarded } from "./guard.server.ts";
import { elderIdOf } from "./kiosk-elder.server.ts";
import { pairedKioskOf } from "./kiosk-machine.server.ts";

/** The slip that an address names; null for none. */
export const slipIn = (asked: URLSearchParams) => /^[0-9a-f-]{36}$/.exec(asked.get("slip") ?? "")?.[0] ?? null;

/** @returns `address`, with the slip's id where one is printed */
export async function withPrintedSlip(
  { request, actor, context, services, locale }: Guarded,
  address: string,
  wish: Pick<OwnSlipWish, "what" | "visitNo" | "activityId">,
): Promise<string> {
  const paired = await pairedKioskOf(request);
  if (paired?.equipment.printer !== true) return address;
  const slip = await prepareOwnSlip(context, services.crypto, { elderId: elderIdOf(actor), locale, ...wish });
  return `${address}${address.includes("?") ? "&" : "?"}slip=${slip}`;
}
