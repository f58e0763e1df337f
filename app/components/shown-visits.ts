/** The visits that a page draws: the server's, or the phone's own where it has them, with what was recorded on this phone over them. */
import { unplannedVisits } from "#app/domain/visits/phone-unscheduled.ts";
import type { PhoneState } from "#app/domain/visits/phone-state.ts";
import { isCalled, shownVisit, withSaid, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import type { CalledOffVisit } from "#app/domain/visits/sync-message.ts";
import { usePhoneState } from "./phone-context.tsx";

/** What the server gave a page; null for the frame that a phone keeps. */
export type LoadedVisits = {
  readonly atMs: number;
  readonly visits: readonly ShownVisit[];
  readonly calledOff: readonly CalledOffVisit[];
} | null;

export type ShownVisits = {
  readonly nowMs: number;
  readonly visits: readonly ShownVisit[];
  readonly calledOff: readonly CalledOffVisit[];
};

/** What was begun on this phone at a door where nothing was planned; nothing of it while the six digits are asked for. */
function unplanned({ said, day, vault }: PhoneState, known: readonly ShownVisit[]): ShownVisit[] {
  if (vault === "locked" && day === null) return [];
  const names = new Map(day?.elders?.map(({ elderNo, name }) => [elderNo, name]));
  const begun = unplannedVisits(said, new Set(known.flatMap((visit) => visit.phoneNo ?? [])));
  return begun.map((visit) => ({ ...visit, name: names.get(visit.name) ?? visit.name }));
}

/** Null when neither has any: the door stands there instead. */
export function useShownVisits(loaded: LoadedVisits): ShownVisits | null {
  const phone = usePhoneState();
  const { day, said, nowMs: phoneNowMs } = phone;
  const nowMs = phoneNowMs ?? loaded?.atMs ?? null;
  const visits = day === null || nowMs === null ? loaded?.visits : day.visits.map((visit) => shownVisit(visit, nowMs));
  if (visits === undefined || nowMs === null) return null;
  const calledOff = (day === null ? loaded?.calledOff : day.calledOff) ?? [];
  return { nowMs, calledOff, visits: [...visits, ...unplanned(phone, visits)].map((visit) => withSaid(visit, said)) };
}

/** What has become of a visit to which the worker does not go any more; null while it stands, or when nothing is known of it. */
export function useCalledOff(visitNo: string, loaded: LoadedVisits): CalledOffVisit | null {
  const shown = useShownVisits(loaded);
  const known = [...(shown?.calledOff ?? []), ...(loaded?.calledOff ?? [])];
  return known.find((one) => one.visitNo === visitNo) ?? null;
}

/** One visit: the phone's own, else the server's, which may be of any day. */
export function useShownVisit(visitNo: string, loaded: LoadedVisits): { nowMs: number; visit: ShownVisit } | null {
  const phone = usePhoneState();
  const { said, nowMs: phoneNowMs } = phone;
  const shown = useShownVisits(loaded);
  const own = shown?.visits.find((visit) => isCalled(visit, visitNo));
  const other = [...(loaded?.visits ?? []), ...unplanned(phone, [])].find((visit) => isCalled(visit, visitNo));
  const visit = own ?? (other === undefined ? undefined : withSaid(other, said));
  const nowMs = phoneNowMs ?? loaded?.atMs;
  return visit === undefined || nowMs === undefined ? null : { nowMs, visit };
}
