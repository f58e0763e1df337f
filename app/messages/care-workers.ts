/** Who comes, as elders and their families call them. */
import { bookingWords } from "./kiosk-booking.ts";
import type { Locale } from "./locale.ts";
import { listed } from "./punctuation.ts";

/** "王护理员、李护理员"; empty when nobody is known yet. */
export function careWorkersText(surnames: readonly string[], locale: Locale): string {
  const words = bookingWords[locale];
  const [first, second] = surnames;
  if (first !== undefined && second !== undefined && surnames.length === 2) return words.two_workers(first, second);
  return listed(
    surnames.map((surname) => words.worker(surname)),
    locale,
  );
}
