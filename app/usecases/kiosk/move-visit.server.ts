/**
 * An elder chooses another time for a visit that is planned: same basket, same place among the month's four, perhaps another care worker.
 * Asked and written behind the same locks as a booking; the series keeps its rule and gets an exception.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { asDate, instant, instantAt, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { replaceWorkers } from "#db/repositories/elder-visits.ts";
import { saveSeriesMove } from "#db/repositories/plans.ts";
import { deleteHoldsOf } from "#db/repositories/slot-holds.ts";
import { lockVisit, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { lockWorkers } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { orTaken, workerIdsOf } from "./book-visit.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { slotIfFree, type OfferedSlot } from "./booking-slots.server.ts";

export type MoveWish = { readonly elderId: string; readonly visitNo: string; readonly slot: string };

/** Only a visit of a later day that nobody has set out for, and of this month, whose plan is on the table. */
export function isMovable(visit: VisitRow, facts: Pick<BookingFacts, "today" | "month">): boolean {
  const date = localDateOf(instant(visit.plannedStart));
  return (
    mayDeliver(visit.deliveryState as DeliveryState, "cancel") &&
    visit.deliveryState !== "en_route" &&
    date > facts.today &&
    date.startsWith(facts.month)
  );
}

type CheckedMove = { readonly visit: VisitRow; readonly facts: BookingFacts; readonly slot: OfferedSlot };

async function checkMove(unit: Unit, { elderId, visitNo, slot }: MoveWish): Promise<CheckedMove> {
  const wish = readSlotKey(slot);
  if (wish === null) throw new Refusal("slot-unknown");
  const first = await loadBookingFacts(unit, { elderId, lock: true });
  const visit = await lockVisit(unit, visitNo);
  if (visit === null || visit.elderId !== elderId) throw new Refusal("not-found");
  if (!isMovable(visit, first)) throw new Refusal("visit-not-movable");
  await lockWorkers(unit, workerIdsOf(first, wish));
  const facts = await loadBookingFacts(unit, { elderId, except: visit.id });
  const free = slotIfFree(facts, visit.subtypes, wish);
  if (free === null) throw new Refusal("slot-taken");
  return { visit, facts, slot: free };
}

async function writeMove(unit: Unit, actor: string, { visit, facts, slot }: CheckedMove): Promise<void> {
  const start = instantAt(slot.date, slot.startMinute);
  const times = { plannedStart: asDate(start), plannedEnd: asDate(plusMinutes(start, slot.durationMinutes)) };
  await updateVisits(unit, [visit.id], { ...times, moveReason: "person_decided" });
  await replaceWorkers(
    unit,
    visit.id,
    workerIdsOf(facts, slot).map((workerId) => ({
      visitId: visit.id,
      workerId,
      groupId: visit.id,
      ...times,
      assignedBy: actor,
      assignedAt: asDate(unit.now),
    })),
  );
  if (visit.seriesId !== null && visit.occurrenceOn !== null)
    await saveSeriesMove(unit, {
      seriesId: visit.seriesId,
      originalOn: visit.occurrenceOn,
      kind: "moved",
      movedToOn: slot.date,
      movedToMinute: slot.startMinute,
      reason: "person_decided",
    });
}

/** Refuses "slot-taken", "slot-unknown", "visit-not-movable", and "not-found" for another elder's visit. */
export async function moveVisit(context: Context, wish: MoveWish): Promise<void> {
  await orTaken(
    inTransaction(context, async (unit) => {
      const checked = await checkMove(unit, wish);
      await writeMove(unit, context.actor, checked);
      await deleteHoldsOf(unit, wish.elderId);
      await insertAuditEvent(unit, context.actor, {
        chain: "visits",
        action: "kiosk.move",
        subjectType: "visit",
        subjectId: wish.visitNo,
        facts: { from: checked.visit.plannedStart.toISOString(), to: checked.slot.date },
      });
    }),
  );
}
