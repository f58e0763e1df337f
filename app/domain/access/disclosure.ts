/**
 * Looking behind a mask: which fields may be shown in full, for which reasons, how often and for how long; and how often a person may be
 * searched by a number. The figures are those of the security design (sections 6.1 and 7.5), assumed until the district confirms them.
 */
import { Refusal } from "../refusal.ts";
import { localDateOf, instantAt, type Instant } from "../time/instant.ts";

/** Values that one person may have shown in full on one day of the district's calendar. Above it a second approver would have to agree. */
export const REVEALS_PER_DAY = 30;

/** Searches by identity number or telephone in an hour. */
export const SEARCHES_PER_HOUR = 60;

/** How long a value stays on the screen, in seconds. */
export const REVEAL_SHOWN_SECONDS = 60;

/** Why a value is looked at. An example list: the district confirms it; its words are in `app/messages`. */
export const REVEAL_REASONS = [
  { code: "RV-CALL", needsText: false },
  { code: "RV-CHECK-PAPERS", needsText: false },
  { code: "RV-CORRECT-FILE", needsText: false },
  { code: "RV-COMPARE-LISTS", needsText: false },
  { code: "RV-QUESTION-VISIT", needsText: false },
  { code: "RV-EMERGENCY", needsText: false },
  { code: "RV-OTHER", needsText: true },
] as const;

export type RevealReason = (typeof REVEAL_REASONS)[number]["code"];

/** A masked field of an elder's file that may be shown in full; a contact is named by the place on the list, from 1. */
export type RevealField =
  | { readonly kind: "id-number" }
  | { readonly kind: "phone" }
  | { readonly kind: "contact-phone"; readonly ordinal: number };

/** "id-number", "phone" or "contact-2": how an address and the audit log name the field. */
export function revealFieldCode(field: RevealField): string {
  return field.kind === "contact-phone" ? `contact-${field.ordinal}` : field.kind;
}

/** The field of a code; null for any other text. */
export function readRevealField(code: string): RevealField | null {
  if (code === "id-number" || code === "phone") return { kind: code };
  const ordinal = /^contact-([1-9]\d?)$/.exec(code)?.[1];
  return ordinal === undefined ? null : { kind: "contact-phone", ordinal: Number(ordinal) };
}

/** Refuses "reason-unknown", and "reason-needs-text" where the reason must be explained and no word stands there. */
export function requireRevealReason(given: { readonly reason: string; readonly note: string }): {
  readonly reason: RevealReason;
  readonly note: string | null;
} {
  const reason = REVEAL_REASONS.find(({ code }) => code === given.reason);
  if (!reason) throw new Refusal("reason-unknown", { code: given.reason });
  const note = given.note.trim();
  if (reason.needsText && note === "") throw new Refusal("reason-needs-text", { code: reason.code });
  return { reason: reason.code, note: note === "" ? null : note };
}

/** Values that may still be shown today. */
export function revealsLeft(shownToday: number): number {
  return Math.max(0, REVEALS_PER_DAY - shownToday);
}

/**
 * Refuses "reveal-cap-reached" when this one is more than the day allows.
 * @param shownToday values shown to the person today, this one among them
 */
export function requireRevealAllowed(shownToday: number): void {
  if (shownToday > REVEALS_PER_DAY) throw new Refusal("reveal-cap-reached", { cap: REVEALS_PER_DAY });
}

/** When the day of an instant began in the district: from here the day's reveals are counted. */
export function revealDayStart(now: Instant): Instant {
  return instantAt(localDateOf(now), 0);
}
