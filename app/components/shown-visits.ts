/** The visits that a page draws: the server's, or the phone's own where it has them, with what was recorded on this phone over them. */
import { unplannedVisits } from "#app/domain/visits/phone-unscheduled.ts";
import { isCalled, shownVisit, withSaid, type SaidEvent, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { usePhoneState } from "./phone-context.tsx";

/** What the server gave a page; null for the frame that a phone keeps. */
export type LoadedVisits = { readonly atMs: number; readonly visits: readonly ShownVisit[] } | null;

export type ShownVisits = { readonly nowMs: number; readonly visits: readonly ShownVisit[] };

/** What was begun on this phone at a door where nothing was planned. */
const unplanned = (known: readonly ShownVisit[], said: readonly SaidEvent[]) =>
  unplannedVisits(said, new Set(known.flatMap((visit) => visit.phoneNo ?? [])));

/** Null when neither has any: the door stands there instead. */
export function useShownVisits(loaded: LoadedVisits): ShownVisits | null {
  const { day, said, nowMs: phoneNowMs } = usePhoneState();
  const nowMs = phoneNowMs ?? loaded?.atMs ?? null;
  const visits = day === null || nowMs === null ? loaded?.visits : day.visits.map((visit) => shownVisit(visit, nowMs));
  if (visits === undefined || nowMs === null) return null;
  return { nowMs, visits: [...visits, ...unplanned(visits, said)].map((visit) => withSaid(visit, said)) };
}

/** One visit: the phone's own, else the server's, which may be of any day. */
export function useShownVisit(visitNo: string, loaded: LoadedVisits): { nowMs: number; visit: ShownVisit } | null {
  const { said, nowMs: phoneNowMs } = usePhoneState();
  const shown = useShownVisits(loaded);
  const own = shown?.visits.find((visit) => isCalled(visit, visitNo));
  const other = [...(loaded?.visits ?? []), ...unplanned([], said)].find((visit) => isCalled(visit, visitNo));
  const visit = own ?? (other === undefined ? undefined : withSaid(other, said));
  const nowMs = phoneNowMs ?? loaded?.atMs;
  return visit === undefined || nowMs === undefined ? null : { nowMs, visit };
}
