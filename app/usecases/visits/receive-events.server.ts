/**
 * Receives the outbox of a care worker's phone (reliability 13.3). Each event gets its own answer, and none is ever dropped: it is stored,
 * or was stored before, or is kept aside with the reason for which no visit could take it. Storing waits for no rule; the visits are
 * judged a moment later (judge-recorded.server.ts), so that no fault of a rule can keep a phone from being emptied.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { SyncAnswer, SyncRequest } from "#app/domain/visits/sync-message.ts";
import type { NonceVerdict } from "#app/domain/visits/visit-events.ts";
import { judgeNonce } from "#app/integrations/crypto/capture-nonce.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { signatureChecker } from "#app/integrations/crypto/device-signature.server.ts";
import { sqlState } from "#db/refusals.ts";
import { inHurry, inTransaction, withNamedStatements, type Context } from "#db/transaction.ts";
import { fileDisplayCodes, readsOf } from "./file-display-codes.server.ts";
import { pinOutcomes } from "./pin-outcomes.server.ts";
import { readEvent, type EnvelopeRead } from "./read-batch.ts";
import { receiveUnscheduled } from "./receive-unscheduled.server.ts";
import { keepAllAside, storeBatches, type ReadBatch } from "./store-batches.server.ts";

export type Received = { readonly workerId: string; readonly request: SyncRequest };

/** Refusals of a database that is busy: the same batch may pass a moment later. */
const PASSING = ["busy-try-again", "took-too-long"];

/** Whether it is the events' content (SQLSTATE 22: a value, 54: too deep or too long) that cannot be stored, rather than a database that cannot answer now. */
function isAboutContent(thrown: unknown): boolean {
  if (thrown instanceof Refusal) return !PASSING.includes(thrown.code);
  const state = sqlState(thrown);
  if (state !== null) return /^(22|54)/.test(state);
  return thrown instanceof TypeError || thrown instanceof RangeError;
}

/**
 * One unit of work for the whole batch. When something in it cannot be stored, each event is taken alone, so that it keeps aside itself
 * and holds up no other. Throws when the database does not answer: the phone then keeps everything and comes again.
 */
export async function storeAlone(context: Context, batch: ReadBatch): Promise<SyncAnswer[]> {
  try {
    return (await inTransaction(context, (unit) => storeBatches(unit, [batch])))[0] ?? [];
  } catch (thrown) {
    if (!isAboutContent(thrown)) throw thrown;
  }
  if (batch.events.length === 1) return inTransaction(context, (unit) => keepAllAside(unit, batch));
  const answers: SyncAnswer[] = [];
  for (const event of batch.events) answers.push(...(await storeAlone(context, { ...batch, events: [event] })));
  return answers;
}

/** How long several phones wait together for a row that somebody holds, milliseconds; then each waits by itself. */
const PATIENCE_TOGETHER_MS = 200;

/**
 * One unit of work for the batches of several phones: they share the statements and the one write to disk, nothing else. Whatever goes wrong
 * with any of them undoes the unit and leaves each to be stored alone, where it is answered by itself.
 * @returns null for each batch that is to be stored alone: all where the unit failed, and the second of one device
 */
export async function storeTogether(
  context: Context,
  batches: readonly ReadBatch[],
): Promise<readonly (SyncAnswer[] | null)[]> {
  const firstOf = new Map([...batches].reverse().map((batch) => [batch.device.deviceId, batch]));
  const together = batches.filter((batch) => firstOf.get(batch.device.deviceId) === batch);
  try {
    const answers = await inHurry(context, PATIENCE_TOGETHER_MS, (unit) => storeBatches(unit, together));
    const answerOf = new Map(together.map((batch, index) => [batch, answers[index] ?? null]));
    return batches.map((batch) => answerOf.get(batch) ?? null);
  } catch {
    // Why it failed is told to whom it concerns when each is stored alone.
    return batches.map(() => null);
  }
}

/** Of signed photographs; the visit is the one of which the phone speaks. */
export function noncesOf(
  crypto: CryptoProvider,
  workerId: string,
  envelopes: readonly EnvelopeRead[],
): Map<string, NonceVerdict> {
  const photos = envelopes.filter(({ said }) => said?.body.kind === "photo_start" || said?.body.kind === "photo_end");
  return new Map(
    photos.map(({ sent, said }) => [
      sent.eventId,
      judgeNonce(crypto, { visitNo: sent.visitNo, workerId }, said?.nonce ?? null),
    ]),
  );
}

/** How a batch is stored: alone, or by a server that gathers those of many phones (web/phone-lane). */
export type StoreBatch = (context: Context, batch: ReadBatch) => Promise<SyncAnswer[]>;

/** Answers in the order of the request's events. The worker's scope is asked by each visit's assignments, past ones too. */
export async function receiveEvents(
  given: Context,
  crypto: CryptoProvider,
  { workerId, request }: Received,
  store: StoreBatch = storeAlone,
): Promise<SyncAnswer[]> {
  const context = withNamedStatements({ ...given, scope: WHOLE_DISTRICT });
  const isSignedBy = signatureChecker(request.device.publicKey);
  const events = request.events.map((raw) => readEvent(raw, isSignedBy));
  const envelopes = events.flatMap((event) => event.envelope ?? []);
  const { device, sentAtMs } = request;
  const pins = await pinOutcomes(context, crypto, workerId, envelopes);
  await receiveUnscheduled(given, { workerId, deviceId: device.deviceId, sentAtMs }, envelopes);
  await fileDisplayCodes(context, crypto, workerId, readsOf(envelopes, sentAtMs, context.now));
  return store(context, {
    actor: context.actor,
    workerId,
    device,
    sentAtMs,
    receivedAt: context.now,
    events,
    pins,
    nonces: noncesOf(crypto, workerId, envelopes),
  });
}
