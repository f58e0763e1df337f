/** A phone's batch, read event by event: what each claims, whether its signature is the device's, and what its body says. */
import { readPhoneBody, type PhoneBody } from "#app/domain/visits/phone-events.ts";
import { sentEventSchema, type SentEvent } from "#app/domain/visits/sync-message.ts";
import { canonicalEvent } from "#app/domain/visits/sync-terms.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { storableJson } from "./storable-json.ts";

/** An event whose envelope can be read. */
export type EnvelopeRead = {
  readonly sent: SentEvent;
  /** What the phone signed. */
  readonly text: string;
  readonly hash: Uint8Array;
  readonly isSigned: boolean;
  /** Null for a kind that this server does not know. */
  readonly said: PhoneBody | null;
};

export type ReadEvent = {
  /** As it may be stored. */
  readonly raw: unknown;
  /** As the phone sent it; null when there is none to read. */
  readonly eventId: string | null;
  readonly envelope: EnvelopeRead | null;
};

type Checker = (text: string, signature: string) => boolean;

function readEnvelope(raw: unknown, isSignedBy: Checker): EnvelopeRead | null {
  const read = sentEventSchema.safeParse(storableJson(raw));
  if (!read.success) return null;
  const sent = read.data;
  const text = canonicalEvent(raw as Record<string, unknown>);
  return {
    sent,
    text,
    hash: sha256Bytes(text),
    isSigned: isSignedBy(text, sent.signature),
    said: readPhoneBody(sent.body),
  };
}

function eventIdOf(raw: unknown): string | null {
  const id = raw !== null && typeof raw === "object" ? (raw as { eventId?: unknown }).eventId : null;
  return typeof id === "string" ? id.slice(0, 60) : null;
}

const LONGEST_KEPT = 100_000;

/** What cannot be walked as a value may still be written as text; of what is nested too deep for that, only the fact is kept. */
function textOf(raw: unknown): unknown {
  try {
    return storableJson(JSON.stringify(raw).slice(0, LONGEST_KEPT));
  } catch {
    return "nested too deep to be written";
  }
}

/** Reads one event; whatever is thrown by what it holds, such as nesting without end, makes it unreadable and stops no other. */
export function readEvent(raw: unknown, isSignedBy: Checker): ReadEvent {
  try {
    return { raw: storableJson(raw), eventId: eventIdOf(raw), envelope: readEnvelope(raw, isSignedBy) };
  } catch {
    return { raw: textOf(raw), eventId: eventIdOf(raw), envelope: null };
  }
}
