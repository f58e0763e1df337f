/**
 * What 朗读 says after the question and its hint: all that stands on the screen, from the top, and every choice. The bar is the same everywhere and
 * is not said. Taken from the screen as it is shown, so that no screen can forget a choice, and nothing is said that nobody can read.
 * A telephone number is never said on a loudspeaker; what else is not (where somebody lives, a code) is marked `data-unsaid`. Both may be said in one ear.
 */
import type { Locale } from "#app/messages/locale.ts";
import { listed } from "#app/messages/punctuation.ts";
import { withoutTelephone, type SaidLine } from "./speech.ts";

const PARTS = "p, li, dl > div, a, button, label, [data-said]";

export const CHOICE = "a, button, label";

const bare = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, "");

/** A card whose words say less than its whole sentence carries that sentence too; another carries what its letters left no room for. */
function wordsOf(part: HTMLElement, isForOneEar: boolean): string {
  const more = part.querySelector<HTMLElement>(".visually-hidden")?.innerText ?? "";
  const [first = ""] = part.innerText.split("\n");
  const words = (bare(more).includes(bare(first)) ? more : part.innerText).trim();
  return isForOneEar ? words : withoutTelephone(words).trim();
}

type Reading = {
  /** What is read; the screen without its bar when left out. */
  readonly of?: Element;
  /** By earphone, telephone numbers and what is marked are said too. */
  readonly isForOneEar?: boolean;
};

/** @param said what is said before; a sentence of it is not said twice, a choice always is */
export function linesOfScreen(said: string, locale: Locale, { of, isForOneEar = false }: Reading = {}): SaidLine[] {
  const parts = [...((of ?? document.querySelector("main"))?.querySelectorAll<HTMLElement>(PARTS) ?? [])];
  const outermost = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
  return outermost.flatMap((part) => {
    const words = wordsOf(part, isForOneEar);
    const isNews = part.matches(CHOICE) || !bare(said).includes(bare(words));
    // Some layouts leave a choice out.
    const isShown = part.getClientRects().length > 0 && (isForOneEar || part.closest("[data-unsaid]") === null);
    if (bare(words) === "" || !isNews || !isShown) return [];
    return [{ of: part, text: listed(words.split(/\s*\n\s*/), locale) }];
  });
}
