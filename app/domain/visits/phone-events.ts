/**
 * What a care worker's phone may send about a visit. Everything is read leniently and judged later: a position that is missing or
 * strange becomes a cause of failure, never a refusal. Only what names no event at all is malformed.
 */
import * as z from "zod";
import { identify, type EventId } from "../identifiers.ts";
import { DOOR_STEPS } from "./door-steps.ts";
import type { UnscheduledClaim } from "./phone-unscheduled.ts";
import type { VisitEventBody } from "./visit-events.ts";
import { DATUMS, POSITION_FAILURES } from "./visit-events.ts";

const position = z.union([
  z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyM: z.number().min(0).max(1_000_000),
    ageMs: z.number().min(0),
    datum: z.enum(DATUMS).nullable(),
  }),
  z.object({ failure: z.enum(POSITION_FAILURES) }),
]);

const code = z.string().min(1).max(20);

/** SHA-256 in lower-case hexadecimal. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const OLDEST_PICTURE_MS = 10 * 366 * 86_400_000;

const body = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["check_in", "check_out"]), position: position.catch({ failure: "device_fault" }) }),
  /** Hash of the code's text in its one form (door-token.ts). A wrong or void code is an event like the right one. */
  z.object({ kind: z.enum(["door_code", "nfc_tap"]), codeHash: digest }),
  /** Digest of the picture as it will be uploaded; the event goes first. */
  z.object({
    kind: z.enum(["photo_start", "photo_end"]),
    photoDigest: digest,
    nonce: z.string().max(60).optional().catch(undefined),
    /** A file that claims to be older than ten years has no clock. */
    pictureAgeMs: z.number().int().min(0).max(OLDEST_PICTURE_MS).optional().catch(undefined),
  }),
  z.object({ kind: z.literal("task_done"), subtype: code }),
  z.object({ kind: z.literal("task_refused"), subtype: code, reason: z.string().max(40).nullable() }),
  z.object({ kind: z.literal("elder_confirm") }),
  /** The digits, sealed to the server's key (app/web/offline/seal-pin.ts); nothing for a page without script, which asks at once. */
  z.object({ kind: z.literal("pin_confirm"), sealed: z.string().max(400).optional().catch(undefined) }),
  z.object({ kind: z.enum(["en_route", "no_answer", "unsafe"]) }),
  z.object({ kind: z.literal("door_step"), step: z.enum(DOOR_STEPS) }),
  z.object({ kind: z.literal("note"), text: z.string().trim().min(1).max(500) }),
]);

const sent = z.object({
  eventId: z.uuid(),
  /** Milliseconds of the device's own clock; null when the page had no script. */
  deviceMs: z.number().int().positive().nullable().catch(null),
  body,
});

export type PhoneBody = {
  readonly body: VisitEventBody;
  /** The elder's digits as the phone sealed them; the body says "unreadable" until somebody has compared them. */
  readonly sealed: string | null;
  /** The nonce beside a photograph as it came; the body says nothing of it until somebody has compared it. */
  readonly nonce: string | null;
};

export type PhoneEvent = { readonly eventId: EventId; readonly deviceMs: number | null; readonly body: VisitEventBody };

function bodyOf(given: z.infer<typeof body>): VisitEventBody {
  switch (given.kind) {
    case "check_in":
    case "check_out": {
      const read = given.position;
      return "failure" in read
        ? { kind: given.kind, position: { fix: null, failure: read.failure } }
        : { kind: given.kind, position: { fix: { ...read, source: "browser" }, failure: null } };
    }
    case "task_done":
      return { ...given, reading: null };
    case "elder_confirm":
      // The device is the worker's own: a tap proves nobody.
      return { kind: given.kind, confirmedOn: "worker_phone", by: null };
    case "pin_confirm":
      return { kind: given.kind, confirmedOn: "worker_phone", by: null, outcome: "unreadable" };
    case "photo_start":
    case "photo_end": {
      const { kind, photoDigest, pictureAgeMs } = given;
      return { kind, photoDigest, ...(pictureAgeMs !== undefined && { pictureAgeMs }) };
    }
    case "door_code":
    case "nfc_tap":
    case "task_refused":
    case "en_route":
    case "no_answer":
    case "door_step":
    case "unsafe":
    case "note":
      return given;
  }
}

const claim = z.object({
  elder: z.string().trim().min(2).max(40),
  reason: z.string().max(40),
  note: z.string().max(300),
});

/** What a check-in says of a visit that nobody had planned; null for any other event. */
export function readUnscheduledClaim(raw: Readonly<Record<string, unknown>>): UnscheduledClaim | null {
  return claim.safeParse(raw["unscheduled"]).data ?? null;
}

type PhotoBody = Extract<z.infer<typeof body>, { kind: "photo_start" | "photo_end" }>;

function isPhoto(given: z.infer<typeof body>): given is PhotoBody {
  return given.kind === "photo_start" || given.kind === "photo_end";
}

/** The body of a signed event as a value of the domain, or null when it names nothing that this server knows. */
export function readPhoneBody(raw: unknown): PhoneBody | null {
  const read = body.safeParse(raw);
  if (!read.success) return null;
  const { data } = read;
  return {
    body: bodyOf(data),
    sealed: data.kind === "pin_confirm" ? (data.sealed ?? null) : null,
    nonce: isPhoto(data) ? (data.nonce ?? null) : null,
  };
}

/** The event as a value of the domain, or null for one that is malformed. */
export function readPhoneEvent(raw: unknown): PhoneEvent | null {
  const read = sent.safeParse(raw);
  if (!read.success) return null;
  const { eventId, deviceMs } = read.data;
  return { eventId: identify<EventId>(eventId), deviceMs, body: bodyOf(read.data.body) };
}
