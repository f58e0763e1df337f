/**
 * What a care worker's phone and the server say to each other (visit rules 3.3, reliability 13). The phone signs each event; both sides
 * write the same bytes for it, so the signature and the chain of hashes mean the same on either end. An event's envelope is checked
 * here; its body is read leniently by phone-events.ts, so that a newer app can send a kind that this server does not know yet.
 */
import * as z from "zod";
import { DOOR_CODE_VERDICTS } from "../verification/door-codes.ts";
import { PHOTO_ENDS } from "../verification/visit-photos.ts";
import { DOOR_STEPS } from "./door-steps.ts";
import { MAX_EVENTS_OF_BATCH, SYNC_PROTOCOL } from "./sync-terms.ts";

/** Up to the end of the year 9999: what every party's calendar can write. */
const LATEST_MS = 253_402_300_799_999;
/** About a hundred years: a phone whose clock begins in 1970 is out by half of them. */
const WIDEST_OFFSET_MS = 3_162_240_000_000;

const milliseconds = z.number().int().min(0).max(LATEST_MS);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** The public half of the phone's signing key. The private half is made on the phone and cannot be exported. */
export const publicKeySchema = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: base64url.length(43),
  y: base64url.length(43),
});
export type PublicKeyJwk = z.infer<typeof publicKeySchema>;

export const deviceSchema = z.object({ deviceId: z.uuid(), publicKey: publicKeySchema });
export type SyncDevice = z.infer<typeof deviceSchema>;

/** Unknown fields stay: they are part of what was signed. */
export const sentEventSchema = z.looseObject({
  /** UUIDv7, made on the phone; the idempotency key for ever. */
  eventId: z.uuid(),
  visitNo: z.string().min(1).max(60),
  /** From 1, one more with each event of this device, never used again. */
  deviceSeq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** The phone's own clock at capture. */
  deviceMs: milliseconds,
  /** Random for each start of the page. A page cannot see a restart of the phone; it can say that it is a new page. */
  runtimeId: z.uuid(),
  /** Since the page's start, by a clock that nobody can set. */
  monotonicMs: z.number().min(0).max(LATEST_MS),
  /** Server clock minus phone clock as last sampled; null when it never was. */
  serverOffsetMs: z.number().int().min(-WIDEST_OFFSET_MS).max(WIDEST_OFFSET_MS).nullable(),
  network: z.enum(["online", "offline"]),
  appBuild: z.string().min(1).max(80),
  /** `eventHash` of the device's event before this one; null for its first. */
  prevHash: hex64.nullable(),
  body: z.looseObject({ kind: z.string().min(1).max(40) }),
  /** ECDSA P-256 with SHA-256 over the UTF-8 bytes of `canonicalEvent` (sync-terms.ts), 64 bytes r|s (IEEE P1363, what WebCrypto gives), base64url. */
  signature: base64url.length(86),
});
export type SentEvent = z.infer<typeof sentEventSchema>;
export type UnsignedEvent = Omit<SentEvent, "signature">;

/** The batch around the events. Each event is read on its own, so that one malformed event does not stop the others. */
export const syncRequestSchema = z.object({
  protocol: z.literal(SYNC_PROTOCOL),
  device: deviceSchema,
  sentAtMs: milliseconds,
  events: z.array(z.unknown()).max(MAX_EVENTS_OF_BATCH),
});
export type SyncRequest = z.infer<typeof syncRequestSchema>;

export const REJECTION_REASONS = [
  "malformed",
  "bad-signature",
  "unknown-device",
  "revoked-device",
  "not-your-visit",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** A rejected event is kept by the server with its reason: the phone counts it as sent and shows it, and nothing waits behind it. */
export const eventAnswerSchema = z.object({
  /** As the phone sent it; null when an event had no readable id. */
  eventId: z.string().nullable(),
  answer: z.enum(["accepted", "duplicate", "rejected"]),
  reason: z.enum(REJECTION_REASONS).nullable(),
});
export type SyncAnswer = z.infer<typeof eventAnswerSchema>;

/** In the order of the request's events. Only what is named here may leave the outbox. */
export const syncResponseSchema = z.object({ serverMs: milliseconds, answers: z.array(eventAnswerSchema) });
export type SyncResponse = z.infer<typeof syncResponseSchema>;

const personSchema = z.object({ name: z.string(), phone: z.string() });

/** Name, address and telephone as they may be seen near the visit. */
const homeSchema = z.object({
  /** The full values are shown from `fromMs` up to `toMs`, and while the visit is under way (user experience reference 6.2). */
  fromMs: milliseconds,
  toMs: milliseconds,
  name: z.string(),
  place: z.string(),
  phone: z.string().nullable(),
  family: z.array(personSchema),
});

export const dayVisitSchema = z.object({
  visitNo: z.string(),
  /** What a phone calls it that recorded it unplanned (phone-unscheduled.ts). Absent for planned visits. */
  phoneNo: z.string().optional(),
  /** Grows whenever the visit's row changes. */
  revision: z.number().int(),
  plannedStartMs: milliseconds,
  plannedEndMs: milliseconds,
  /** Masked name and community, for every time; `home` has what is shown near the visit. */
  name: z.string(),
  place: z.string(),
  home: homeSchema,
  livingRisk: z.string().nullable(),
  note: z.string().nullable(),
  /** What the elder asked to be minded at this visit (visit-remark.ts). Absent from a day that an earlier server gave. */
  remarks: z.array(z.string()).optional(),
  services: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  deliveryState: z.string(),
  missedSide: z.string().nullable(),
  /** Goes back with each photograph of the visit (visit rules 3.3). Absent from a day that an earlier server gave. */
  captureNonce: z.string().max(60).optional(),
  /** Whether the elder has digits to type. */
  hasPin: z.boolean(),
  /** Minutes to wait at a door that nobody opens, by policy. Absent from a day that an earlier server gave. */
  doorWaitMinutes: z.number().int().min(0).optional(),
  /** What the server holds of this visit, by all phones; the phone adds what still waits in its outbox. */
  recorded: z.object({
    checkedInMs: milliseconds.nullable(),
    checkedOutMs: milliseconds.nullable(),
    positionFailure: z.string().nullable(),
    /** `reason`: why a service was not done (worker-form.ts). */
    done: z.array(z.object({ subtype: z.string(), refused: z.boolean(), reason: z.string().nullable() })),
    confirmed: z.array(z.string()),
    noAnswer: z.boolean(),
    /** First time of each step at a door that nobody opened, and of its report. Absent from a day that an earlier server gave. */
    doorSteps: z.array(z.object({ step: z.enum(DOOR_STEPS), atMs: milliseconds })).optional(),
    noAnswerMs: milliseconds.nullable().optional(),
    /** When the care worker first said that the place is not safe. Absent likewise. */
    unsafeMs: milliseconds.nullable().optional(),
    notes: z.array(z.string()),
    /** What the codes read at the door are worth, by their hash, and the photographs announced, by their digest. Absent likewise. */
    doorCodes: z.array(z.object({ codeHash: hex64, verdict: z.enum(DOOR_CODE_VERDICTS) })).optional(),
    photos: z.array(z.object({ end: z.enum(PHOTO_ENDS), digest: hex64 })).optional(),
  }),
});
export type DayVisit = z.infer<typeof dayVisitSchema>;

/** A visit to which the worker does not go any more (called-off.ts), masked and without the home. */
export const calledOffSchema = z.object({
  visitNo: z.string(),
  plannedStartMs: milliseconds,
  plannedEndMs: milliseconds,
  name: z.string(),
  place: z.string(),
  services: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  /** taken_off: somebody else goes, or it is put elsewhere. */
  kind: z.enum(["cancelled", "taken_off", "missed"]),
  /** Code of a reason; null where none was given. */
  reason: z.string().nullable(),
  /** When the worker was told; null where nobody told. */
  toldMs: milliseconds.nullable(),
});
export type CalledOffVisit = z.infer<typeof calledOffSchema>;

/** The server's key for the elder's digits, P-256. `keyId` is the first 16 hexadecimal digits of the SHA-256 of its 65 raw bytes. */
export const pinKeySchema = z.object({ keyId: z.string().regex(/^[0-9a-f]{16}$/), jwk: publicKeySchema });
export type PinKey = z.infer<typeof pinKeySchema>;

export const workerDaySchema = z.object({
  protocol: z.literal(SYNC_PROTOCOL),
  serverMs: milliseconds,
  worker: z.object({ workerId: z.string(), name: z.string() }),
  pinKey: pinKeySchema,
  visits: z.array(dayVisitSchema),
  /** Absent from a day that an earlier server gave. */
  calledOff: z.array(calledOffSchema).optional(),
  /** Whom the worker has visited or will visit these weeks, with masked names: to choose from at a door. Absent from an earlier server. */
  elders: z.array(z.object({ elderNo: z.string(), name: z.string(), community: z.string() })).optional(),
});
export type WorkerDay = z.infer<typeof workerDaySchema>;
