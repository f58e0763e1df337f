/**
 * Books a visit at a kiosk: the same rules as the planner's, asked behind locks. The elder's row is locked first, then the care workers'
 * in the order of their ids, so of two kiosks that want one time exactly one gets it; exclusion constraints stand behind that.
 */
import { Refusal, isRefusal } from "#app/domain/refusal.ts";
import { HOLD_MINUTES, standsInMonth } from "#app/domain/kiosk/month-places.ts";
import { readSlotKey, type SlotKey } from "#app/domain/kiosk/slot-key.ts";
import { asDate, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { offerHoursOf, offerTimes } from "#app/domain/visits/offers.ts";
import type { BookedOrigin } from "#app/domain/visits/origin.ts";
import { visitRemarksOf } from "#app/domain/visits/visit-remark.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { closeDebt } from "#db/repositories/elder-visits.ts";
import { lockElder } from "#db/repositories/elders.ts";
import { reserveEntitlement } from "#db/repositories/entitlements.ts";
import { holdVisits } from "#db/repositories/offers.ts";
import { deleteHoldsOf, replaceHolds } from "#db/repositories/slot-holds.ts";
import { insertOffers, insertVisits } from "#db/repositories/visits.ts";
import { lockWorkersByNumber } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { tellBooked } from "../messages/tell-visit-change.server.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { basketOf } from "./booking-baskets.server.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { findJustBooked } from "./just-booked.server.ts";
import { slotIfFree, type OfferedSlot } from "./booking-slots.server.ts";
import type { Payer } from "./show-booking.server.ts";
import { endWaiting } from "./wait-for-slot.server.ts";

export type BookingWish = {
  readonly elderId: string;
  readonly basket: string;
  readonly slot: string;
  /** What the care worker is to mind; what is no known remark is left out. */
  readonly remarks?: readonly string[];
  /** Nobody has been asked yet whether this is one more beside what was booked minutes ago. */
  readonly asksFirst?: boolean;
};

type Checked = { readonly facts: BookingFacts; readonly codes: readonly string[]; readonly slot: OfferedSlot };

/** Ids of the care workers that a slot names. */
export function workerIdsOf(facts: BookingFacts, wish: SlotKey): string[] {
  return facts.workers.filter(({ worker }) => wish.workerNos.includes(worker.workerNo)).map(({ worker }) => worker.id);
}

/** Asks everything behind the locks. */
async function checkWish(unit: Unit, { elderId, basket, slot }: BookingWish): Promise<Checked> {
  const wish = readSlotKey(slot);
  if (wish === null) throw new Refusal("slot-unknown");
  await lockElder(unit, elderId);
  await lockWorkersByNumber(unit, wish.workerNos);
  const facts = await loadBookingFacts(unit, { elderId, month: monthOf(wish.date) });
  const codes = basketOf(facts, basket);
  if (codes === null) throw new Refusal("basket-not-open");
  const free = slotIfFree(facts, codes, wish);
  if (free === null) throw new Refusal("slot-taken");
  return { facts, codes, slot: free };
}

const startOf = ({ date, startMinute }: OfferedSlot) => instantAt(date, startMinute);

/** A time that another kiosk took between our look and our write says so in our own words. */
export async function orTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw isRefusal(thrown, "overlaps-another") ? new Refusal("slot-taken") : thrown;
  }
}

/** Keeps a slot for the elder who looks at it. Refuses "slot-taken", "slot-unknown", "basket-not-open". */
export async function holdSlot(context: Context, wish: BookingWish): Promise<void> {
  await orTaken(
    inTransaction(context, async (unit) => {
      const { facts, slot } = await checkWish(unit, wish);
      const start = startOf(slot);
      await replaceHolds(
        unit,
        wish.elderId,
        workerIdsOf(facts, slot).map((workerId) => ({
          id: unit.newId(),
          elderId: wish.elderId,
          workerId,
          plannedStart: asDate(start),
          plannedEnd: asDate(plusMinutes(start, slot.durationMinutes)),
          heldUntil: asDate(plusMinutes(unit.now, HOLD_MINUTES)),
        })),
      );
    }),
  );
}

/** The provider said yes to this elder's month, by the offer or by a visit that already goes on. */
function isAccepted({ offer, monthVisits, service }: BookingFacts): boolean {
  const going = ["accepted", "en_route", "in_progress", "done"];
  return (
    offer?.state === "accepted" ||
    monthVisits.some((visit) => visit.providerId === service?.provider.id && going.includes(visit.deliveryState))
  );
}

/** The offer that the new visit belongs to: the month's, if it is accepted or still open, else one of its own. */
async function offerFor(unit: Unit, { facts, slot }: Checked, accepted: boolean): Promise<string | null> {
  const { offer, service, found, policy, month } = facts;
  if (offer !== null && (accepted || offer.state === "sent" || offer.state === "viewed")) return offer.id;
  if (accepted || service === null) return null;
  const id = unit.newId();
  const { replyBy, fillBy } = offerTimes(unit.now, startOf(slot), offerHoursOf(policy.parameters));
  await insertOffers(unit, [
    {
      id,
      providerId: service.provider.id,
      elderId: found.elder.id,
      streetId: found.elder.streetId,
      month: firstDateOf(month),
      state: "sent",
      sentAt: asDate(unit.now),
      replyBy: asDate(replyBy),
      fillBy: asDate(fillBy),
    },
  ]);
  return id;
}

/** The first number of the elder's month that no visit bears. */
function nextVisitNo({ month, found, monthVisits }: BookingFacts): string {
  const taken = new Set(monthVisits.map((visit) => visit.visitNo));
  for (let place = 1; ; place += 1) {
    const visitNo = `${month}-${found.elder.elderNo}-${place}`;
    if (!taken.has(visitNo)) return visitNo;
  }
}

/** Who books, in whose name it is written down, and through which door. */
export type Booking = {
  /** Audit name. */
  readonly actor: string;
  readonly wish: BookingWish;
  readonly payer: Payer;
  readonly origin: BookedOrigin;
};

async function insertBooking(unit: Unit, { actor, wish, payer, origin }: Booking, checked: Checked) {
  const { facts, codes, slot } = checked;
  const { found, service, policy, month } = facts;
  if (service === null) throw new Refusal("basket-not-open");
  const accepted = isAccepted(facts);
  const id = unit.newId();
  const plannedStart = asDate(startOf(slot));
  const plannedEnd = asDate(plusMinutes(startOf(slot), slot.durationMinutes));
  const visitNo = nextVisitNo(facts);
  const offerId = await offerFor(unit, checked, accepted);
  await insertVisits(
    unit,
    [
      {
        id,
        visitNo,
        streetId: found.elder.streetId,
        providerId: service.provider.id,
        elderId: found.elder.id,
        contractId: service.contract.id,
        offerId,
        kind: payer === "government" ? "basket" : "private",
        origin,
        serviceMonth: firstDateOf(month),
        plannedStart,
        plannedEnd,
        subtypes: [...codes],
        remarks: visitRemarksOf(wish.remarks ?? []),
        plannedFen: service.contract.priceFen,
        deliveryState: accepted ? "accepted" : "offered",
        policyVersion: policy.id,
        catalogueVersion: CATALOGUE_IN_FORCE,
      },
    ],
    workerIdsOf(facts, slot).map((workerId) => ({
      visitId: id,
      workerId,
      groupId: id,
      plannedStart,
      plannedEnd,
      assignedBy: actor,
      assignedAt: asDate(unit.now),
    })),
  );
  if (offerId !== null) await holdVisits(unit, [{ offerId, visitId: id, state: accepted ? "accepted" : "asked" }]);
  await tellBooked(unit, { visitNo, elderId: found.elder.id, plannedStart, version: 1 });
  return { id, visitNo };
}

/**
 * Books inside a unit of work that does more: a kiosk's booking and one that is spoken into a telephone pass through here alike.
 * Refuses "slot-taken", "slot-unknown", "basket-not-open", "month-full" (none left), "month-not-full" (paying although one is left).
 */
export async function bookVisitIn(
  unit: Unit,
  booking: Booking,
): Promise<{ readonly id: string; readonly visitNo: string }> {
  const { actor, wish, payer, origin } = booking;
  const checked = await checkWish(unit, wish);
  const { facts } = checked;
  if (payer === "government" && facts.left === 0) throw new Refusal("month-full");
  if (payer === "elder" && facts.left > 0) throw new Refusal("month-not-full");
  if (payer === "government" && !(await reserveEntitlement(unit, wish.elderId, facts.month, 1)))
    throw new Refusal("month-full");
  const { id, visitNo } = await insertBooking(unit, booking, checked);
  const meetsDebt = payer === "government" && (await closeDebt(unit, wish.elderId, facts.month, id));
  await deleteHoldsOf(unit, wish.elderId);
  if (payer === "government") await endWaiting(unit, facts);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: `${origin}.book`,
    subjectType: "visit",
    subjectId: visitNo,
    facts: { payer, meetsDebt, place: facts.monthVisits.filter(standsInMonth).length + 1 },
  });
  return { id, visitNo };
}

/**
 * @param payer "government" takes one of the month's visits that is still open; "elder" is a further visit when none is
 * @returns the visit's number
 * Refuses as `bookVisitIn`, and "just-booked" where it has to be asked first.
 */
export async function bookVisit(context: Context, wish: BookingWish, payer: Payer): Promise<string> {
  const booking = { actor: context.actor, wish, payer, origin: "kiosk" } as const;
  return orTaken(
    inTransaction(context, async (unit) => {
      if (wish.asksFirst === true) {
        // Of two kiosks with one elder the second waits here for what the first has booked.
        await lockElder(unit, wish.elderId);
        if ((await findJustBooked(unit, wish.elderId)) !== null) throw new Refusal("just-booked");
      }
      return (await bookVisitIn(unit, booking)).visitNo;
    }),
  );
}
