/**
 * 帮我排队等候: an elder whom no free time suits waits for one. A job looks each quarter of an hour, in the order in which people asked, keeps
 * what it finds for a day, and asks an operator to call; the kiosk shows it to the elder as the first card.
 */
import { readSlotKey } from "#app/domain/kiosk/slot-key.ts";
import { nextOfWait, OFFER_MINUTES } from "#app/domain/kiosk/slot-waiting.ts";
import { Refusal, isRefusal } from "#app/domain/refusal.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import { asDate, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { deleteAllHoldsOf, replaceHolds } from "#db/repositories/slot-holds.ts";
import { findWait, insertWait, listWaiting, lockWait, updateWait, type SlotWaitRow } from "#db/repositories/waiting.ts";
import { lockWorkers } from "#db/repositories/workforce.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";
import { basketOf } from "./booking-baskets.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { loadStartFacts } from "./booking-months.server.ts";
import { slotIfFree, slotsFor, type OfferedSlot } from "./booking-slots.server.ts";

export type WaitWish = {
  readonly elderId: string;
  readonly basket: string;
  /** The month that is waited for; when left out the one that a booking would begin with. */
  readonly month?: PlainMonth | null;
  readonly device: string;
  /** In the office's language. */
  readonly summary: string;
};

/**
 * @returns the four digits that the elder is told; the same again for who waits for the month already
 * Refuses "basket-not-open", "month-full" when nothing is left to wait for, and "not-found".
 */
export async function waitForSlot(context: Context, wish: WaitWish): Promise<string> {
  const { elderId, basket, device, summary } = wish;
  return inTransaction(context, async (unit) => {
    await findElderWithFacts(unit, elderId, true);
    const facts = await loadStartFacts(unit, elderId, wish.month ?? null);
    if (basketOf(facts, basket) === null) throw new Refusal("basket-not-open");
    if (facts.left === 0) throw new Refusal("month-full");
    const standing = await findWait(unit, elderId, facts.month);
    if (standing !== null) {
      await updateWait(unit, standing.id, { basket });
      return shortNumber(standing.ticketNo ?? "");
    }
    const id = unit.newId();
    const { streetId } = facts.found.elder;
    const { ticketNo } = await openTicketIn(unit, context.actor, {
      ...{ kind: "wait", channel: "kiosk", callBackWanted: true, streetId, elderId, summary },
      source: { kind: "slot_wait", ref: id },
    });
    await insertWait(unit, {
      ...{ id, elderId, streetId, basket, ticketNo, state: "waiting", kiosk: device },
      month: firstDateOf(facts.month),
      askedAt: asDate(unit.now),
    });
    return shortNumber(ticketNo);
  });
}

/** The time that is kept for an elder who waited; null when there is none, or it has gone. */
export function offeredSlotOf(facts: BookingFacts, wait: SlotWaitRow | null, now: number): OfferedSlot | null {
  if (wait?.state !== "offered" || wait.slot === null || (wait.offerEndsAt?.getTime() ?? 0) <= now) return null;
  const codes = basketOf(facts, wait.basket);
  const key = readSlotKey(wait.slot);
  return codes === null || key === null ? null : slotIfFree(facts, codes, key);
}

async function endWait(unit: Unit, wait: SlotWaitRow, state: "taken" | "lapsed"): Promise<void> {
  await updateWait(unit, wait.id, { state, endedAt: asDate(unit.now) });
  await deleteAllHoldsOf(unit, wait.elderId);
}

/** A booking of the month ends the waiting: a step inside the unit that books. */
export async function endWaiting(unit: Unit, facts: BookingFacts): Promise<void> {
  const wait = await findWait(unit, facts.found.elder.id, facts.month);
  if (wait !== null) await endWait(unit, wait, "taken");
}

const workerIdsIn = (facts: BookingFacts, slot: OfferedSlot): string[] =>
  facts.workers.filter(({ worker }) => slot.workerNos.includes(worker.workerNo)).map(({ worker }) => worker.id);

async function keepFor(unit: Unit, wait: SlotWaitRow, facts: BookingFacts, slot: OfferedSlot): Promise<void> {
  const start = instantAt(slot.date, slot.startMinute);
  const offerEndsAt = asDate(plusMinutes(unit.now, OFFER_MINUTES));
  await replaceHolds(
    unit,
    wait.elderId,
    workerIdsIn(facts, slot).map((workerId) => ({
      id: unit.newId(),
      elderId: wait.elderId,
      workerId,
      plannedStart: asDate(start),
      plannedEnd: asDate(plusMinutes(start, slot.durationMinutes)),
      heldUntil: offerEndsAt,
    })),
  );
  await updateWait(unit, wait.id, { state: "offered", slot: slot.key, offeredAt: asDate(unit.now), offerEndsAt });
  await openTicketIn(unit, "system:jobs", {
    ...{ kind: "book", channel: "office", callBackWanted: true, streetId: wait.streetId, elderId: wait.elderId },
    source: { kind: "slot_wait", ref: wait.id },
  });
}

/** One elder in the line. @returns whether a time was kept for this elder now */
async function lookFor(
  context: Context,
  { id: waitId, elderId, month: monthColumn }: Awaited<ReturnType<typeof listWaiting>>[number],
): Promise<boolean> {
  const month = monthOf(plainDate(monthColumn));
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId, month, lock: true });
    const wait = await lockWait(unit, waitId);
    if (wait === null) return false;
    const step = nextOfWait(
      {
        state: wait.state === "offered" ? "offered" : "waiting",
        offerEndsAt: wait.offerEndsAt?.getTime() ?? null,
        isOver: month < monthOf(facts.today),
        left: facts.left,
      },
      unit.now,
    );
    if (step === "end") await endWait(unit, wait, "lapsed");
    const codes = step === "look" ? basketOf(facts, wait.basket) : null;
    const [first] = codes === null ? [] : slotsFor(facts, codes);
    if (first === undefined || codes === null) return false;
    await lockWorkers(unit, workerIdsIn(facts, first));
    const again = await loadBookingFacts(unit, { elderId, month });
    const free = slotIfFree(again, codes, first);
    if (free === null) return false;
    await keepFor(unit, wait, again, free);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "kiosk.offer-freed",
      subjectType: "elder",
      subjectId: elderId,
      facts: { slot: free.key },
    });
    return true;
  });
}

/** Looks for everybody in the line. @returns how many looked for, and for how many a time is kept from now on */
export async function offerFreedSlots(
  context: Context,
): Promise<{ readonly waiting: number; readonly offered: number }> {
  const waiting = await inReading(context, listWaiting);
  let offered = 0;
  for (const one of waiting) {
    try {
      if (await lookFor(context, one)) offered += 1;
    } catch (thrown) {
      // Somebody took it in the same moment: the next run looks again.
      if (!isRefusal(thrown)) throw thrown;
    }
  }
  return { waiting: waiting.length, offered };
}
