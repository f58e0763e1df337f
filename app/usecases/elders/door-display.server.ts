/**
 * A screen at an elder's home that shows a changing door code. The office pairs it once; it then asks for its code with the token that was
 * shown at pairing, and is nobody besides: it sees no name, no visit, no other home.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { ROTATING_CODE, rotatingStep } from "#app/domain/visits/rotating-code.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import {
  displayKeyId,
  displaySecret,
  newPairingToken,
  rotatingCode,
} from "#app/integrations/crypto/door-codes.server.ts";
import { qrMatrix } from "#app/integrations/qr/write-qr.server.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { findDisplayName } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  endDoorDisplay,
  findDoorDisplay,
  insertDoorDisplay,
  listDoorDisplays,
  updateDisplayShown,
} from "#db/repositories/door-displays.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** How fine it is noted that a screen still asks. */
const SHOWN_NOTED_MINUTES = 10;

async function elderOf(unit: Unit, elderNo: string) {
  const elder = await findElderNumbers(unit, elderNo);
  if (elder === null) throw new Refusal("not-found");
  return elder;
}

/** The screen in use; null when there is none. Refuses "not-found" for an elder outside the scope. */
export async function showDoorDisplay(context: Context, elderNo: string) {
  return inReading(context, async (unit) => {
    const elder = await elderOf(unit, elderNo);
    const open = (await listDoorDisplays(unit, elder.id)).find((display) => display.endedAt === null);
    const display = open && {
      issuedAt: isoText(instant(open.issuedAt)),
      issuedBy: (await findDisplayName(unit, open.issuedBy)) ?? open.issuedBy,
      shownAt: open.shownAt === null ? null : isoText(instant(open.shownAt)),
    };
    return { elderNo, name: maskName(elder.name), display: display ?? null };
  });
}

/** Takes the screen before it out of use. @returns what the new one is told once, to prove which screen it is */
export async function pairDoorDisplay(context: Context, crypto: CryptoProvider, elderNo: string): Promise<string> {
  const token = newPairingToken();
  await inTransaction(context, async (unit) => {
    const { id: elderId } = await elderOf(unit, elderNo);
    // Two desks at once take turns at the elder's row.
    await findElderWithFacts(unit, elderId, true);
    await endDoorDisplay(unit, elderId, context.actor);
    await insertDoorDisplay(unit, {
      id: unit.newId(),
      elderId,
      keyId: displayKeyId(crypto),
      pairingHash: sha256Hex(token),
      issuedBy: context.actor,
      issuedAt: asDate(unit.now),
    });
    await log(unit, context.actor, "door-display.pair", elderId);
  });
  return token;
}

/** Refuses "not-found" for an elder outside the scope; without a screen in use nothing happens. */
export async function endDisplay(context: Context, elderNo: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { id: elderId } = await elderOf(unit, elderNo);
    if ((await endDoorDisplay(unit, elderId, context.actor)) > 0)
      await log(unit, context.actor, "door-display.end", elderId);
  });
}

async function log(unit: Unit, actor: string, action: string, elderId: string): Promise<void> {
  await insertAuditEvent(unit, actor, { chain: "visits", action, subjectType: "elder", subjectId: elderId, facts: {} });
}

export type ShownCode = {
  /** Digits, to be typed. */
  readonly code: string;
  /** Dark modules of the same digits as a QR code. */
  readonly modules: boolean[][];
  /** When the next one is shown. */
  readonly untilMs: number;
  readonly nowMs: number;
};

/** The code of this minute for the screen that was paired with the token; null for a token of no screen in use. */
export async function showRotatingCode(
  context: Context,
  crypto: CryptoProvider,
  token: string,
): Promise<ShownCode | null> {
  const whole = { ...context, scope: WHOLE_DISTRICT };
  const display = await inTransaction(whole, async (unit) => {
    const found = await findDoorDisplay(unit, sha256Hex(token));
    if (found !== null) await updateDisplayShown(unit, found.id, plusMinutes(unit.now, -SHOWN_NOTED_MINUTES));
    return found;
  });
  const secret = display === null ? null : displaySecret(crypto, display);
  if (secret === null) return null;
  const step = rotatingStep(context.now);
  const code = rotatingCode(secret, step);
  const untilMs = (step + 1) * ROTATING_CODE.stepSeconds * 1000;
  return { code, modules: qrMatrix(code), untilMs, nowMs: context.now };
}
