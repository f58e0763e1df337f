/**
 * A family bed as its events tell it: state, plan in force, what was installed, when it was suspended. A fold, so the same events always
 * give the same bed; nothing here is typed in.
 */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { bedStateAfter, type BedParty, type BedState, type BedStepKind } from "./lifecycle.ts";
import type { StepFacts } from "./step-facts.ts";

/** One event, typed by its step. */
export type BedEvent = {
  readonly [Kind in BedStepKind]: {
    readonly seq: number;
    readonly kind: Kind;
    readonly occurredOn: PlainDate;
    readonly party: BedParty;
    readonly actor: string;
    readonly facts: StepFacts<Kind>;
  };
}[BedStepKind];

/** Days of a suspension; `to` is the first day of service again, null while it lasts. */
export type Suspension = { readonly from: PlainDate; readonly to: PlainDate | null; readonly reason: string };

export type FamilyBed = {
  readonly state: BedState;
  readonly since: PlainDate;
  readonly appliedOn: PlainDate;
  readonly grade: number | null;
  readonly publicityUntil: PlainDate | null;
  readonly planVersion: number | null;
  /** As the works body reported them last. */
  readonly works: StepFacts<"report_works"> | null;
  readonly countedOn: PlainDate | null;
  /** First day of service; null before. */
  readonly servedFrom: PlainDate | null;
  /** First day without service for good; null while the bed is in service or may be again. */
  readonly servedTo: PlainDate | null;
  readonly suspensions: readonly Suspension[];
  /** While suspended, the day on which service was expected to go on; null where nobody knows one. */
  readonly expectedBackOn: PlainDate | null;
  readonly stays: readonly { readonly state: BedState; readonly from: PlainDate; readonly to: PlainDate | null }[];
};

function born(event: BedEvent): FamilyBed {
  return {
    state: "applied",
    since: event.occurredOn,
    appliedOn: event.occurredOn,
    ...{ grade: null, publicityUntil: null, planVersion: null, works: null, countedOn: null },
    ...{ servedFrom: null, servedTo: null, suspensions: [], expectedBackOn: null, stays: [] },
  };
}

const closeLast = (suspensions: readonly Suspension[], on: PlainDate): Suspension[] =>
  suspensions.map((one) => (one.to === null ? { ...one, to: on } : one));

/** What a step changes beside the state. */
function changesOf(bed: FamilyBed, event: BedEvent): Partial<FamilyBed> {
  const on = event.occurredOn;
  if (event.kind === "assess") return { grade: event.facts.grade };
  if (event.kind === "publish") return { publicityUntil: event.facts.until };
  if (event.kind === "plan" || event.kind === "revise_plan") return { planVersion: event.facts.version };
  if (event.kind === "report_works") return { works: event.facts };
  if (event.kind === "accept") return { countedOn: on };
  if (event.kind === "start_service") return { servedFrom: on };
  if (event.kind === "suspend")
    return {
      suspensions: [...bed.suspensions, { from: on, to: null, reason: event.facts.reason }],
      expectedBackOn: event.facts.until as PlainDate | null,
    };
  if (event.kind === "resume") return { suspensions: closeLast(bed.suspensions, on), expectedBackOn: null };
  if (event.kind === "propose_exit")
    return {
      suspensions: closeLast(bed.suspensions, on),
      expectedBackOn: null,
      servedTo: bed.servedFrom === null ? null : on,
    };
  return {};
}

/**
 * The bed after one more event; null stands before the first. Refuses `bed-cannot-<step>` as the table of steps does, and "bed-date-wrong"
 * for a day before the state began.
 */
export function afterEvent(bed: FamilyBed | null, event: BedEvent): FamilyBed {
  const state = bedStateAfter(bed?.state ?? "none", event.kind);
  if (bed === null) return { ...born(event), stays: [{ state, from: event.occurredOn, to: null }] };
  if (event.occurredOn < bed.since) throw new Refusal("bed-date-wrong");
  const moved = state !== bed.state;
  const stays = moved
    ? [
        ...bed.stays.map((stay) => (stay.to === null ? { ...stay, to: event.occurredOn } : stay)),
        { state, from: event.occurredOn, to: null },
      ]
    : bed.stays;
  return { ...bed, ...changesOf(bed, event), state, stays, since: moved ? event.occurredOn : bed.since };
}

/** The bed that events come to, in their order; null for none. */
export function foldBed(events: readonly BedEvent[]): FamilyBed | null {
  return events.reduce<FamilyBed | null>(afterEvent, null);
}
