/** A visit booked on behalf during a call: the kiosk's booking, with the consent that was given aloud in the same unit of work (代办). */
import { CONSENT_WORDS_VERSION, requireConsent } from "#app/domain/centre/consent.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { insertConsent, updateCall } from "#db/repositories/centre-calls.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { bookVisitIn, orTaken, type BookingWish } from "../kiosk/book-visit.server.ts";
import { numberFactsOf } from "./call-number.server.ts";
import { requireChecked, requireOpenFile } from "./check-caller.server.ts";
import { noteCall } from "./take-calls.server.ts";

/** Refuses as `requireOpenFile` and `requireChecked`. */
export async function showCallBooking(context: Context, crypto: CryptoProvider, callNo: number) {
  return inTransaction(context, async (unit) => {
    const { call, elder } = await requireOpenFile(unit, context.actor, callNo);
    await requireChecked(unit, crypto, call, elder);
    const { givers, bookingLink } = await numberFactsOf(unit, crypto, call, elder);
    return {
      callNo,
      elderId: elder.elder.id,
      elderNo: elder.elder.elderNo,
      name: elder.elder.name,
      givers,
      familyName: bookingLink?.name ?? null,
    };
  });
}

export type SpokenBooking = Omit<BookingWish, "elderId"> & {
  readonly callNo: number;
  readonly giver: string;
  readonly saidYes: boolean;
  /** As they were read out. */
  readonly words: string;
};

/**
 * @returns the visit's number
 * Refuses as above, as `requireConsent`, and as the kiosk's booking: "slot-taken", "slot-unknown", "basket-not-open", "month-full".
 */
export async function bookInCall(context: Context, crypto: CryptoProvider, spoken: SpokenBooking): Promise<string> {
  const { callNo, basket, slot, giver, saidYes, words } = spoken;
  return orTaken(
    inTransaction(context, async (unit) => {
      const { call, elder } = await requireOpenFile(unit, context.actor, callNo);
      await requireChecked(unit, crypto, call, elder);
      const facts = await numberFactsOf(unit, crypto, call, elder);
      const consentedBy = requireConsent(facts, { giver, saidYes });
      const { id: elderId, elderNo, name } = elder.elder;
      const { id: visitId, visitNo } = await bookVisitIn(unit, {
        actor: `${context.actor} for elder:${elderNo}`,
        wish: { elderId, basket, slot },
        payer: "government",
        origin: "hotline",
      });
      const link = consentedBy === "family" ? facts.bookingLink : null;
      await insertConsent(unit, {
        callId: call.id,
        elderId,
        purpose: "book",
        consentedBy,
        name: link?.name ?? name,
        linkId: link?.id ?? null,
        words,
        wordsVersion: CONSENT_WORDS_VERSION,
        visitId,
        by: context.actor,
      });
      await updateCall(unit, call.id, { purpose: "book" });
      await announceAlerts(unit);
      await noteCall(unit, context.actor, call, { action: "book", facts: { visit: visitNo, consent: consentedBy } });
      return visitNo;
    }),
  );
}
