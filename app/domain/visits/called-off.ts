/**
 * Visits to which a care worker was to go and does not go any more: called off, given to somebody else, or missed and explained. They
 * stand on the phone's day with their reason until that day ends, so that nobody wonders where a visit has gone. The home is not in
 * them: who does not go there does not need it.
 */
import { instant, localDateOf } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { CalledOffVisit } from "./sync-message.ts";

export type CalledOffKind = CalledOffVisit["kind"];

/** What has become of a visit from which a worker was taken; a state that stands means that somebody else goes, or that it is put elsewhere. */
export function calledOffKind(deliveryState: string): CalledOffKind {
  return deliveryState === "cancelled" || deliveryState === "missed" ? deliveryState : "taken_off";
}

/**
 * Those of a date, in order of time; none whose day is over, and none that stands on the phone again.
 * @param standing numbers of the visits to which the worker goes
 */
export function calledOffOn(
  visits: readonly CalledOffVisit[],
  on: PlainDate,
  { nowMs, standing }: { readonly nowMs: number; readonly standing: ReadonlySet<string> },
): CalledOffVisit[] {
  if (on < localDateOf(instant(nowMs))) return [];
  return visits
    .filter((one) => localDateOf(instant(one.plannedStartMs)) === on && !standing.has(one.visitNo))
    .sort((left, right) => left.plannedStartMs - right.plannedStartMs);
}
