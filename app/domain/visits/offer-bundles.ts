/**
 * Offers that belong on one card (visit rules 2.4): an elder's visits of a month are one offer already; the offers of neighbours in one
 * stairwell, to one provider for one month, are bundled, because one walk serves them. A bundle is a way of looking: each offer
 * keeps its own reply time, and what came in or ended meanwhile is not answered by the card's one press.
 */
import type { PlainMonth } from "../time/plain-month.ts";
import type { Instant } from "../time/instant.ts";

export type BundledOffer = {
  readonly offerId: string;
  readonly month: PlainMonth;
  /** As `stairwellOf` reads it, with the street; null stands alone. */
  readonly stairwell: string | null;
  readonly replyBy: Instant;
};

const firstDue = (left: BundledOffer, right: BundledOffer) =>
  left.replyBy - right.replyBy || (left.offerId < right.offerId ? -1 : left.offerId > right.offerId ? 1 : 0);

/** Every offer in exactly one bundle; what is due first comes first, among bundles and inside each. */
export function bundlesOf<Offer extends BundledOffer>(offers: readonly Offer[]): Offer[][] {
  const bundles = new Map<string, Offer[]>();
  for (const offer of [...offers].sort(firstDue)) {
    const key = offer.stairwell === null ? `offer ${offer.offerId}` : `${offer.month} ${offer.stairwell}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.push(offer);
    else bundles.set(key, [offer]);
  }
  return [...bundles.values()];
}
