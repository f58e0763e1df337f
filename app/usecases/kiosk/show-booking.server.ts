/** What the booking screens show an identified elder: baskets, free times, and the whole of a booking before it is confirmed. */
import { maskName, maskRoom } from "#app/domain/access/masking.ts";
import { standsInMonth } from "#app/domain/kiosk/month-places.ts";
import { daysWithSlots, nearestSlots, slotLikeLast } from "#app/domain/kiosk/nearest-slots.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { listWorkersOfVisit } from "#db/repositories/elder-visits.ts";
import { findWait } from "#db/repositories/waiting.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { basketOf, basketsFor, USUAL_BASKET } from "./booking-baskets.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { allSlotsFor, slotIfFree, slotsFor, type OfferedSlot } from "./booking-slots.server.ts";
import { offeredSlotOf } from "./wait-for-slot.server.ts";

/** government: one of the month's four. elder: a further visit that the elder pays. */
export type Payer = "government" | "elder";

/** Names and way of a slot without what bystanders need not know: surnames only. */
export function shownSlot({ workerNames, ...slot }: OfferedSlot) {
  return { ...slot, surnames: workerNames.map((name) => [...name][0] ?? "") };
}

export type ShownSlot = ReturnType<typeof shownSlot>;

/** For whom, which of the month's visits, and what one costs: said on every step. */
export function bookingPurpose(facts: BookingFacts) {
  return {
    name: maskName(facts.found.elder.name),
    left: facts.left,
    allowed: facts.allowed,
    /** Place that the next visit takes in the month. */
    place: facts.allowed - facts.left + 1,
    price: elderYuanText(fen(facts.service?.contract.priceFen ?? 0n)),
  };
}

/** 和上次一样: the free time most like the last visit; null when there is none. */
async function likeLast(unit: Unit, facts: BookingFacts): Promise<OfferedSlot | null> {
  const codes = basketOf(facts, USUAL_BASKET);
  const last = facts.monthVisits.filter(standsInMonth).at(-1);
  if (codes === null || last === undefined) return null;
  const { date, minute } = localTimeOf(instant(last.plannedStart));
  const workerNos = (await listWorkersOfVisit(unit, last.id)).map(({ workerNo }) => workerNo);
  return slotLikeLast(allSlotsFor(facts, codes), { date, startMinute: minute, workerNos });
}

/** A time that became free and is kept for this elder, who waited for one; null for nobody. */
async function keptSlot(unit: Unit, facts: BookingFacts) {
  const wait = await findWait(unit, facts.found.elder.id, facts.month);
  const slot = offeredSlotOf(facts, wait, unit.now);
  return wait === null || slot === null ? null : { basket: wait.basket, slot: shownSlot(slot) };
}

/** In hospital or away: the visits rest until somebody says otherwise. */
const RESTING = ["EL-INPATIENT", "EL-AWAY"];

function closed(facts: BookingFacts) {
  const first = facts.reasons[0];
  const isResting = facts.allowed === 0 && first !== undefined && RESTING.includes(first.code);
  return {
    kind: isResting ? ("resting" as const) : ("closed" as const),
    ...bookingPurpose(facts),
    reason: facts.allowed === 0 ? (first?.code ?? null) : "EL-NO-PROVIDER",
    facts: (first?.facts ?? {}) as Record<string, string | number | boolean | null>,
  };
}

/** closed: the month is not open to the elder; resting: paused; full: every visit is placed; what: choose among baskets. */
export async function showBaskets(context: Context, elderId: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    if (facts.allowed === 0 || facts.service === null) return closed(facts);
    const like = facts.left > 0 ? await likeLast(unit, facts) : null;
    return {
      kind: facts.left > 0 ? ("what" as const) : ("full" as const),
      ...bookingPurpose(facts),
      baskets: basketsFor(facts),
      likeLast: like === null ? null : shownSlot(like),
      kept: facts.left > 0 ? await keptSlot(unit, facts) : null,
    };
  });
}

/** A time that was wanted and has gone. */
function nearestTo(slots: readonly OfferedSlot[], taken: string | null): readonly OfferedSlot[] {
  const key = taken === null ? null : readSlotKey(taken);
  return key === null ? slots : nearestSlots(slots, key);
}

/** Times at which other care workers than those of a time come; the first that one screen after another shows. */
function withOthers(slots: readonly OfferedSlot[], than: string): readonly OfferedSlot[] {
  const known = readSlotKey(than)?.workerNos ?? [];
  return slots.filter(({ workerNos }) => !workerNos.some((no) => known.includes(no))).slice(0, OTHERS_MOST);
}

const OTHERS_MOST = 12;

/**
 * Free times for a basket; null when the elder may not choose it.
 * @param taken the time that has just gone: the three nearest are shown instead
 * @param otherThan a time whose care workers shall not come
 */
export async function showTimes(
  context: Context,
  elderId: string,
  basket: string,
  { taken = null, otherThan = null }: { readonly taken?: string | null; readonly otherThan?: string | null } = {},
) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const codes = basketOf(facts, basket);
    if (codes === null) return null;
    const few = () => (otherThan === null ? slotsFor(facts, codes) : withOthers(allSlotsFor(facts, codes), otherThan));
    const slots = taken === null ? few() : nearestTo(allSlotsFor(facts, codes), taken);
    return { ...bookingPurpose(facts), codes, slots: slots.map(shownSlot) };
  });
}

/** Every free time of the days that are left in the month, for who looks for another day or hour; null as above. */
export async function showDays(context: Context, elderId: string, basket: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const codes = basketOf(facts, basket);
    if (codes === null) return null;
    const slots = allSlotsFor(facts, codes);
    return { ...bookingPurpose(facts), codes, days: daysWithSlots(slots), slots: slots.map(shownSlot) };
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
    return { ...bookingPurpose(facts), codes, slot: shownSlot(slot), address: maskRoom(address) };
  });
}
