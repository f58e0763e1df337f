/**
 * Compares the digits that elders typed on phones without a network, before the events are stored. Comparing is slow on purpose, so no
 * transaction is open meanwhile. At a visit where the limit of wrong digits is reached nothing is compared any more, and nothing there
 * proves the elder (domain/verification/evidence.ts).
 */
import type { PinOutcome } from "#app/domain/visits/visit-events.ts";
import { VISIT_PIN_TRIES } from "#app/domain/visits/visit-pin.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { keyIdOfSealed, openPin } from "#app/integrations/crypto/pin-box.server.ts";
import { verifyPassword } from "#app/integrations/crypto/password.server.ts";
import { listKnownEvents, listPinsOfVisits } from "#db/repositories/received-events.ts";
import { listPinKeys } from "#db/repositories/worker-devices.ts";
import { inReading, type Context } from "#db/transaction.ts";
import type { EnvelopeRead } from "./read-batch.ts";

type Sealed = { readonly sealed: string; readonly visitNo: string; readonly eventId: string };

function sealedOf({ sent, said, isSigned }: EnvelopeRead): Sealed[] {
  if (!isSigned || said === null || said.sealed === null) return [];
  return [{ sealed: said.sealed, visitNo: sent.visitNo, eventId: sent.eventId }];
}

async function loadPins(context: Context, workerId: string, typed: readonly Sealed[]) {
  return inReading(context, async (unit) => {
    const known = await listKnownEvents(
      unit,
      typed.map((one) => one.eventId),
    );
    const fresh = typed.filter((one) => !known.has(one.eventId));
    const visitNos = [...new Set(fresh.map((one) => one.visitNo))];
    return { fresh, keys: await listPinKeys(unit), pins: await listPinsOfVisits(unit, workerId, visitNos) };
  });
}

/** @returns what came of the digits, by event id, for events that are not stored yet and speak of a visit of the worker */
export async function pinOutcomes(
  context: Context,
  crypto: CryptoProvider,
  workerId: string,
  events: readonly EnvelopeRead[],
): Promise<ReadonlyMap<string, PinOutcome>> {
  const typed = events.flatMap(sealedOf);
  const outcomes = new Map<string, PinOutcome>();
  if (typed.length === 0) return outcomes;
  const { fresh, keys, pins } = await loadPins(context, workerId, typed);
  const privateTexts = new Map(
    keys.map((key) => [
      key.keyId,
      crypto.decrypt(key.privateCipher, { table: "visit_pin_key", column: "private", row: key.keyId }),
    ]),
  );
  const wrong = new Map([...pins].map(([visitNo, pin]) => [visitNo, pin.wrong]));
  for (const one of fresh) {
    const pin = pins.get(one.visitNo);
    if (pin === undefined || outcomes.has(one.eventId)) continue;
    const tried = wrong.get(one.visitNo) ?? 0;
    const privateText = privateTexts.get(keyIdOfSealed(one.sealed));
    const digits = privateText === undefined ? null : openPin(one.sealed, one, privateText);
    const outcome = await compare(digits, pin.pinHash, tried);
    if (outcome === "wrong") wrong.set(one.visitNo, tried + 1);
    outcomes.set(one.eventId, outcome);
  }
  return outcomes;
}

async function compare(digits: string | null, pinHash: string | null, tried: number): Promise<PinOutcome> {
  if (digits === null) return "unreadable";
  if (pinHash === null) return "none";
  if (tried >= VISIT_PIN_TRIES) return "unchecked";
  return (await verifyPassword(pinHash, digits)) ? "right" : "wrong";
}
