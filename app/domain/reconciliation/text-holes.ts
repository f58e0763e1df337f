/**
 * Texts with holes: what many visits share is written once by the functions that write one visit's text, and what tells them apart is
 * filled in later, by place, as PostgreSQL's `format` and `fillHoles` do alike. A hole is a value of the right type that no visit has.
 */
import type { Instant } from "../time/instant.ts";
import { instant, isoText } from "../time/instant.ts";

/** Letters of a private area, which no text of the product holds. */
const [OPENS, CLOSES] = ["\uE0F0", "\uE0F1"];
const FIRST_INSTANT = Date.UTC(9000, 0, 1);
const FIRST_NUMBER = 2_000_000_000;

/** A text that stands for the value at a place, from 1. */
export const textHole = (place: number) => `${OPENS}${place}${CLOSES}`;
/** An instant that stands for it. */
export const instantHole = (place: number): Instant => instant(FIRST_INSTANT + place);
/** A whole number that stands for it. */
export const numberHole = (place: number) => FIRST_NUMBER + place;

const PLAIN = new RegExp(`${OPENS}(\\d+)${CLOSES}`, "gu");
const MOST_PLACES = 12;

/** A format of a plain text; its values are filled in as they are. */
export function plainFormat(text: string): string {
  return text.replaceAll("%", "%%").replaceAll(PLAIN, "%$1$s");
}

/** A format of a JSON text; its values are filled in as JSON, texts with their quotes. */
export function jsonFormat(text: string): string {
  let format = text.replaceAll("%", "%%").replaceAll(new RegExp(`"${PLAIN.source}"`, "gu"), "%$1$s");
  for (let place = 1; place <= MOST_PLACES; place += 1)
    format = format
      .replaceAll(`"${isoText(instantHole(place))}"`, `%${place}$s`)
      .replaceAll(new RegExp(`(?<=:)${numberHole(place)}(?=[,}])`, "gu"), `%${place}$s`);
  return format;
}

/** A format with its values, as the database fills it. */
export function fillHoles(format: string, values: readonly string[]): string {
  return format.replaceAll(/%(?:(\d+)\$s|%)/gu, (_, place: string | undefined) =>
    place === undefined ? "%" : (values[Number(place) - 1] ?? ""),
  );
}
