/**
 * What a kiosk's agent and the server say to each other (user experience reference 4.9). Every request is signed with the machine's own
 * key over method, path, time, a number used once and the digest of the body; the same bytes are written on both sides.
 */
import * as z from "zod";
import { publicKeySchema } from "../visits/sync-message.ts";
import { CALL_BACK_NUMBER } from "./call-back-number.ts";
import { healthSchema } from "./device-health.ts";

/** Headers of a signed request. */
export const DEVICE_HEADERS = {
  device: "x-bedside-device",
  at: "x-bedside-at",
  nonce: "x-bedside-nonce",
  signature: "x-bedside-signature",
} as const;

/** How far the kiosk's clock may be from the server's. */
export const REQUEST_WINDOW_MINUTES = 5;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** What stands in the headers. */
export const signedHeadersSchema = z.strictObject({
  device: z.uuid(),
  at: z.coerce.number().int().min(0).max(253_402_300_799_999),
  nonce: base64url.min(16).max(64),
  /** ECDSA P-256 with SHA-256, 64 bytes r|s, base64url. */
  signature: base64url.length(86),
});
export type SignedHeaders = z.infer<typeof signedHeadersSchema>;

export type SignedRequest = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly at: number;
  readonly nonce: string;
  /** SHA-256 of the body's bytes, hexadecimal; of nothing for a request without one. */
  readonly bodyHash: string;
};

/** The text that is signed. Its first line keeps the signature from standing for anything else. */
export function canonicalRequest({ method, path, at, nonce, bodyHash }: SignedRequest): string {
  return ["bedside kiosk request 1", method.toUpperCase(), path, String(at), nonce, bodyHash].join("\n");
}

/** A machine that nobody knows yet asks for a code; asked again with the same key it is told whether a clerk entered it. */
export const pairingRequestSchema = z.strictObject({
  publicKey: publicKeySchema,
  at: z.number().int().min(0),
  /** Of `pairingSubject`, by the key itself: nobody asks in another machine's name. */
  signature: base64url.length(86),
});

export function pairingSubject(at: number): string {
  return `bedside kiosk pairing 1\n${at}`;
}

export const pairingAnswerSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("code"), code: z.string(), endsAtMs: z.number().int() }),
  z.strictObject({ state: z.literal("paired"), deviceId: z.uuid() }),
]);

export const bootRequestSchema = z.strictObject({
  build: z.string().min(1).max(80),
  bootId: z.uuid(),
  /** 256 bits that the page and the agent share until the machine starts again. */
  secret: base64url.length(43),
  port: z.number().int().min(1024).max(65_535),
});

export const bootAnswerSchema = z.strictObject({
  /** Opens `/kiosk/start?ticket=` once, within a minute. */
  ticket: z.string(),
  serverMs: z.number().int(),
});

/** What was read: the number of a card, or the text of a code. It is looked up and stored nowhere. */
export const identityRequestSchema = z.strictObject({
  bootId: z.uuid(),
  means: z.enum(["id_card", "social_card", "qr"]),
  text: z.string().min(1).max(200),
});
export type IdentityRequest = z.infer<typeof identityRequestSchema>;

/** unknown: nobody on file. staff: a person must look. phone: the telephone's code is asked for besides. */
export const IDENTITY_REFUSALS = ["unknown", "staff", "phone"] as const;
export const identityAnswerSchema = z.union([
  z.strictObject({ token: z.string() }),
  z.strictObject({ refused: z.enum(IDENTITY_REFUSALS) }),
]);
export type IdentityAnswer = z.infer<typeof identityAnswerSchema>;

export const heartbeatRequestSchema = z.strictObject({ bootId: z.uuid(), health: healthSchema });
export const heartbeatAnswerSchema = z.strictObject({ serverMs: z.number().int() });

/** Kept while there was no network: a visit is wished, help is called, something was bad, a call back is wished. */
export const WISH_KINDS = ["visit", "help", "complaint", "call_back"] as const;

/** Something that was asked for without a network. `id` is made once and is its idempotency key for ever. */
export const wishSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(WISH_KINDS),
  madeAtMs: z.number().int().min(0),
  /** A telephone to call back, where one was typed. */
  phone: z.string().regex(CALL_BACK_NUMBER).nullable(),
  /** Codes of what was chosen. */
  choices: z.array(z.string().min(1).max(40)).max(8),
  /** Whom the kiosk's own line has dialled, for a call for help. */
  dialled: z.enum(["staff", "hotline"]).nullable(),
});
export type KioskWish = z.infer<typeof wishSchema>;

export const wishesRequestSchema = z.strictObject({ wishes: z.array(wishSchema).min(1).max(50) });
/** Ids that need not be sent again. */
export const wishesAnswerSchema = z.strictObject({ taken: z.array(z.uuid()) });

export const printedSlipSchema = z.strictObject({
  slipId: z.string(),
  lines: z.array(z.strictObject({ text: z.string(), size: z.enum(["normal", "large"]), centred: z.boolean() })),
  qr: z.string().nullable(),
});
