/**
 * What the phones, kiosks, doors and call-backs said about a visit (visit rules 3.3). Events are only added; what a
 * set of them means is computed here by a pure function of the set. Arrival order, repeats and the clock of the
 * reader never matter.
 */
import type { DoorStep } from "./door-steps.ts";
import type { RatingGrade, RatingRemark } from "./elder-rating.ts";
import type { EventId, VisitId, WorkerId } from "../identifiers.ts";
import type { Instant } from "../time/instant.ts";

export const POSITION_FAILURES = [
  "denied",
  "timeout",
  "unavailable",
  "indoor_no_signal",
  "device_fault",
  "not_asked",
] as const;
export type PositionFailure = (typeof POSITION_FAILURES)[number];

/** Frames of a coordinate pair. Mainland phone maps often give GCJ-02, which lies about 470 m away in Nantong, or Baidu's BD-09. */
export const DATUMS = ["WGS-84", "GCJ-02", "BD-09"] as const;
export type Datum = (typeof DATUMS)[number];

export type PositionFix = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
  readonly ageMs: number;
  /** Null when the source did not say; such a fix proves nothing until its datum is known. */
  readonly datum: Datum | null;
  readonly source: string;
  /** Set once the coordinates were blurred: what the exact ones had measured. */
  readonly blurred?: MeasuredFix;
};

/** Metres to the home, how many were allowed, and whether that is inside; nulls when it could not be measured. */
export type MeasuredFix =
  | { readonly distanceM: number; readonly allowedM: number; readonly inside: boolean }
  | { readonly distanceM: null; readonly allowedM: null; readonly inside: null };

export type PositionReading =
  { readonly fix: PositionFix; readonly failure: null } | { readonly fix: null; readonly failure: PositionFailure };

/** On which device a confirmation was given. The care worker's own phone proves nothing about the elder. */
export type ConfirmedOn = "worker_phone" | "elder_device" | "family_device" | "kiosk" | "hotline" | "paper";

export const CONFIRMATION_KINDS = [
  "elder_confirm",
  "pin_confirm",
  "signature",
  "kiosk_confirm",
  "phone_confirm",
  "family_confirm",
  "elder_rating",
] as const;
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];

/**
 * What came of the digits that an elder typed: compared with those on record, or not comparable because there are none, because their
 * seal does not open, or because so many wrong ones were typed at this visit that no more are looked at.
 */
export type PinOutcome = "right" | "wrong" | "none" | "unreadable" | "unchecked";

/** A corrected value; it counts once a second person has approved it. */
export type Correction = (
  | { readonly field: "check_in_at" | "check_out_at"; readonly oldValue: Instant | null; readonly newValue: Instant }
  | { readonly field: "interrupted_minutes"; readonly oldValue: number | null; readonly newValue: number }
  | { readonly field: "subtypes"; readonly oldValue: readonly string[]; readonly newValue: readonly string[] }
) & {
  readonly reason: string;
  readonly resolution: string;
  readonly memo: string | null;
  readonly evidenceDigest: string | null;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
};

/** What the elder's side said about a visit on the telephone or at the door, as far as it was clear. */
export type SaidOfVisit = {
  readonly channel: "call" | "field_check" | "sheet";
  /** Minutes of a visit. */
  readonly minutes: number | null;
  readonly visitsAMonth: number | null;
  /** Subtypes that were named. */
  readonly services: readonly string[];
  readonly namedOther: boolean;
  readonly badge: boolean | null;
  readonly dissatisfied: boolean;
  /** Keyed digest of the number that was rung, hexadecimal: whose it is, is asked when the visit is judged. Absent at a door, and in older rows. */
  readonly rung?: string;
};

/** A round of calls that reached nobody: attempts of all rounds together, and the last result. */
export type NotReached = { readonly attempts: number; readonly rounds: number; readonly result: string };

/** How the code at a door was read: from paper or a screen, or from a tag that was touched. */
export type DoorCodeKind = "door_code" | "nfc_tap";

/** What came of the nonce beside a photograph: the server's own for this visit and worker, another one, or none. */
export type NonceVerdict = "right" | "other" | "missing";

export type VisitEventBody =
  | { readonly kind: "check_in" | "check_out"; readonly position: PositionReading }
  | { readonly kind: DoorCodeKind; readonly codeHash: string }
  | { readonly kind: "device_presence"; readonly deviceKind: string; readonly consented: boolean }
  | {
      readonly kind: "photo_start" | "photo_end";
      readonly photoDigest: string;
      /** Absent where no phone with an outbox sent it: such a page asks the server itself. */
      readonly nonce?: NonceVerdict;
      /** How much older the picture's file was than the press; absent when the phone did not say. */
      readonly pictureAgeMs?: number;
    }
  | { readonly kind: "task_done"; readonly subtype: string; readonly reading: string | null }
  | { readonly kind: "task_refused"; readonly subtype: string; readonly reason: string | null }
  | {
      readonly kind: Exclude<ConfirmationKind, "pin_confirm" | "elder_rating">;
      readonly confirmedOn: ConfirmedOn;
      readonly by: string | null;
    }
  | {
      readonly kind: "elder_rating";
      readonly confirmedOn: ConfirmedOn;
      readonly by: string | null;
      /** Older rows have neither. */
      readonly grade?: RatingGrade;
      readonly remarks?: readonly RatingRemark[];
    }
  | {
      readonly kind: "pin_confirm";
      readonly confirmedOn: ConfirmedOn;
      readonly by: string | null;
      readonly outcome: PinOutcome;
    }
  | {
      readonly kind: "callback_result";
      readonly served: boolean | null;
      readonly detail: string | null;
      /** What was said besides; older rows and calls that reached nobody have none. */
      readonly said?: SaidOfVisit;
      readonly unreached?: NotReached;
      /** Asked by a machine or a page and not by an operator; left out for calls. */
      readonly askedAt?: "kiosk" | "family";
    }
  | { readonly kind: "en_route" | "no_answer" | "unsafe" | "sos" }
  | { readonly kind: "door_step"; readonly step: DoorStep }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "correction"; readonly correction: Correction };

export type VisitEventKind = VisitEventBody["kind"];

export type VisitEvent = {
  /** Made by the device and also the idempotency key. */
  readonly eventId: EventId;
  readonly visitId: VisitId;
  /** Null for events of kiosks, doors, offices. */
  readonly workerId: WorkerId | null;
  readonly deviceId: string;
  readonly deviceSeq: number;
  /** The device's own clock at capture. */
  readonly deviceAt: Instant;
  /** Server clock minus device clock as last sampled; null when never sampled. */
  readonly serverOffsetMs: number | null;
  /** What is left of the clock difference after the offset, as the server measured it; null when it could not. */
  readonly skewMs: number | null;
  /** The page that captured it and its steady clock; null for what no phone with an outbox sent. */
  readonly page: PageClock | null;
  readonly receivedAt: Instant;
  readonly body: VisitEventBody;
};

/** Milliseconds since a start of the page, by a clock that nobody sets. */
export type PageClock = { readonly runtimeId: string; readonly monotonicMs: number };

/** One event of a wanted kind, with its body narrowed. */
export type EventOf<Kind extends VisitEventKind> = VisitEvent & {
  readonly body: Extract<VisitEventBody, { readonly kind: Kind }>;
};

export type ClockEvent = EventOf<"check_in" | "check_out">;

export type ServiceDone = { readonly subtype: string; readonly reading: string | null; readonly refused: boolean };

/** What the set of events says. Lists are in order of capture. */
export type VisitEvidence = {
  readonly checkIn: ClockEvent | null;
  readonly checkOut: ClockEvent | null;
  readonly rawInAt: Instant | null;
  readonly rawOutAt: Instant | null;
  /** Check-ins beyond the first and check-outs beyond the last, counted per device. */
  readonly extraClockEvents: number;
  readonly services: readonly ServiceDone[];
  readonly subtypesDone: readonly string[];
  readonly doorCodes: readonly EventOf<"door_code" | "nfc_tap">[];
  readonly devicePresence: readonly EventOf<"device_presence">[];
  readonly confirmations: readonly EventOf<ConfirmationKind>[];
  readonly callbacks: readonly EventOf<"callback_result">[];
  readonly photosStart: number;
  readonly photosEnd: number;
  readonly corrections: readonly EventOf<"correction">[];
  /** Care workers whose own phones checked in or out, in id order. */
  readonly workerIds: readonly WorkerId[];
  readonly deviceIds: readonly string[];
  readonly firstCapturedAt: Instant | null;
  readonly latestSkewMs: number | null;
};

/**
 * When an event happened: the device's clock put right by the last sampled offset, and never later than it was
 * received, because what has arrived has happened.
 */
export function capturedAt(event: VisitEvent): Instant {
  return Math.min(event.deviceAt + (event.serverOffsetMs ?? 0), event.receivedAt) as Instant;
}

/**
 * Milliseconds by which the device's clock was wrong after the offset correction; a clock in the future shows itself.
 */
export function residualSkewMs(event: VisitEvent): number {
  const ahead = Math.max(0, event.deviceAt + (event.serverOffsetMs ?? 0) - event.receivedAt);
  return Math.max(Math.abs(event.skewMs ?? 0), ahead);
}

/** Kinds of confirmation that were given; digits that were not the elder's are none. */
export function confirmationsHeard({ confirmations }: Pick<VisitEvidence, "confirmations">): ConfirmationKind[] {
  return confirmations.flatMap(({ body }) =>
    body.kind === "pin_confirm" && body.outcome !== "right" ? [] : [body.kind],
  );
}

/** A correction that a second person has approved; requester and approver are never the same. */
export function isApprovedCorrection(correction: Correction): boolean {
  return correction.approvedBy !== null && correction.approvedBy !== correction.requestedBy;
}

/** Narrows to events of some kinds. */
export function eventsOf<Kind extends VisitEventKind>(
  events: readonly VisitEvent[],
  ...kinds: Kind[]
): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => (kinds as readonly string[]).includes(event.body.kind));
}
