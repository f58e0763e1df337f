/**
 * What a bed's suspension or end does to the elder's coming visits: with which code they are called off, and which stay it puts on the
 * elder's file, so that planning and checking of visits know of it too. The monthly visits are the elder's with or without a bed
 * (policy bed_holders_get_visits), so an end that concerns the bed alone (declined, suspended too long, fraud) leaves them standing [assumed].
 */
import { addDays, type PlainDate } from "../time/plain-date.ts";
import type { BedEvent } from "./family-bed.ts";

export type StayKind = "hospital" | "institution" | "away";

export type VisitStop = {
  /** One that `isCancelCode` knows. */
  readonly code: string;
  /** Null where the elder is at home all the same. */
  readonly stay: StayKind | null;
  readonly from: PlainDate;
  /** First day on which visits stand again; null while nobody knows. */
  readonly until: PlainDate | null;
};

type Stopping = Pick<VisitStop, "code" | "stay">;

const OF_SUSPENSION: Readonly<Record<string, Stopping>> = {
  hospital: { code: "RC-ELDER-HOSPITAL", stay: "hospital" },
  travel: { code: "RC-ELDER-AWAY", stay: "away" },
  refusal: { code: "bed_suspended", stay: null },
  other: { code: "bed_suspended", stay: null },
};

const OF_EXIT: Readonly<Record<string, Stopping>> = {
  death: { code: "RC-ELDER-DIED", stay: null },
  institution: { code: "in_institution", stay: "institution" },
  registration_moved: { code: "registration_moved", stay: null },
  aid_ended: { code: "aid_ended", stay: null },
};

/** Null for a step that leaves the visits alone. An expected end that lies not behind the beginning says nothing. */
export function visitStopOf(event: BedEvent): VisitStop | null {
  const from = event.occurredOn;
  if (event.kind === "suspend") {
    const stopping = OF_SUSPENSION[event.facts.reason];
    const expected = event.facts.until as PlainDate | null;
    if (stopping === undefined) return null;
    return { ...stopping, from, until: expected !== null && expected > from ? expected : null };
  }
  const stopping = event.kind === "propose_exit" ? OF_EXIT[event.facts.reason] : undefined;
  return stopping === undefined ? null : { ...stopping, from, until: null };
}

/** The last day of a stay that ends with a first day at home, as the elder's file writes it. */
export const lastDayAway = (home: PlainDate): PlainDate => addDays(home, -1);

/** Asks whether a visit of that day is called off by the stop. */
export function isStopped({ from, until }: VisitStop, on: PlainDate): boolean {
  return on >= from && (until === null || on < until);
}

/** Numbers of the visits that the suspension which lasts, or lasted last, called off. @param events in their order */
export function visitsCalledOff(events: readonly BedEvent[]): readonly string[] {
  const suspension = events.findLast((event) => event.kind === "suspend");
  return suspension?.kind === "suspend" ? (suspension.facts.visits ?? []) : [];
}
