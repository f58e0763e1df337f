/** Somebody at a kiosk wants a visit and leaves a telephone: the street's office calls back. Nothing is booked yet. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";

export type VisitWish = {
  /** Of the machine; an unknown one stands in the first street. */
  readonly streetId: number;
  /** The same key opens one ticket, however often it is sent. */
  readonly requestKey: string;
  readonly phone: string;
  readonly crypto: CryptoProvider;
};

export async function wishVisit(context: Context, { streetId, requestKey, phone, crypto }: VisitWish): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const streets = await listStreets(unit);
    await openTicketIn(unit, context.actor, {
      kind: "book",
      streetId: streets.find(({ id }) => id === streetId)?.id ?? streets[0]?.id ?? streetId,
      channel: "kiosk",
      callBackWanted: true,
      callBackPhone: { phone, crypto },
      source: { kind: "kiosk_call", ref: "booking" },
      requestKey,
    });
  });
}
