/** What the booking screens show an identified elder: baskets, free times, and the whole of a booking before it is confirmed. */
import { maskName, maskRoom } from "#app/domain/access/masking.ts";
import { presetsFor } from "#app/domain/catalogue/preset-baskets.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { coveredBy, slotIfFree, slotsFor, type OfferedSlot } from "./booking-slots.server.ts";

/** government: one of the month's four. elder: a further visit that the elder pays. */
export type Payer = "government" | "elder";

export const USUAL_BASKET = "usual";

/** The codes of a basket that this elder may choose; null for anything else. */
export function basketOf(facts: BookingFacts, key: string): readonly string[] | null {
  const covers = coveredBy(facts);
  if (key === USUAL_BASKET) return facts.usual.length > 0 && facts.usual.every(covers) ? facts.usual : null;
  const presets = presetsFor({ grade: facts.grade, catalogue: facts.catalogue, covers, usual: facts.usual });
  return presets.find((preset) => preset.key === key)?.codes ?? null;
}

const minutesOf = (facts: BookingFacts, codes: readonly string[]): number =>
  Math.max(
    facts.policy.parameters.visit_min_minutes,
    codes.reduce((sum, code) => sum + (facts.catalogue.get(code)?.typicalMinutes ?? 0), 0),
  );

/** Names and way of a slot without what bystanders need not know: surnames only. */
export function shownSlot({ workerNames, ...slot }: OfferedSlot) {
  return { ...slot, surnames: workerNames.map((name) => [...name][0] ?? "") };
}

export type ShownSlot = ReturnType<typeof shownSlot>;

function common(facts: BookingFacts) {
  return {
    name: maskName(facts.found.elder.name),
    left: facts.left,
    allowed: facts.allowed,
    /** Place that the next visit takes in the month. */
    place: facts.allowed - facts.left + 1,
    price: elderYuanText(fen(facts.service?.contract.priceFen ?? 0n)),
  };
}

/** closed: the month is not open to the elder; full: every visit is placed; what: choose among baskets. */
export async function showBaskets(context: Context, elderId: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const first = facts.reasons[0];
    if (facts.allowed === 0 || facts.service === null)
      return {
        kind: "closed" as const,
        ...common(facts),
        reason: facts.allowed === 0 ? (first?.code ?? null) : "EL-NO-PROVIDER",
        facts: (first?.facts ?? {}) as Record<string, string | number | boolean | null>,
      };
    const presets = presetsFor({
      grade: facts.grade,
      catalogue: facts.catalogue,
      covers: coveredBy(facts),
      usual: facts.usual,
    });
    const usual = basketOf(facts, USUAL_BASKET) === null ? [] : [{ key: USUAL_BASKET, codes: facts.usual }];
    return {
      kind: facts.left > 0 ? ("what" as const) : ("full" as const),
      ...common(facts),
      baskets: [...usual, ...presets].map(({ key, codes }) => ({ key, codes, minutes: minutesOf(facts, codes) })),
    };
  });
}

/** Free times for a basket; null when the elder may not choose it. */
export async function showTimes(context: Context, elderId: string, basket: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const codes = basketOf(facts, basket);
    if (codes === null) return null;
    return { ...common(facts), codes, slots: slotsFor(facts, codes).map(shownSlot) };
  });
}

/** The whole booking, or null when the time has gone. */
export async function showCheck(
  context: Context,
  crypto: CryptoProvider,
  asked: { readonly elderId: string; readonly basket: string; readonly slot: string },
) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId: asked.elderId });
    const codes = basketOf(facts, asked.basket);
    const wish = readSlotKey(asked.slot);
    const slot = codes === null || wish === null ? null : slotIfFree(facts, codes, wish);
    if (codes === null || slot === null) return null;
    const { id, addressCipher } = facts.found.elder;
    const address = crypto.decrypt(addressCipher, { table: "elder", column: "address", row: id });
    return { ...common(facts), codes, slot: shownSlot(slot), address: maskRoom(address) };
  });
}
