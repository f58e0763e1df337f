/**
 * What a kiosk kept while there was no network. A call for help is stored with the moment of the touch; everything else becomes a ticket for
 * somebody who calls back. Each has the key that the kiosk gave it, so it is taken once however often it arrives.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { KioskWish } from "#app/domain/kiosk/device-message.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { TicketKind } from "#app/domain/tickets/ticket-kind.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { requestHelp } from "#app/usecases/help/request-help.server.ts";
import { openTicket } from "#app/usecases/tickets/open-ticket.server.ts";
import type { KioskRow } from "#db/repositories/kiosk-devices.ts";
import type { Context } from "#db/transaction.ts";

const TICKET_OF: Readonly<Record<Exclude<KioskWish["kind"], "help">, TicketKind>> = {
  visit: "book",
  complaint: "complaint",
  call_back: "call_back",
};

async function takeWish(context: Context, crypto: CryptoProvider, kiosk: KioskRow, wish: KioskWish): Promise<void> {
  if (wish.kind === "help") {
    await requestHelp(context, {
      requestKey: wish.id,
      streetId: kiosk.streetId,
      device: kiosk.deviceNo,
      touchedAgoMs: Math.max(0, context.now - wish.madeAtMs),
      ...(wish.dialled !== null && { dialledByKiosk: wish.dialled }),
    });
    return;
  }
  await openTicket(context, {
    kind: TICKET_OF[wish.kind],
    ...(wish.kind === "complaint" && { topic: "other", details: ["other"] }),
    summary: wish.choices.join(" "),
    streetId: kiosk.streetId,
    channel: "kiosk",
    callBackWanted: wish.phone !== null,
    ...(wish.phone !== null && { callBackPhone: { phone: wish.phone, crypto } }),
    source: { kind: "kiosk", ref: kiosk.deviceNo },
    requestKey: wish.id,
  });
}

/** @returns ids that need not be sent again: what was taken, now or before, and what no rule will ever take */
export async function takeWishes(
  context: Context,
  crypto: CryptoProvider,
  { kiosk, wishes }: { readonly kiosk: KioskRow; readonly wishes: readonly KioskWish[] },
): Promise<string[]> {
  const asKiosk = { ...context, scope: WHOLE_DISTRICT, actor: `kiosk:${kiosk.deviceNo}` };
  const taken: string[] = [];
  for (const wish of wishes) {
    try {
      await takeWish(asKiosk, crypto, kiosk, wish);
    } catch (thrown) {
      // One wish that a rule refuses must not hold up those behind it.
      if (!isRefusal(thrown)) throw thrown;
    }
    taken.push(wish.id);
  }
  return taken;
}
