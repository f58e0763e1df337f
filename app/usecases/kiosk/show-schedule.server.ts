/** What an identified elder sees of the own visits: who comes when, one visit with free times to move it to, and what has just been booked. */
import { maskName } from "#app/domain/access/masking.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { awaitsClosing, standsInMonth } from "#app/domain/kiosk/month-places.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isTooClose } from "#app/domain/visits/own-cancellation.ts";
import { listOpenDebtsOfElder, listVisitsOfElder, listWorkersOfVisit } from "#db/repositories/elder-visits.ts";
import { listOpenProposalsOfElder } from "#db/repositories/offer-proposals.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { stillToBook } from "./booking-months.server.ts";
import { slotIfFree, slotsFor } from "./booking-slots.server.ts";
import { isMovable } from "./move-own-visit.server.ts";
import { ownVisit, shownVisit } from "./own-visit.server.ts";
import { shownSlot } from "./show-booking.server.ts";
import { mayUndo } from "./undo-booking.server.ts";
import { askedOf, listVisitsToAnswer } from "./visits-to-answer.server.ts";

const monthOfVisit = (visit: VisitRow): PlainMonth => monthOf(plainDate(visit.serviceMonth));

/** Nobody who goes has been with the elder in the last three months. */
async function isNewcomer(unit: Unit, visit: VisitRow, facts: BookingFacts): Promise<boolean> {
  const workers = await listWorkersOfVisit(unit, visit.id);
  const known = new Set<string>(
    facts.elder.familiar.filter(({ visits }) => visits > 0).map(({ workerId }) => workerId),
  );
  return workers.length > 0 && !workers.some(({ id }) => known.has(id));
}

/** The visit as it stands for the elder: what can still be done with it, and whether somebody new comes. */
async function ownStanding(unit: Unit, visit: VisitRow, facts: BookingFacts, actor: string) {
  const isTooLate = isTooClose(instant(visit.plannedStart), unit.now);
  return {
    ...(await shownVisit(unit, visit)),
    state: visit.deliveryState,
    // Called off, it is not owed, and what was paid for it goes back (decision 040).
    isPrivate: visit.kind === "private",
    isMovable: isMovable(visit, facts),
    isCancellable: mayDeliver(visit.deliveryState as DeliveryState, "cancel") && !isTooLate,
    // Whose time has passed has no care worker on the way.
    isClose: isTooLate && visit.plannedEnd.getTime() > unit.now,
    isNewcomer: await isNewcomer(unit, visit, facts),
    mayUndo: await mayUndo(unit, actor, visit),
  };
}

/** A visit of these days is asked about on the schedule; older ones by rating or by telephone. */
const ASKED_DAYS = 7;

/** The latest visit of which nobody on the elder's side has said that it took place; null when there is none. */
async function visitToConfirm(unit: Unit, elderId: string) {
  const since = plusMinutes(unit.now, -ASKED_DAYS * 24 * 60);
  const open = (await listVisitsToAnswer(unit, elderId)).find(
    ({ visit, asked }) => asked.presence && visit.plannedStart.getTime() > since,
  );
  return open === undefined ? null : shownVisit(unit, open.visit);
}

/**
 * Visits of this month and the coming one that are still to come or were never closed, in order of time; those of a later day can be moved, and
 * about some another time is asked. What the allowance counts as booked stands here.
 */
export async function showSchedule(context: Context, elderId: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const coming = await listVisitsOfElder(unit, elderId, addMonths(facts.month, 1));
    const ahead = [...facts.monthVisits, ...coming].filter(
      (visit) =>
        awaitsClosing(visit, unit.now) ||
        (visit.deliveryState !== "cancelled" && visit.plannedEnd.getTime() > unit.now),
    );
    const asked = (await listOpenProposalsOfElder(unit, elderId)).map(({ visit }) => visit);
    const askedIds = new Set(asked.map(({ id }) => id));
    const shown = [...ahead, ...asked.filter(({ id }) => !ahead.some((visit) => visit.id === id))];
    const visits = [];
    for (const visit of shown)
      visits.push({
        ...(await ownStanding(unit, visit, facts, context.actor)),
        isAsked: askedIds.has(visit.id),
        isOver: awaitsClosing(visit, unit.now),
      });
    return {
      name: maskName(facts.found.elder.name),
      sex: facts.found.elder.sex,
      surname: [...facts.found.elder.name][0] ?? "",
      left: facts.left,
      stillToBook: await stillToBook(unit, facts),
      standing: facts.monthVisits.filter(standsInMonth).length,
      owed: (await listOpenDebtsOfElder(unit, elderId, facts.month)).length,
      toConfirm: await visitToConfirm(unit, elderId),
      visits,
    };
  });
}

/** One of the own visits and what can be done with it. Refuses "not-found". */
export async function showOwnVisit(context: Context, elderId: string, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const visit = await ownVisit(unit, elderId, visitNo);
    const facts = await loadBookingFacts(unit, { elderId, month: monthOfVisit(visit) });
    const [answer] = await askedOf(unit, [visit]);
    return {
      name: maskName(facts.found.elder.name),
      today: facts.today,
      visit: await ownStanding(unit, visit, facts, context.actor),
      asksPresence: visit.deliveryState === "done" && answer?.asked.presence === true,
    };
  });
}

/** A visit and the times it can be moved to; `chosen` is the wished one, null when none was named or it has gone. Refuses "not-found". */
export async function showMove(context: Context, elderId: string, visitNo: string, wish: string | null) {
  return inTransaction(context, async (unit) => {
    const visit = await ownVisit(unit, elderId, visitNo);
    const facts = await loadBookingFacts(unit, { elderId, month: monthOfVisit(visit), except: visit.id });
    const key = wish === null ? null : readSlotKey(wish);
    const chosen = key === null ? null : slotIfFree(facts, visit.subtypes, key);
    const movable = isMovable(visit, facts);
    return {
      name: maskName(facts.found.elder.name),
      visit: await shownVisit(unit, visit),
      chosen: chosen === null ? null : shownSlot(chosen),
      slots: movable && chosen === null ? slotsFor(facts, visit.subtypes).map(shownSlot) : [],
    };
  });
}

/** What was booked or moved, for the last screen. Refuses "not-found". */
export async function showBooked(context: Context, elderId: string, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const visit = await ownVisit(unit, elderId, visitNo);
    return {
      ...(await shownVisit(unit, visit)),
      isOff: visit.deliveryState === "cancelled",
      mayUndo: await mayUndo(unit, context.actor, visit),
    };
  });
}
