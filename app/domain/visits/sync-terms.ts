/**
 * What a phone and the server agree on before any message: the protocol's number, the size of a batch, the text that is signed. Apart
 * from the shapes of sync-message.ts, so that the phone's pages carry no schema library.
 */
import { canonicalText, type CanonicalValue } from "../imports/canonical-text.ts";

export const SYNC_PROTOCOL = 1;

/** Events of one request. A longer outbox goes in several requests, oldest first. */
export const MAX_EVENTS_OF_BATCH = 200;

/**
 * The text that is hashed and signed: compact JSON with sorted keys of the event without its signature. What JSON cannot carry (undefined) is left out first, so the phone
 * and the server write the same text.
 */
export function canonicalEvent(event: Readonly<Record<string, unknown>>): string {
  const { signature: _signature, ...signed } = event;
  return canonicalText(JSON.parse(JSON.stringify(signed)) as CanonicalValue);
}
