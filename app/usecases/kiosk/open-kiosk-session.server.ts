/** From six digits to a session: prove the code, choose among elders who share a telephone, and end again. */
import type { Actor } from "#app/domain/access/actor.ts";
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type ElderId } from "#app/domain/identifiers.ts";
import { KIOSK_SILENCE_MINUTES } from "#app/domain/kiosk/kiosk-session.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { deleteSlipsOf } from "#db/repositories/kiosk-slips.ts";
import { deleteHoldsOf } from "#db/repositories/slot-holds.ts";
import {
  deleteKioskSession,
  findKioskElder,
  listEldersByPhone,
  lockSignInCode,
  updateSignInCode,
  type ElderName,
  type SignInCodeRow,
} from "#db/repositories/kiosk.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { judgeTyped } from "../access/one-time-code.server.ts";
import { openSessionIn } from "./open-session.server.ts";

/** opened: the session's token. choose: more than one elder has this telephone. over: ask for another code. */
export type CodeOutcome =
  | { readonly kind: "opened"; readonly session: string }
  | { readonly kind: "choose" }
  | { readonly kind: "wrong" }
  | { readonly kind: "over" };

/** A code opens one session: whoever chooses among names cannot choose twice. */
async function openByCode(unit: Unit, asked: SignInCodeRow, elder: ElderName): Promise<string> {
  const now = asDate(unit.now);
  await updateSignInCode(unit, asked.id, { usedAt: now, endsAt: now });
  return openSessionIn(unit, elder, { means: "phone_code", device: asked.device });
}

/** Proves the code that this kiosk asked for. Every wrong try is counted, also for numbers that are not on file. */
export async function proveCode(context: Context, token: string, code: string): Promise<CodeOutcome> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const isKnown = async (phoneIndex: Uint8Array) => (await listEldersByPhone(unit, phoneIndex)).length > 0;
    const judged = await judgeTyped(unit, { token, code }, isKnown);
    if (judged.answer !== "right") return { kind: judged.answer };
    const [only, ...others] = await listEldersByPhone(unit, judged.asked.phoneIndex);
    if (only && others.length === 0) return { kind: "opened", session: await openByCode(unit, judged.asked, only) };
    await updateSignInCode(unit, judged.asked.id, { usedAt: asDate(unit.now) });
    return { kind: "choose" };
  });
}

async function provedElders(unit: Unit, token: string): Promise<{ asked: SignInCodeRow; elders: ElderName[] } | null> {
  const asked = await lockSignInCode(unit, sha256Bytes(token));
  if (asked === null || asked.usedAt === null || asked.endsAt.getTime() <= unit.now) return null;
  return { asked, elders: await listEldersByPhone(unit, asked.phoneIndex) };
}

/** Masked names of the elders behind a proved code, in the order of their numbers; null when none is proved. */
export async function listProvedNames(context: Context, token: string): Promise<string[] | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const proved = await provedElders(unit, token);
    return proved?.elders.map(({ name }) => maskName(name)) ?? null;
  });
}

/** @param place position among the names shown, from 0. @returns the session's token, or null when it is too late */
export async function chooseElder(context: Context, token: string, place: number): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const proved = await provedElders(unit, token);
    const elder = proved?.elders[place];
    return proved && elder ? openByCode(unit, proved.asked, elder) : null;
  });
}

/** Who stands at the kiosk with this token, or nobody. */
export async function recogniseElder(context: Context, token: string): Promise<Actor> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const elder = await findKioskElder(unit, sha256Bytes(token), plusMinutes(unit.now, -KIOSK_SILENCE_MINUTES));
    if (elder === null) return { kind: "anonymous" };
    return {
      kind: "elder",
      elderId: identify<ElderId>(elder.id),
      elderNo: elder.elderNo,
      means: elder.means,
      ...(elder.assistedBy !== null && { assistedBy: elder.assistedBy }),
    };
  });
}

/** Ends the session on the server at once, gives back the times it held and forgets its slips. */
export async function endKioskSession(context: Context, token: string): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const elderId = await deleteKioskSession(unit, sha256Bytes(token));
    if (elderId === null) return;
    await deleteHoldsOf(unit, elderId);
    await deleteSlipsOf(unit, elderId);
  });
}
