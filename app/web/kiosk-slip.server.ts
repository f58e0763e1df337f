/** The slip of what has just been done, where the machine has a printer: it comes out by itself, nobody has to ask for it. */
import { prepareOwnSlip, type OwnSlipWish } from "#app/usecases/kiosk/prepare-own-slip.server.ts";
import { slipWords } from "#app/messages/kiosk-slip.ts";
import { prepareSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import type { Complained } from "#app/usecases/kiosk/speak-up.server.ts";
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

type Matter = {
  readonly told: Complained;
  /** What it is about, in the elder's language. */
  readonly subject: string;
  /** null for a matter without a name, also where somebody is identified. */
  readonly elderId: string | null;
};

/** The number of a matter on paper, when the answer is due, and how to ask for it. @returns the slip's id; null where none is printed */
export async function ticketSlip(
  { request, context, services, locale }: Guarded,
  { told, subject, elderId }: Matter,
): Promise<string | null> {
  const paired = await pairedKioskOf(request);
  if (paired?.equipment.printer !== true) return null;
  const { number, callBy, askingCode } = told;
  const words = slipWords[locale];
  const notes = askingCode === null ? [words.asking_number(number)] : [words.asking_code(askingCode), words.asking_how];
  const slip = { kind: "ticket", number, subject, answerBy: callBy, notes } as const;
  return prepareSlip(context, services.crypto, { elderId, deviceId: paired.deviceId, locale, slip });
}
