/** What the booking screens show an identified elder: baskets, free times, and the whole of a booking before it is confirmed. */
import { maskName, maskRoom } from "#app/domain/access/masking.ts";
import { daysWithSlots, nearestSlots, slotLikeLast } from "#app/domain/kiosk/nearest-slots.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import { visitCost, type VisitCost } from "#app/domain/payments/visit-cost.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listWorkersOfVisit } from "#db/repositories/elder-visits.ts";
import { findWait } from "#db/repositories/waiting.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { splitOfVisit } from "../payments/split-of-visit.server.ts";
import { basketOf, basketsFor, USUAL_BASKET } from "./booking-baskets.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { isResting, loadStartFacts, openNextMonth, otherMonthOf } from "./booking-months.server.ts";
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
    /** The coming month where it is that one's visit; null for one of the running month. */
    monthAhead: facts.month > monthOf(facts.today) ? facts.month : null,
  };
}

/** What one of the month's visits costs; null without a provider. A fund may pay a part of the price only, and the elder the rest. */
export async function costOfMonthVisit(unit: Unit, { service }: BookingFacts): Promise<VisitCost | null> {
  if (service === null) return null;
  return visitCost(await splitOfVisit(unit, { kind: "basket", plannedFen: service.contract.priceFen }));
}

/** 和上次一样: the free time most like the last visit; null when there is none. */
async function likeLast(unit: Unit, facts: BookingFacts): Promise<OfferedSlot | null> {
  const codes = basketOf(facts, USUAL_BASKET);
  const last = facts.lastVisit;
  if (codes === null || last === null) return null;
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

function closed(facts: BookingFacts) {
  const first = facts.reasons[0];
  return {
    kind: isResting(facts) ? ("resting" as const) : ("closed" as const),
    ...bookingPurpose(facts),
    reason: facts.allowed === 0 ? (first?.code ?? null) : "EL-NO-PROVIDER",
    facts: (first?.facts ?? {}) as Record<string, string | number | boolean | null>,
  };
}

/**
 * closed: the month is not open to the elder; resting: paused; full: every visit is placed; what: choose among baskets.
 * @param month that is asked for; null begins with the running one, and with the coming one where nothing is left in it
 */
export async function showBaskets(context: Context, elderId: string, month: PlainMonth | null = null) {
  return inTransaction(context, async (unit) => {
    const facts = await loadStartFacts(unit, elderId, month);
    if (facts.allowed === 0 || facts.service === null) return closed(facts);
    const like = facts.left > 0 ? await likeLast(unit, facts) : null;
    return {
      kind: facts.left > 0 ? ("what" as const) : ("full" as const),
      ...bookingPurpose(facts),
      baskets: basketsFor(facts),
      otherMonth: facts.left > 0 && facts.month === monthOf(facts.today) ? null : await otherMonthOf(unit, facts),
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

export type TimesAsked = {
  /** The time that has just gone: the three nearest are shown instead. */
  readonly taken?: string | null;
  /** A time whose care workers shall not come. */
  readonly otherThan?: string | null;
  /** As for the baskets; a month without a free time gives way to the coming one unless it was asked for. */
  readonly month?: PlainMonth | null;
};

/** The month of a time that is named, else the one that is asked for. */
function monthAsked({ taken = null, otherThan = null, month = null }: TimesAsked): PlainMonth | null {
  const named = readSlotKey(taken ?? otherThan ?? "");
  return named === null ? month : monthOf(named.date);
}

type Found = {
  readonly facts: BookingFacts;
  readonly codes: readonly string[];
  readonly slots: readonly OfferedSlot[];
};

/** What `look` finds for a basket in the month, or in the coming one where it finds nothing; null when the elder may not choose the basket. */
async function findTimes(
  unit: Unit,
  asked: { readonly elderId: string; readonly basket: string; readonly month: PlainMonth | null },
  look: (facts: BookingFacts, codes: readonly string[]) => readonly OfferedSlot[],
): Promise<Found | null> {
  const { elderId, basket, month } = asked;
  const facts = await loadStartFacts(unit, elderId, month);
  const codes = basketOf(facts, basket);
  if (codes === null) return null;
  const slots = look(facts, codes);
  if (slots.length > 0 || month !== null || facts.month > monthOf(facts.today)) return { facts, codes, slots };
  const next = await openNextMonth(unit, elderId, facts.today);
  const ahead = next === null ? null : await findTimes(unit, { ...asked, month: next.month }, look);
  return ahead !== null && ahead.slots.length > 0 ? ahead : { facts, codes, slots };
}

/** Free times for a basket; null when the elder may not choose it. */
export async function showTimes(context: Context, elderId: string, basket: string, asked: TimesAsked = {}) {
  const { taken = null, otherThan = null } = asked;
  return inTransaction(context, async (unit) => {
    const found = await findTimes(unit, { elderId, basket, month: monthAsked(asked) }, (facts, codes) => {
      if (taken !== null) return nearestTo(allSlotsFor(facts, codes), taken);
      return otherThan === null ? slotsFor(facts, codes) : withOthers(allSlotsFor(facts, codes), otherThan);
    });
    if (found === null) return null;
    const { facts, codes, slots } = found;
    const otherMonth = await otherMonthOf(unit, facts);
    return { ...bookingPurpose(facts), codes, slots: slots.map(shownSlot), otherMonth };
  });
}

/** Every free time of the days that are left in the month, for who looks for another day or hour; null as above. */
export async function showDays(context: Context, elderId: string, basket: string, month: PlainMonth | null = null) {
  return inTransaction(context, async (unit) => {
    const found = await findTimes(unit, { elderId, basket, month }, allSlotsFor);
    if (found === null) return null;
    const { facts, codes, slots } = found;
    const otherMonth = await otherMonthOf(unit, facts);
    return { ...bookingPurpose(facts), codes, days: daysWithSlots(slots), slots: slots.map(shownSlot), otherMonth };
  });
}

/** The whole booking, or null when the time has gone. */
export async function showCheck(
  context: Context,
  crypto: CryptoProvider,
  asked: { readonly elderId: string; readonly basket: string; readonly slot: string },
) {
  return inTransaction(context, async (unit) => {
    const wish = readSlotKey(asked.slot);
    if (wish === null) return null;
    const facts = await loadBookingFacts(unit, { elderId: asked.elderId, month: monthOf(wish.date) });
    const codes = basketOf(facts, asked.basket);
    const slot = codes === null ? null : slotIfFree(facts, codes, wish);
    if (codes === null || slot === null) return null;
    const { id, addressCipher } = facts.found.elder;
    const address = crypto.decrypt(addressCipher, { table: "elder", column: "address", row: id });
    const cost = await costOfMonthVisit(unit, facts);
    if (cost === null) return null;
    return { ...bookingPurpose(facts), cost, codes, slot: shownSlot(slot), address: maskRoom(address) };
  });
}
