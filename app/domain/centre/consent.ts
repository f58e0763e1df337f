/**
 * Who may agree aloud to a booking. The number is a hint and never proof (security reference 2), so it takes three things: the number is one
 * of the file's, the caller has answered the questions, and the words were read out and answered with yes. A member of the family books only
 * under a link by which the elder has agreed to that.
 */
import { Refusal } from "../refusal.ts";

/** Names the words that are read out; they are changed only under a new one. */
export const CONSENT_WORDS_VERSION = "call-book-2026.2";

export type ConsentGiver = "elder" | "family";

export type ConsentFacts = {
  /** The call's number is the elder's, a contact's or a linked family member's. */
  readonly isRegisteredNumber: boolean;
  /** The family member whose number it is, with a link that allows booking today; null for anybody else. */
  readonly bookingLink: { readonly id: string; readonly name: string } | null;
};

/** Who could agree in this call; nobody from a number that is not on file. */
export function consentGivers({ isRegisteredNumber, bookingLink }: ConsentFacts): readonly ConsentGiver[] {
  if (!isRegisteredNumber) return [];
  return bookingLink === null ? ["elder"] : ["elder", "family"];
}

/** Refuses "call-number-unregistered", "consent-not-allowed" for a giver who may not agree, and "consent-not-spoken" without a yes. */
export function requireConsent(
  facts: ConsentFacts,
  given: { readonly giver: string; readonly saidYes: boolean },
): ConsentGiver {
  const givers = consentGivers(facts);
  if (givers.length === 0) throw new Refusal("call-number-unregistered");
  const giver = givers.find((one) => one === given.giver);
  if (giver === undefined) throw new Refusal("consent-not-allowed");
  if (!given.saidYes) throw new Refusal("consent-not-spoken");
  return giver;
}
