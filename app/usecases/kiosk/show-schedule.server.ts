/** What an identified elder sees of the own visits: who comes when, one visit with free times to move it to, and what has just been booked. */
import { maskName } from "#app/domain/access/masking.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { standsInMonth } from "#app/domain/kiosk/month-places.ts";
import { listOpenProposalsOfElder } from "#db/repositories/offer-proposals.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadBookingFacts } from "./booking-facts.server.ts";
import { slotIfFree, slotsFor } from "./booking-slots.server.ts";
import { isMovable } from "./move-own-visit.server.ts";
import { ownVisit, shownVisit } from "./own-visit.server.ts";
import { shownSlot } from "./show-booking.server.ts";
import { mayUndo } from "./undo-booking.server.ts";

/** Visits of the month that are still to come, in order of time; those of a later day can be moved, and about some another time is asked. */
export async function showSchedule(context: Context, elderId: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const ahead = facts.monthVisits.filter(
      (visit) => visit.deliveryState !== "cancelled" && visit.plannedEnd.getTime() > unit.now,
    );
    const asked = (await listOpenProposalsOfElder(unit, elderId)).map(({ visit }) => visit);
    const askedIds = new Set(asked.map(({ id }) => id));
    // What waits for an answer is shown whatever its month: next month's times are asked about in this one.
    const shown = [...ahead, ...asked.filter(({ id }) => !ahead.some((visit) => visit.id === id))];
    const visits = [];
    for (const visit of shown)
      visits.push({
        ...(await shownVisit(unit, visit)),
        isMovable: isMovable(visit, facts),
        isAsked: askedIds.has(visit.id),
      });
    return {
      name: maskName(facts.found.elder.name),
      sex: facts.found.elder.sex,
      surname: [...facts.found.elder.name][0] ?? "",
      left: facts.left,
      standing: facts.monthVisits.filter(standsInMonth).length,
      visits,
    };
  });
}

/** A visit and the times it can be moved to; `chosen` is the wished one, null when none was named or it has gone. Refuses "not-found". */
export async function showMove(context: Context, elderId: string, visitNo: string, wish: string | null) {
  return inTransaction(context, async (unit) => {
    const visit = await ownVisit(unit, elderId, visitNo);
    const facts = await loadBookingFacts(unit, { elderId, except: visit.id });
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
