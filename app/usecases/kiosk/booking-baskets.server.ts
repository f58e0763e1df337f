/** The baskets that one elder may choose, and how long each takes. */
import { bookableItems, ownBasketCodes } from "#app/domain/catalogue/own-basket.ts";
import { presetsFor } from "#app/domain/catalogue/preset-baskets.ts";
import type { BookingFacts } from "./booking-facts.server.ts";
import { coveredBy } from "./booking-slots.server.ts";

export const USUAL_BASKET = "usual";

/** The codes of a basket that this elder may choose; null for anything else. */
export function basketOf(facts: BookingFacts, key: string): readonly string[] | null {
  const covers = coveredBy(facts);
  if (key === USUAL_BASKET) return facts.usual.length > 0 && facts.usual.every(covers) ? facts.usual : null;
  const presets = presetsFor({ grade: facts.grade, catalogue: facts.catalogue, covers, usual: facts.usual });
  const preset = presets.find((one) => one.key === key);
  if (preset !== undefined) return preset.codes;
  const items = bookableItems({ grade: facts.grade, catalogue: facts.catalogue, covers });
  return ownBasketCodes(key, items, facts.policy.parameters.visit_min_minutes);
}

const minutesOf = (facts: BookingFacts, codes: readonly string[]): number =>
  Math.max(
    facts.policy.parameters.visit_min_minutes,
    codes.reduce((sum, code) => sum + (facts.catalogue.get(code)?.typicalMinutes ?? 0), 0),
  );

/** What is usual first, then the presets. */
export function basketsFor(facts: BookingFacts) {
  const covers = coveredBy(facts);
  const presets = presetsFor({ grade: facts.grade, catalogue: facts.catalogue, covers, usual: facts.usual });
  const usual = basketOf(facts, USUAL_BASKET) === null ? [] : [{ key: USUAL_BASKET, codes: facts.usual }];
  return [...usual, ...presets].map(({ key, codes }) => ({ key, codes, minutes: minutesOf(facts, codes) }));
}
