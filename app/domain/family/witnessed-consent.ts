/**
 * An elder who cannot come to a kiosk agrees at home or at a desk: who spoke, how, and who was there besides the recorder. A care worker may
 * write it down and is never the one who is linked (user experience reference 11; security reference: relative or helper of the elder).
 */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { linkUntil, type FamilyRelation, type FamilyScope } from "./family-link.ts";

/** guardian: who decides for an elder who cannot, with the paper that says so. */
export const CONSENT_SPEAKERS = ["elder", "guardian"] as const;
export type ConsentSpeaker = (typeof CONSENT_SPEAKERS)[number];

export const CONSENT_WAYS = ["spoken", "signed", "guardian_paper"] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

export type WitnessedConsent = {
  readonly consentedBy: ConsentSpeaker;
  readonly consentHow: ConsentWay;
  readonly witnessName: string;
  /** The member of the family. */
  readonly name: string;
  readonly relation: FamilyRelation;
  /** Eleven digits. */
  readonly phone: string;
  readonly scopes: readonly FamilyScope[];
  /** Last day. */
  readonly toOn: PlainDate;
};

const sameName = (left: string, right: string) => left.replaceAll(/\s/g, "") === right.replaceAll(/\s/g, "");

/**
 * Refuses "family-no-scope" without a scope, "family-days-wrong" for an end that is not after today or later than a year,
 * "family-guardian-paper" for a guardian without a paper or a paper without a guardian, and "family-witness-is-party" for a witness who is the
 * recorder or the one who is linked.
 * @param recorderName who writes it down, as the account says
 */
export function assertWitnessed(consent: WitnessedConsent, recorderName: string, today: PlainDate): void {
  if (consent.scopes.length === 0) throw new Refusal("family-no-scope");
  if (consent.toOn <= today || consent.toOn > linkUntil(today)) throw new Refusal("family-days-wrong");
  if ((consent.consentedBy === "guardian") !== (consent.consentHow === "guardian_paper"))
    throw new Refusal("family-guardian-paper");
  if ([recorderName, consent.name].some((party) => sameName(party, consent.witnessName)))
    throw new Refusal("family-witness-is-party");
}
