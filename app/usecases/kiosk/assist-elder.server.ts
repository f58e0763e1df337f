/**
 * Staff beside an elder (请人帮忙, 代办). The clerk takes six digits at the own desk for one kiosk, one elder and a reason, and types them at the
 * kiosk. What is done then is recorded as the clerk's for the elder and never counts as the elder's own confirmation.
 */
import { randomInt } from "node:crypto";
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import {
  ASSIST_DIGITS,
  ASSIST_MINUTES,
  ASSIST_TRIES,
  isAssistReason,
  type AssistReason,
} from "#app/domain/kiosk/kiosk-identity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockKioskInScope } from "#db/repositories/kiosk-devices.ts";
import {
  countAssistTries,
  deleteOpenAssists,
  findElderInScopeByNumber,
  findLivingElder,
  insertAssist,
  insertTry,
  lockOpenAssists,
  updateAssistUsed,
} from "#db/repositories/kiosk-identity.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { openSessionIn } from "./open-session.server.ts";

const digestOf = (deviceId: string, digits: string) => sha256Hex(`kiosk assist|${deviceId}|${digits}`);

export type AssistWish = { readonly deviceNo: string; readonly elderNo: string; readonly reason: string };

/**
 * @returns the digits, shown once; digits that were out at this kiosk are void
 * Refuses "assist-reason-missing", and "not-found" for a kiosk or an elder outside the scope.
 */
export async function takeAssistDigits(
  context: Context,
  { deviceNo, elderNo, reason }: AssistWish,
): Promise<{ readonly digits: string; readonly elderName: string }> {
  if (!isAssistReason(reason)) throw new Refusal("assist-reason-missing");
  const known: AssistReason = reason;
  return inTransaction(context, async (unit) => {
    const kiosk = await lockKioskInScope(unit, deviceNo);
    const elder = await findElderInScopeByNumber(unit, elderNo);
    if (kiosk === null || kiosk.revokedAt !== null || elder === null) throw new Refusal("assist-not-found");
    const digits = String(randomInt(10 ** ASSIST_DIGITS)).padStart(ASSIST_DIGITS, "0");
    await deleteOpenAssists(unit, kiosk.id);
    await insertAssist(unit, {
      id: unit.newId(),
      codeHash: digestOf(kiosk.id, digits),
      deviceId: kiosk.id,
      elderId: elder.id,
      reason: known,
      issuedBy: context.actor,
      createdAt: asDate(unit.now),
      endsAt: asDate(plusMinutes(unit.now, ASSIST_MINUTES)),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "kiosk.assist",
      subjectType: "elder",
      subjectId: elder.id,
      facts: { kiosk: deviceNo, reason: known },
    });
    return { digits, elderName: maskName(elder.name) };
  });
}

/** opened: the session's token. none: no digits are out at this kiosk, or five wrong tries made them void. */
export type AssistOutcome = { readonly kind: "opened"; readonly session: string } | { readonly kind: "wrong" | "none" };

/** The digits as they were typed at the kiosk. Every wrong try is counted; five make the digits void. */
export async function proveAssist(context: Context, deviceId: string, typed: string): Promise<AssistOutcome> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const [open] = await lockOpenAssists(unit, deviceId);
    if (open === undefined) return { kind: "none" };
    if (open.codeHash !== digestOf(deviceId, typed)) {
      await insertTry(unit, { id: unit.newId(), kind: "assist", deviceId, at: asDate(unit.now) });
      if ((await countAssistTries(unit, deviceId, open.createdAt)) < ASSIST_TRIES) return { kind: "wrong" };
      await deleteOpenAssists(unit, deviceId);
      return { kind: "none" };
    }
    const elder = await findLivingElder(unit, open.elderId);
    if (elder === null) return { kind: "none" };
    await updateAssistUsed(unit, open.id);
    const recognised = { means: "staff", device: deviceId, assistedBy: open.issuedBy } as const;
    return { kind: "opened", session: await openSessionIn(unit, elder, recognised) };
  });
}
