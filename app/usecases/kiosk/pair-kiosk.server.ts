/**
 * A kiosk is paired once: the machine asks with its key and shows a code, a clerk who stands before it enters the code and fills in the
 * record. The code counts once and for ten minutes; what hangs too high to be reached is not taken.
 */
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { pairingSubject, REQUEST_WINDOW_MINUTES } from "#app/domain/kiosk/device-message.ts";
import { kioskNumber, type KioskRecord } from "#app/domain/kiosk/device-record.ts";
import {
  PAIRING_ASKS,
  PAIRING_MINUTES,
  PAIRING_TRIES,
  pairingCodeOf,
  readPairingCode,
} from "#app/domain/kiosk/pairing-code.ts";
import { defaultStepOf, highestBottomEdgeMm, judgeReach } from "#app/domain/kiosk/reach.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { signatureChecker } from "#app/integrations/crypto/device-signature.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  countKiosks,
  countPairings,
  findPairingOfKey,
  insertKiosk,
  insertPairing,
  lockPairingByCode,
  lockPairings,
  updatePairingUsed,
  type PairingRow,
} from "#db/repositories/kiosk-devices.ts";
import { countPairingTries, insertTry } from "#db/repositories/kiosk-identity.ts";
import { assertStreetsReached } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type PairingAsk = {
  readonly publicKey: PublicKeyJwk;
  /** The machine's clock, epoch milliseconds. */
  readonly at: number;
  readonly signature: string;
  /** Network address that asks. */
  readonly address: string;
};

export type PairingAnswer =
  | { readonly state: "code"; readonly code: string; readonly endsAtMs: number }
  | { readonly state: "paired"; readonly deviceId: string };

/** The same code for the same asking, computed and stored nowhere: a machine that starts again shows it again. */
function codeOf(crypto: CryptoProvider, pairingId: string): string {
  return pairingCodeOf(crypto.signingKeys[0].mac(`bedside kiosk pairing|1|${pairingId}`));
}

const codeHashOf = (code: string) => sha256Hex(`kiosk pairing|${code}`);
const isOpen = (asked: PairingRow, now: number) => asked.usedAt === null && asked.endsAt.getTime() > now;

/**
 * What a machine that nobody knows asks until a clerk has entered its code. Refuses "device-signature", "device-clock" and, for too many
 * askings of one address or altogether within the hour, "kiosk-asks-too-often".
 */
export async function askToPair(context: Context, crypto: CryptoProvider, ask: PairingAsk): Promise<PairingAnswer> {
  if (!signatureChecker(ask.publicKey)(pairingSubject(ask.at), ask.signature)) throw new Refusal("device-signature");
  if (Math.abs(ask.at - context.now) > REQUEST_WINDOW_MINUTES * 60_000) throw new Refusal("device-clock");
  const keyHash = sha256Hex(`${ask.publicKey.x}.${ask.publicKey.y}`);
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    await lockPairings(unit);
    const known = await findPairingOfKey(unit, keyHash);
    if (known?.deviceId) return { state: "paired", deviceId: known.deviceId };
    if (known !== null && isOpen(known, unit.now))
      return { state: "code", code: codeOf(crypto, known.id), endsAtMs: known.endsAt.getTime() };
    const asks = await countPairings(unit, ask.address);
    if (asks.ofAddress >= PAIRING_ASKS.ofAddress || asks.ofDistrict >= PAIRING_ASKS.ofDistrict)
      throw new Refusal("kiosk-asks-too-often");
    const id = unit.newId();
    const code = codeOf(crypto, id);
    const endsAt = plusMinutes(unit.now, PAIRING_MINUTES);
    await insertPairing(unit, {
      id,
      codeHash: codeHashOf(code),
      keyHash,
      publicKey: ask.publicKey,
      address: ask.address,
      createdAt: asDate(unit.now),
      endsAt: asDate(endsAt),
    });
    return { state: "code", code, endsAtMs: endsAt };
  });
}

/** "code" and why it was not taken, so that the try is kept; a refusal would roll it back. */
type CodeVerdict = PairingRow | "kiosk-code-unknown" | "kiosk-code-tries";

async function takeCode(unit: Unit, actor: string, typed: string): Promise<CodeVerdict> {
  await lockPairings(unit);
  if ((await countPairingTries(unit, actor)) >= PAIRING_TRIES) return "kiosk-code-tries";
  const code = readPairingCode(typed);
  const asked = code === null ? null : await lockPairingByCode(unit, codeHashOf(code));
  if (asked !== null && isOpen(asked, unit.now)) return asked;
  await insertTry(unit, { id: unit.newId(), kind: "pairing", actor, at: asDate(unit.now) });
  return "kiosk-code-unknown";
}

/** The record in the database's words. */
function columnsOf({ equipment, panelTenthInch, defaultStep, ...record }: KioskRecord) {
  return {
    ...record,
    panelTenthInch,
    defaultStep: defaultStep ?? defaultStepOf(panelTenthInch),
    seatedDefault: judgeReach({ panelTenthInch, ...record }) === "seated",
    hasReader: equipment.reader,
    hasScanner: equipment.scanner,
    hasPrinter: equipment.printer,
    hasEarphone: equipment.earphone,
    hasHandset: equipment.handset,
    hasKeypad: equipment.keypad,
    hasHelpButton: equipment.helpButton,
  };
}

/**
 * Enters the code of a machine's screen and its record. @returns the number of the kiosk
 * Refuses "kiosk-code-unknown" (wrong, ended or entered before), "kiosk-code-tries" after ten wrong ones within the hour,
 * "kiosk-too-high" with the highest lower edge that would do, "kiosk-hours", and "not-found" for a street outside the scope.
 */
export async function pairKiosk(context: Context, typed: string, record: KioskRecord): Promise<string> {
  if (judgeReach(record) === "refused")
    throw new Refusal("kiosk-too-high", { mm: highestBottomEdgeMm(record.panelTenthInch, record.orientation) });
  if (record.opensMinute >= record.closesMinute) throw new Refusal("kiosk-hours");
  const outcome = await inTransaction(context, async (unit) => {
    assertStreetsReached(unit, [record.streetId]);
    const asked = await takeCode(unit, context.actor, typed);
    if (typeof asked === "string") return { refused: asked };
    const id = unit.newId();
    const deviceNo = kioskNumber((await countKiosks(unit)) + 1);
    await insertKiosk(unit, {
      ...columnsOf(record),
      id,
      deviceNo,
      publicKey: asked.publicKey,
      pairedBy: context.actor,
      pairedAt: asDate(unit.now),
    });
    await updatePairingUsed(unit, asked.id, id);
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "kiosk.pair",
      subjectType: "kiosk",
      subjectId: deviceNo,
      facts: { street: record.streetId, edge: record.bottomEdgeMm, panel: record.panelTenthInch },
    });
    return { deviceNo };
  });
  if ("refused" in outcome) throw new Refusal(outcome.refused);
  return outcome.deviceNo;
}
