/** Which of the free times an elder is shown first: the three nearest to one that has just gone, or the one that is most like the last visit. */
import { daysBetween, type PlainDate } from "../time/plain-date.ts";
import { weekdayOf } from "../time/plain-date.ts";

type SlotTime = { readonly date: PlainDate; readonly startMinute: number };
type WorkedSlot = SlotTime & { readonly workerNos: readonly string[] };

/** Shown to who came a moment too late. */
export const NEAREST_SLOTS = 3;

/** Minutes between two starts, whatever the direction. */
function minutesApart(left: SlotTime, right: SlotTime): number {
  return Math.abs(daysBetween(left.date, right.date) * 24 * 60 + right.startMinute - left.startMinute);
}

/** The nearest in time, in order of their times; the earlier one of two that are equally near. */
export function nearestSlots<Slot extends SlotTime>(slots: readonly Slot[], wanted: SlotTime): Slot[] {
  const inOrder = (left: SlotTime, right: SlotTime) =>
    left.date === right.date ? left.startMinute - right.startMinute : left.date < right.date ? -1 : 1;
  return slots
    .toSorted((left, right) => minutesApart(left, wanted) - minutesApart(right, wanted) || inOrder(left, right))
    .slice(0, NEAREST_SLOTS)
    .toSorted(inOrder);
}

/** A start is like another within this. */
const LIKE_MINUTES = 60;

const isSameTeam = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((one) => right.includes(one));

/**
 * 和上次一样: with whoever came last, on the same weekday, within an hour of the same time; the earliest such. Without one on that weekday,
 * any day's; null when whoever came has no such time.
 */
export function slotLikeLast<Slot extends WorkedSlot>(slots: readonly Slot[], last: WorkedSlot): Slot | null {
  const alike = slots.filter(
    (slot) =>
      isSameTeam(slot.workerNos, last.workerNos) && Math.abs(slot.startMinute - last.startMinute) <= LIKE_MINUTES,
  );
  const byDate = alike.toSorted((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
  return byDate.find((slot) => weekdayOf(slot.date) === weekdayOf(last.date)) ?? byDate[0] ?? null;
}

/** Days that have free times, and how many. */
export function daysWithSlots<Slot extends SlotTime>(
  slots: readonly Slot[],
): { readonly date: PlainDate; readonly count: number }[] {
  const counts = new Map<PlainDate, number>();
  for (const { date } of slots) counts.set(date, (counts.get(date) ?? 0) + 1);
  return [...counts]
    .map(([date, count]) => ({ date, count }))
    .toSorted((left, right) => (left.date < right.date ? -1 : 1));
}
