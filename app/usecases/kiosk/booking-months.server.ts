/**
 * The two months that an elder may book in: the running one, and the coming one once it is open, that is judged and with somebody who serves. Whoever
 * finds nothing left in the one begins with the other, so that a booking near a month's end takes no touch more than any other.
 */
import { bookableDays, looksAhead } from "#app/domain/kiosk/booking-month.ts";
import { placesLeft, standsInMonth } from "#app/domain/kiosk/month-places.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listVisitsOfElder } from "#db/repositories/elder-visits.ts";
import { findMonthOfElder } from "#db/repositories/entitlements.ts";
import { findAllocation } from "#db/repositories/plans.ts";
import type { Unit } from "#db/transaction.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";

/** In hospital or away: the visits rest until somebody says otherwise. */
const RESTING = ["EL-INPATIENT", "EL-AWAY"];

export const isResting = ({ allowed, reasons }: Pick<BookingFacts, "allowed" | "reasons">): boolean =>
  allowed === 0 && RESTING.includes(reasons[0]?.code ?? "");

/** Another month than the one that is shown. */
export type OtherMonth = {
  readonly month: PlainMonth;
  /** Visits of the coming month that are still open; null for the running one, to which one goes back. */
  readonly left: number | null;
};

/** The month after the running one, while a visit of it is open to the elder; else null. Asked with few reads, the whole of it is read when it is wanted. */
export async function openNextMonth(unit: Unit, elderId: string, today: PlainDate): Promise<OtherMonth | null> {
  const month = addMonths(monthOf(today), 1);
  const { entitlement } = await findMonthOfElder(unit, elderId, month);
  const allowed = entitlement?.visitsAllowed ?? 0;
  if (entitlement === null || allowed === 0) return null;
  if (typeof (await findAllocation(unit, elderId, month))?.providerId !== "string") return null;
  const standing = (await listVisitsOfElder(unit, elderId, month)).filter(standsInMonth).length;
  const left = placesLeft({ allowed, reservedOrUsed: entitlement.visitsReserved + entitlement.visitsUsed, standing });
  return left > 0 ? { month, left } : null;
}

/** The facts of the month that is asked for, or of the one that a booking begins with. */
export async function loadStartFacts(unit: Unit, elderId: string, asked: PlainMonth | null): Promise<BookingFacts> {
  const facts = await loadBookingFacts(unit, { elderId, month: asked });
  if (asked !== null || !looksAhead({ ...facts, isResting: isResting(facts) }, facts.today)) return facts;
  const next = await openNextMonth(unit, elderId, facts.today);
  return next === null ? facts : loadBookingFacts(unit, { elderId, month: next.month });
}

/** Where else one may look: from the running month ahead while something is open there, from the coming one back while the running one has days. */
export async function otherMonthOf(unit: Unit, { found, month, today }: BookingFacts): Promise<OtherMonth | null> {
  const running = monthOf(today);
  if (month === running) return openNextMonth(unit, found.elder.id, today);
  return bookableDays(running, today) === null ? null : { month: running, left: null };
}

/** What may still be booked, and of which month: the coming one is named where nothing is left to book in the running one. */
export async function stillToBook(unit: Unit, facts: BookingFacts) {
  const isOpen = facts.left > 0 && bookableDays(facts.month, facts.today) !== null;
  const next = isOpen || isResting(facts) ? null : await openNextMonth(unit, facts.found.elder.id, facts.today);
  return next === null ? { left: facts.left, month: null } : { left: next.left ?? 0, month: next.month };
}
