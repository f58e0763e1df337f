/**
 * Number of a claim (批次号) from its business keys: month, the organisation part of the provider's credit code, street. The same
 * claim has the same number on every database, so it may stand in files, addresses and letters.
 */
import { isPlainMonth, type PlainMonth } from "../time/plain-month.ts";

export type ClaimKey = { readonly month: PlainMonth; readonly creditCode: string; readonly streetId: number };

const ORGANISATION = [8, 17] as const;

/** "202610-MA1ABCDE1-03". */
export function claimNumber({ month, creditCode, streetId }: ClaimKey): string {
  return `${month.replace("-", "")}-${creditCode.slice(...ORGANISATION)}-${String(streetId).padStart(2, "0")}`;
}

/** The parts of a claim number, or null when the text is none. */
export function readClaimNumber(text: string): { month: PlainMonth; organisation: string; streetId: number } | null {
  const [, year, month, organisation = "", street] = /^(\d{4})(\d{2})-([0-9A-Z]{9})-(\d{2,})$/.exec(text) ?? [];
  const plain = `${year ?? ""}-${month ?? ""}`;
  return isPlainMonth(plain) ? { month: plain, organisation, streetId: Number(street) } : null;
}

/** The part of a credit code that a claim number carries. */
export function organisationOf(creditCode: string): string {
  return creditCode.slice(...ORGANISATION);
}
