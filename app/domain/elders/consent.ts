/**
 * Consent of the elder, or of a guardian for an elder without capacity (个人信息保护法 28 to 30: aid status, health and whereabouts
 * are sensitive and need separate consent). A withdrawal ends it for the future and never undoes what was lawful before.
 */
import type { PlainDate } from "../time/plain-date.ts";

export type ConsentFact = { readonly consentOn: PlainDate | null; readonly consentWithdrawnOn: PlainDate | null };

/** Given by the date and not withdrawn by it; a consent signed again after a withdrawal holds again. */
export function consentInForce({ consentOn, consentWithdrawnOn }: ConsentFact, on: PlainDate): boolean {
  if (consentOn === null || consentOn > on) return false;
  return consentWithdrawnOn === null || consentWithdrawnOn > on || consentWithdrawnOn < consentOn;
}
