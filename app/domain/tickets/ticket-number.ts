/**
 * A ticket's number is its day and four digits: the elder hears and keeps the four digits, offices use the whole. Who complains without a
 * name gets six digits more, by which the answer can be asked for at a kiosk.
 */
import type { PlainDate } from "../time/plain-date.ts";

/** Digits of the number that people are told, and of the code for asking later. */
export const SHORT_DIGITS = 4;
export const ASKING_DIGITS = 6;

/** Wrong codes after which a ticket is asked about at a desk only. */
export const ASKING_TRIES = 10;

/** "20261124-3827" */
export function ticketNumber(openedOn: PlainDate, short: string): string {
  return `${openedOn.replaceAll("-", "")}-${short}`;
}

/** "3827", what is shown to who asked. */
export function shortNumber(ticketNo: string): string {
  return ticketNo.slice(-SHORT_DIGITS);
}

/** The number and the code as typed one after the other at a kiosk; null for anything that is not ten digits. */
export function readAsking(digits: string): { readonly short: string; readonly code: string } | null {
  if (!/^\d{10}$/.test(digits)) return null;
  return { short: digits.slice(0, SHORT_DIGITS), code: digits.slice(SHORT_DIGITS) };
}
