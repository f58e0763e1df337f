/**
 * A visit that nobody had planned, recorded on a phone without a network. Its check-in says who, why and where; the server gives it a
 * number when the check-in arrives. Until then, and for everything that the phone has recorded of it, it is called by that check-in's id,
 * which is the visit's own id too.
 */
import { instant, localTimeOf } from "../time/instant.ts";
import { clockText } from "../time/time-window.ts";
import type { SaidEvent, ShownVisit } from "./phone-visit.ts";
import { ASSUMED_MINUTES } from "./unscheduled.ts";

const MARK = "NEW-";
const NUMBER = new RegExp(`^${MARK}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$`);

/** What the phone calls the visit. @param eventId of its check-in */
export function phoneNoOf(eventId: string): string {
  return `${MARK}${eventId}`;
}

/** The visit's id; null for a number that a server gave. */
export function idOfPhoneNo(visitNo: string): string | null {
  return NUMBER.exec(visitNo)?.[1] ?? null;
}

/** What the check-in says beside the position. `elder`: full name or number, as typed or chosen at the door. */
export type UnscheduledClaim = { readonly elder: string; readonly reason: string; readonly note: string };

function elderNameOf(body: SaidEvent["body"]): string | null {
  const claim = body["unscheduled"];
  if (typeof claim !== "object" || claim === null || !("elder" in claim)) return null;
  return typeof claim.elder === "string" ? claim.elder : null;
}

const NOTHING_RECORDED: ShownVisit["recorded"] = {
  checkedInMs: null,
  checkedOutMs: null,
  positionFailure: null,
  done: [],
  confirmed: [],
  noAnswer: false,
  notes: [],
};

/** The unplanned visits that this phone has recorded and that no day of the server shows yet, before what was recorded of them. */
export function unplannedVisits(events: readonly SaidEvent[], known: ReadonlySet<string>): ShownVisit[] {
  return events.flatMap(({ visitNo, body, deviceMs, serverOffsetMs }): ShownVisit[] => {
    const name = elderNameOf(body);
    if (body.kind !== "check_in" || name === null || idOfPhoneNo(visitNo) === null || known.has(visitNo)) return [];
    const startMs = deviceMs + (serverOffsetMs ?? 0);
    return [
      {
        visitNo,
        plannedStartMs: startMs,
        plannedEndMs: startMs + ASSUMED_MINUTES * 60_000,
        clock: clockText(localTimeOf(instant(startMs)).minute),
        near: true,
        name,
        place: "",
        phone: null,
        family: [],
        livingRisk: null,
        note: null,
        services: [],
        deliveryState: "accepted",
        missedSide: null,
        hasPin: false,
        pinWaits: false,
        doorCodeWaits: false,
        recorded: NOTHING_RECORDED,
      },
    ];
  });
}
