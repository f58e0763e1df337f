/**
 * Writes down which minute of which home's screen a code belongs to, before its event is stored: judging happens later and without keys.
 * A code that was read long after its minute is filed as well, so that a copied one is told from one that nobody ever showed.
 */
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import { isCalled } from "#app/domain/visits/phone-visit.ts";
import { stepPeriod } from "#app/domain/visits/rotating-code.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { displaySecret, rotatingStepRead } from "#app/integrations/crypto/door-codes.server.ts";
import { insertDisplayCodes, listDisplaysOfVisits, type DoorDisplayRow } from "#db/repositories/door-displays.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import type { EnvelopeRead } from "./read-batch.ts";

export type CodeRead = { readonly visitNo: string; readonly codeHash: string; readonly readAt: Instant };

/** The codes of a phone's batch with when each was read, by the phone's clock put right. @param sentAtMs the phone's clock at sending */
export function readsOf(envelopes: readonly EnvelopeRead[], sentAtMs: number, now: Instant): CodeRead[] {
  return envelopes.flatMap(({ sent, said, isSigned }): CodeRead[] => {
    if (!isSigned || (said?.body.kind !== "door_code" && said?.body.kind !== "nfc_tap")) return [];
    const readMs = sent.deviceMs + (sent.serverOffsetMs ?? now - sentAtMs);
    return [{ visitNo: sent.visitNo, codeHash: said.body.codeHash, readAt: instant(Math.min(readMs, now)) }];
  });
}

/** The step of a screen that was in use when the code was read. */
function filed(crypto: CryptoProvider, display: DoorDisplayRow, { codeHash, readAt }: CodeRead) {
  const ended = display.endedAt === null ? Infinity : display.endedAt.getTime();
  const secret = displaySecret(crypto, display);
  if (secret === null || readAt < display.issuedAt.getTime()) return [];
  const step = rotatingStepRead(secret, codeHash, readAt);
  if (step === null) return [];
  const { fromAt, toAt } = stepPeriod(step);
  // What an ended screen shows from then on counts for nothing.
  if (fromAt >= ended) return [];
  return [{ displayId: display.id, step, codeHash, fromAt: asDate(fromAt), toAt: new Date(Math.min(toAt, ended)) }];
}

/** Reads of other people's visits and codes that no screen of the home ever showed leave nothing behind. */
export async function fileDisplayCodes(
  context: Context,
  crypto: CryptoProvider,
  workerId: string,
  reads: readonly CodeRead[],
): Promise<void> {
  if (reads.length === 0) return;
  const visitNos = [...new Set(reads.map(({ visitNo }) => visitNo))];
  const displays = await inReading(context, (unit) => listDisplaysOfVisits(unit, workerId, visitNos));
  const rows = reads.flatMap((read) =>
    displays
      .filter((one) => isCalled({ ...one, phoneNo: phoneNoOf(one.visitId) }, read.visitNo))
      .flatMap(({ display }) => filed(crypto, display, read)),
  );
  if (rows.length > 0) await inTransaction(context, (unit) => insertDisplayCodes(unit, rows));
}
