/** Free times for a basket, as an elder at a kiosk is offered them, and whether a wished time can still be met. */
import { basketPart, subtypeNeedsOf, type BasketPart } from "#app/domain/matching/basket-parts.ts";
import { proposeSlots, type ProposedSlot } from "#app/domain/matching/propose-slots.ts";
import { conflictsOf, type VisitSurroundings } from "#app/domain/matching/visit-conflicts.ts";
import { bookableDays } from "#app/domain/kiosk/booking-month.ts";
import { slotKeyText, type SlotKey } from "#app/domain/kiosk/slot-key.ts";
import { plannableProvider, plannableWorker } from "../planning/planning-rows.server.ts";
import type { BookingFacts } from "./booking-facts.server.ts";

/** Three screens of four. Two times a day at most, hours apart, so that choices differ. */
const FEW = { count: 12, perDate: 2, apartMinutes: 150 };
/** For who looks for another day or hour: eight times a day, an hour apart. */
const MANY = { count: 248, perDate: 8, apartMinutes: 60 };

export type OfferedSlot = SlotKey & {
  readonly key: string;
  readonly durationMinutes: number;
  /** Full names: whoever shows them to bystanders shortens them. */
  readonly workerNames: readonly string[];
  readonly visitsBefore: number;
};

function surroundingsOf(facts: BookingFacts, codes: readonly string[]): VisitSurroundings | null {
  if (facts.service === null) return null;
  const basket: BasketPart = basketPart(
    subtypeNeedsOf(codes, facts.grade, facts.catalogue),
    facts.policy.parameters.visit_min_minutes,
  );
  return {
    elder: facts.elder,
    provider: plannableProvider(facts.service.provider, [facts.service.contract]),
    basket,
    visits: facts.around,
    calendar: facts.calendar,
    limits: facts.limits,
  };
}

function offered(facts: BookingFacts, slot: ProposedSlot): OfferedSlot {
  const workers = slot.workerIds.flatMap((id) => facts.workers.filter(({ worker }) => worker.id === id));
  const key = {
    date: slot.date,
    startMinute: slot.startMinute,
    workerNos: workers.map(({ worker }) => worker.workerNo),
  };
  return {
    ...key,
    key: slotKeyText(key),
    durationMinutes: slot.durationMinutes,
    workerNames: workers.map(({ worker }) => worker.name),
    visitsBefore: slot.reasons.familiarVisits,
  };
}

function freeSlots(facts: BookingFacts, codes: readonly string[], limits: typeof FEW): OfferedSlot[] {
  const surroundings = surroundingsOf(facts, codes);
  const days = bookableDays(facts.month, facts.today);
  if (surroundings === null || days === null) return [];
  return proposeSlots({
    ...surroundings,
    ...limits,
    ...days,
    workers: facts.workers.map(plannableWorker),
  }).map((slot) => offered(facts, slot));
}

/** On the days of the month that may be booked: those with a care worker the elder knows come first, each kind in order of time. */
export function slotsFor(facts: BookingFacts, codes: readonly string[]): OfferedSlot[] {
  const slots = freeSlots(facts, codes, FEW);
  return [...slots.filter((slot) => slot.visitsBefore > 0), ...slots.filter((slot) => slot.visitsBefore === 0)];
}

/** Every time of every day that is left in the month, in order of time. */
export function allSlotsFor(facts: BookingFacts, codes: readonly string[]): OfferedSlot[] {
  return freeSlots(facts, codes, MANY);
}

/** The slot with its details if nothing stands against it, else null. */
export function slotIfFree(facts: BookingFacts, codes: readonly string[], wish: SlotKey): OfferedSlot | null {
  const surroundings = surroundingsOf(facts, codes);
  const workers = wish.workerNos.flatMap((no) => facts.workers.filter(({ worker }) => worker.workerNo === no));
  const days = bookableDays(facts.month, facts.today);
  const isInMonth = days !== null && wish.date >= days.from && wish.date <= days.to;
  if (surroundings === null || !isInMonth || workers.length !== wish.workerNos.length) return null;
  const team = workers.map(plannableWorker);
  const conflicts = conflictsOf({ date: wish.date, startMinute: wish.startMinute, workers: team }, surroundings);
  if (conflicts.length > 0) return null;
  const familiar = team.map(({ id }) => facts.elder.familiar.find((one) => one.workerId === id)?.visits ?? 0);
  return offered(facts, {
    date: wish.date,
    startMinute: wish.startMinute,
    durationMinutes: surroundings.basket.durationMinutes,
    workerIds: team.map(({ id }) => id),
    reasons: { familiarVisits: Math.max(...familiar), addedTravelMinutes: 0 },
  });
}

/** Nothing an elder may book is missing from the catalogue, above the grade or outside the contract. */
export function coveredBy(facts: BookingFacts): (code: string) => boolean {
  const { contract } = facts.service ?? { contract: null };
  return (code) => contract !== null && (contract.coversAllSubtypes || contract.subtypes.includes(code));
}
