/**
 * How a member of the family comes in: six digits to the telephone that an elder's link names, or a WeChat account that was bound to it by such
 * digits once. Whichever way, one function opens the session. The cookie holds a random token, the table its digest.
 */
import { randomBytes } from "node:crypto";
import type { Actor } from "#app/domain/access/actor.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { FAMILY_LONGEST_MINUTES, isFamilySessionLive, type FamilyMeans } from "#app/domain/family/family-session.ts";
import { identify, type MemberId } from "#app/domain/identifiers.ts";
import { asDate, instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  deleteFamilySession,
  findFamilySession,
  findMember,
  findMemberByPhone,
  findMemberByWechat,
  insertFamilySession,
  insertMember,
  noteFamilySessionSeen,
  updateMember,
  type FamilyMemberRow,
} from "#db/repositories/family-members.ts";
import { listStandingLinks } from "#db/repositories/family.ts";
import { updateSignInCode } from "#db/repositories/kiosk.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { judgeTyped, requestCode, type CodeRequest } from "../access/one-time-code.server.ts";

const field = (column: "phone" | "wechat", row: string) => ({ table: "family_member", column, row });

/** Digits that were asked for on a family's phone, and nowhere else. */
const DEVICE = "family:";

/** An elder lets this telephone see something today. Nobody else is sent a message. */
function isLinked(unit: Unit) {
  return async (phoneIndex: Uint8Array) =>
    (await listStandingLinks(unit, phoneIndex, localDateOf(unit.now))).length > 0;
}

/** @returns the token that the phone keeps, or why no code was sent: "wait" a minute, or "staff" must look */
export async function sendFamilyCode(
  context: Context,
  crypto: CryptoProvider,
  request: CodeRequest,
): Promise<{ readonly token: string } | "wait" | "staff"> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) =>
    requestCode(
      unit,
      crypto,
      { ...request, device: `${DEVICE}${request.device}` },
      { kind: "family_code", isKnown: isLinked(unit) },
    ),
  );
}

async function openSession(unit: Unit, memberId: string, means: FamilyMeans): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const now = asDate(unit.now);
  const endsAt = asDate(plusMinutes(unit.now, FAMILY_LONGEST_MINUTES));
  await insertFamilySession(unit, {
    tokenHash: sha256Bytes(token),
    memberId,
    means,
    createdAt: now,
    lastSeenAt: now,
    endsAt,
  });
  await insertAuditEvent(unit, `family:${memberId}`, {
    chain: "access",
    action: "session.open",
    subjectType: "family",
    subjectId: memberId,
    facts: { by: means },
  });
  return token;
}

async function memberOf(unit: Unit, crypto: CryptoProvider, phone: string): Promise<FamilyMemberRow> {
  const phoneIndex = crypto.blindIndex(phone, "phone");
  const id = unit.newId();
  const phoneCipher = crypto.encrypt(phone, field("phone", id));
  await insertMember(unit, { id, phoneIndex, phoneCipher, createdAt: asDate(unit.now) });
  const member = await findMemberByPhone(unit, phoneIndex);
  if (member === null) throw new Error("a member that was added was not found");
  return member;
}

/** The account is this person's from now on; whoever had it before proves the telephone again. */
async function bindWechat(unit: Unit, crypto: CryptoProvider, memberId: string, openid: string): Promise<void> {
  const wechatIndex = crypto.blindIndex(openid, "wechat");
  const before = await findMemberByWechat(unit, wechatIndex);
  if (before !== null && before.id !== memberId)
    await updateMember(unit, before.id, { wechatIndex: null, wechatCipher: null });
  const wechatCipher = crypto.encrypt(openid, field("wechat", memberId));
  await updateMember(unit, memberId, { wechatIndex, wechatCipher });
}

export type FamilyProof = {
  readonly token: string;
  readonly phone: string;
  readonly code: string;
  /** An account that WeChat has just vouched for on this phone, to be bound; null without one. */
  readonly openid: string | null;
};

export type FamilyOutcome = { readonly kind: "opened"; readonly session: string } | { readonly kind: "wrong" | "over" };

/** Proves the digits. Wrong tries are counted; the digits of another number or of a kiosk open nothing. */
export async function proveFamilyCode(
  context: Context,
  crypto: CryptoProvider,
  { token, phone, code, openid }: FamilyProof,
): Promise<FamilyOutcome> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const own = crypto.blindIndex(phone, "phone");
    const linked = isLinked(unit);
    const isKnown = async (asked: Uint8Array) => Buffer.from(asked).equals(Buffer.from(own)) && (await linked(asked));
    const judged = await judgeTyped(unit, { token, code }, isKnown);
    if (judged.answer !== "right") return { kind: judged.answer };
    if (!judged.asked.device.startsWith(DEVICE)) return { kind: "over" };
    await updateSignInCode(unit, judged.asked.id, { usedAt: asDate(unit.now) });
    const member = await memberOf(unit, crypto, phone);
    if (openid !== null) await bindWechat(unit, crypto, member.id, openid);
    const means = openid === null ? "phone_code" : "wechat";
    return { kind: "opened", session: await openSession(unit, member.id, means) };
  });
}

/** @returns the session's token; null for an account that no telephone was proved for, or whose telephone no elder's link names any more */
export async function openByWechat(context: Context, crypto: CryptoProvider, openid: string): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const member = await findMemberByWechat(unit, crypto.blindIndex(openid, "wechat"));
    if (member === null || !(await isLinked(unit)(member.phoneIndex))) return null;
    return openSession(unit, member.id, "wechat");
  });
}

/** A write with each request would cost as much as the request itself. */
const SEEN_EVERY_MS = 60_000;

/** Who holds this token now, or nobody. */
export async function recogniseFamily(context: Context, token: string): Promise<Actor> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit): Promise<Actor> => {
    const tokenHash = sha256Bytes(token);
    const found = await findFamilySession(unit, tokenHash);
    if (found === null) return { kind: "anonymous" };
    const times = { createdAt: instant(found.createdAt), lastSeenAt: instant(found.lastSeenAt) };
    if (!isFamilySessionLive(times, unit.now)) {
      await deleteFamilySession(unit, tokenHash);
      return { kind: "anonymous" };
    }
    if (unit.now - times.lastSeenAt >= SEEN_EVERY_MS) await noteFamilySessionSeen(unit, tokenHash);
    return { kind: "family", memberId: identify<MemberId>(found.memberId) };
  });
}

/** Ends the session on the server at once. */
export async function endFamilySession(context: Context, token: string): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) => deleteFamilySession(unit, sha256Bytes(token)));
}

/** The WeChat account of a person, which a payment inside WeChat names; null for whoever has bound none. */
export async function openidOf(context: Context, crypto: CryptoProvider, memberId: string): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const member = await findMember(unit, memberId);
    if (member === null || member.wechatCipher === null) return null;
    return crypto.decrypt(member.wechatCipher, field("wechat", member.id));
  });
}
