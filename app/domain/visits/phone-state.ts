/**
 * The phone's own store as the screens see it, and what they may ask of it. There is one only in a browser that keeps data and runs
 * scripts; without it every step is a plain form that the server answers.
 */
import type { AppCodeFault } from "./app-code.ts";
import type { KeptPhoto } from "../photos/kept-photos.ts";
import type { PhotoEnd } from "../verification/visit-photos.ts";
import { NOTHING_WAITS, type OutboxFacts } from "./outbox.ts";
import type { DoorCodeKind } from "./visit-events.ts";
import type { UnscheduledClaim } from "./phone-unscheduled.ts";
import type { SaidEvent } from "./phone-visit.ts";
import type { RejectionReason, WorkerDay } from "./sync-message.ts";
import type { WorkerFields, WorkerIntent } from "./worker-form.ts";

export type RejectedEvent = {
  readonly eventId: string;
  readonly visitNo: string;
  readonly kind: string;
  readonly deviceMs: number;
  readonly reason: RejectionReason;
};

export type KeptEvent = SaidEvent & { readonly eventId: string; readonly isWaiting: boolean };

export type PhoneState = {
  /** `none`: this browser keeps nothing, the pages work as forms. */
  readonly status: "opening" | "ready" | "none";
  readonly isOnline: boolean;
  /** `ended`: keep everything and sign in again; `other`: somebody else is signed in on this phone. */
  readonly session: "unknown" | "good" | "ended" | "other";
  /** The server takes no batch of this app. */
  readonly isTooOld: boolean;
  readonly outbox: OutboxFacts;
  readonly rejected: readonly RejectedEvent[];
  /** Photographs that this phone keeps: those on their way, and those that the server will never take. */
  readonly photos: readonly KeptPhoto[];
  /** What this phone has recorded and no day of the server shows yet. */
  readonly said: readonly KeptEvent[];
  /** Fetched in this run of the page, or opened with the digits. */
  readonly day: WorkerDay | null;
  /** The kept days: no digits set, closed until they are typed, open, or closed for good after too many wrong tries. */
  readonly vault: "none" | "locked" | "open" | "closed";
  readonly triesLeft: number;
  /** By the server's clock as last sampled. */
  readonly nowMs: number | null;
  readonly allSentMs: number | null;
  readonly isInstalled: boolean;
  /** WeChat's browser keeps less and forgets sooner. */
  readonly isInWeChat: boolean;
};

export const PHONE_NOT_OPEN: PhoneState = {
  status: "opening",
  isOnline: true,
  session: "unknown",
  isTooOld: false,
  outbox: NOTHING_WAITS,
  rejected: [],
  photos: [],
  said: [],
  day: null,
  vault: "none",
  triesLeft: 0,
  nowMs: null,
  allSentMs: null,
  isInstalled: false,
  isInWeChat: false,
};

/** A browser that keeps nothing: every step is answered by the server, so nothing ever waits here. */
export const NO_PHONE: PhoneState = { ...PHONE_NOT_OPEN, status: "none" };

export type Tap = { readonly deviceMs: number; readonly monotonicMs: number };

/** `digest`: SHA-256 of the content, lower-case hexadecimal. */
export type SmallPhoto = {
  readonly digest: string;
  readonly content: Uint8Array;
  /** How much older the file was than its choosing: a picture from the album. Null when the phone does not say. */
  readonly pictureAgeMs: number | null;
};

export type UnlockOutcome = "open" | "again" | "closed" | "wipe";

export type PhonePort = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => PhoneState;
  /** True when everything that the form says is on the disk; false when this phone cannot take it and the form must go to the server. */
  readonly record: (visitNo: string, intent: WorkerIntent, fields: WorkerFields, tap: Tap) => Promise<boolean>;
  /** A code that was scanned or typed at the door; false when it holds nothing. What it is worth is judged by the server. */
  readonly recordDoorCode: (visitNo: string, text: string, tap: Tap, kind?: DoorCodeKind) => Promise<boolean>;
  /** The picture as it will be sent, already small and without what a camera writes beside it. */
  readonly recordPhoto: (visitNo: string, end: PhotoEnd, photo: SmallPhoto, tap: Tap) => Promise<void>;
  /** A visit that nobody had planned begins with its check-in. @returns what the phone calls it */
  readonly recordUnscheduled: (claim: UnscheduledClaim, place: WorkerFields, tap: Tap) => Promise<string>;
  readonly sendNow: () => void;
  /** Null when the digits are set; needs the network, because the days are fetched anew. */
  readonly setCode: (digits: string) => Promise<AppCodeFault | "no-network" | null>;
  readonly unlock: (digits: string) => Promise<UnlockOutcome>;
  /** Wipes what this phone keeps of the worker; false, and nothing is wiped, while something is unsent. */
  readonly leave: () => Promise<boolean>;
};
