/**
 * An elder chooses another time for a visit that is planned: same basket, same place among the month's four, perhaps another care worker.
 * Asked behind the same locks as a booking, and written as every move is.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { bookableDays } from "#app/domain/kiosk/booking-month.ts";
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { lockElder } from "#db/repositories/elders.ts";
import { deleteHoldsOf } from "#db/repositories/slot-holds.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { lockWorkersByNumber } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { writeMove } from "../scheduling/write-move.server.ts";
import { orTaken, workerIdsOf } from "./book-visit.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { slotIfFree, type OfferedSlot } from "./booking-slots.server.ts";

export type MoveWish = { readonly elderId: string; readonly visitNo: string; readonly slot: string };

/** Only a visit of a later day that nobody has set out for, in a month that may be booked in. */
export function isMovable(visit: VisitRow, { today }: Pick<BookingFacts, "today">): boolean {
  const date = localDateOf(instant(visit.plannedStart));
  return mayMove(visit.deliveryState) && date > today && bookableDays(monthOf(date), today) !== null;
}

type CheckedMove = { readonly visit: VisitRow; readonly facts: BookingFacts; readonly slot: OfferedSlot };

async function checkMove(unit: Unit, { elderId, visitNo, slot }: MoveWish): Promise<CheckedMove> {
  const wish = readSlotKey(slot);
  if (wish === null) throw new Refusal("slot-unknown");
  const month = monthOf(wish.date);
  await lockElder(unit, elderId);
  const visit = await lockVisit(unit, visitNo);
  if (visit === null || visit.elderId !== elderId) throw new Refusal("not-found");
  // A visit keeps its month: it is one of that month's four.
  const isOfMonth = visit.serviceMonth === firstDateOf(month);
  if (!isOfMonth || !isMovable(visit, { today: localDateOf(unit.now) })) throw new Refusal("visit-not-movable");
  await lockWorkersByNumber(unit, wish.workerNos);
  const facts = await loadBookingFacts(unit, { elderId, month, except: visit.id });
  const free = slotIfFree(facts, visit.subtypes, wish);
  if (free === null) throw new Refusal("slot-taken");
  return { visit, facts, slot: free };
}

/** Refuses "slot-taken", "slot-unknown", "visit-not-movable", and "not-found" for another elder's visit. */
export async function moveOwnVisit(context: Context, wish: MoveWish): Promise<void> {
  await orTaken(
    inTransaction(context, async (unit) => {
      const { visit, facts, slot } = await checkMove(unit, wish);
      await writeMove(unit, context.actor, {
        visit,
        to: { date: slot.date, minute: slot.startMinute },
        durationMinutes: slot.durationMinutes,
        workerIds: workerIdsOf(facts, slot),
      });
      await deleteHoldsOf(unit, wish.elderId);
    }),
  );
}
