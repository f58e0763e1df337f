/**
 * Whoever scanned the code says who it is and proves the telephone; from then on the elder is asked on the kiosk. Nothing of the elder is
 * shown before the elder has agreed, and staff of a provider that serves the elder are sent away here already.
 */
import { randomInt, timingSafeEqual } from "node:crypto";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { inviteNow, type FamilyRelation } from "#app/domain/family/family-link.ts";
import { CODE_MINUTES, CODE_TRIES, codeText, judgeCode } from "#app/domain/kiosk/sign-in-code.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import {
  isStaffOfOwnProvider,
  lockInviteByToken,
  updateInvite,
  type FamilyInviteRow,
} from "#db/repositories/family.ts";
import { insertOutgoingMessage } from "#db/repositories/messages.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { inviteField } from "./open-invite.server.ts";

/** Messages that one code on a screen may cause. */
const CODES_MOST = 3;

const codeDigest = (inviteId: string, code: string): Uint8Array => sha256Bytes(`${inviteId}|${code}`);
const field = (column: "recipient" | "body", row: string) => ({ table: "outgoing_message", column, row });

async function openInviteOf(unit: Unit, token: string): Promise<FamilyInviteRow> {
  const invite = await lockInviteByToken(unit, sha256Bytes(token));
  if (invite === null) throw new Refusal("family-invite-over");
  return invite;
}

/** shown: ask who it is. code: the digits were sent. asked, agreed, declined: as the elder answered. over: scan again. */
export async function showRequest(
  context: Context,
  token: string,
): Promise<"shown" | "code" | "asked" | "agreed" | "declined" | "over"> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const invite = await lockInviteByToken(unit, sha256Bytes(token));
    if (invite === null) return "over";
    const state = inviteNow(invite, unit.now);
    return state === "shown" && invite.codeHash !== null ? "code" : state;
  });
}

export type LinkRequest = {
  readonly name: string;
  readonly relation: FamilyRelation;
  /** Eleven digits. */
  readonly phone: string;
  /** The message around the digits. */
  readonly wording: (code: string) => string;
};

/**
 * @returns the digits that were sent, for the screen of a demonstration, which has no telephones
 * Refuses "family-invite-over" and "family-code-wait" (within a minute, or after three messages).
 */
export async function sendLinkCode(
  context: Context,
  crypto: CryptoProvider,
  token: string,
  { name, relation, phone, wording }: LinkRequest,
): Promise<string> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const invite = await openInviteOf(unit, token);
    if (inviteNow(invite, unit.now) !== "shown") throw new Refusal("family-invite-over");
    const isSoon = invite.codeSentAt !== null && invite.codeSentAt.getTime() > plusMinutes(unit.now, -1);
    if (isSoon || invite.codesSent >= CODES_MOST) throw new Refusal("family-code-wait");
    const code = codeText(randomInt(1_000_000));
    await updateInvite(unit, invite.id, {
      name,
      relation,
      phoneCipher: crypto.encrypt(phone, inviteField("phone", invite.id)),
      phoneIndex: crypto.blindIndex(phone, "phone"),
      codeHash: codeDigest(invite.id, code),
      codeSentAt: asDate(unit.now),
      codeTriesLeft: CODE_TRIES,
      codesSent: invite.codesSent + 1,
    });
    const messageId = unit.newId();
    await insertOutgoingMessage(unit, {
      id: messageId,
      kind: "family_code",
      recipientCipher: crypto.encrypt(phone, field("recipient", messageId)),
      bodyCipher: crypto.encrypt(wording(code), field("body", messageId)),
      createdAt: asDate(unit.now),
    });
    return code;
  });
}

function judge(invite: FamilyInviteRow, code: string, now: number) {
  const { codeHash, codeSentAt, codeTriesLeft } = invite;
  if (codeHash === null || codeSentAt === null) return "over" as const;
  return judgeCode(
    {
      endsAt: plusMinutes(instant(codeSentAt), CODE_MINUTES),
      usedAt: invite.askedAt?.getTime() ?? null,
      triesLeft: codeTriesLeft ?? 0,
    },
    timingSafeEqual(codeHash, codeDigest(invite.id, code)),
    now,
  );
}

/**
 * Proves the telephone: the elder is asked from now on. @returns "wrong" while tries are left
 * Refuses "family-invite-over", and "family-is-staff" for who works for a provider that serves the elder.
 */
export async function proveLinkCode(context: Context, token: string, code: string): Promise<"asked" | "wrong"> {
  const outcome = await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const invite = await openInviteOf(unit, token);
    const answer = judge(invite, code, unit.now);
    if (answer === "over" || invite.phoneIndex === null) return "over" as const;
    if (answer === "wrong") {
      await updateInvite(unit, invite.id, { codeTriesLeft: (invite.codeTriesLeft ?? 1) - 1 });
      return "wrong" as const;
    }
    if (await isStaffOfOwnProvider(unit, invite.elderId, invite.phoneIndex, localDateOf(unit.now))) {
      await updateInvite(unit, invite.id, {
        state: "declined",
        askedAt: asDate(unit.now),
        answeredAt: asDate(unit.now),
      });
      return "staff" as const;
    }
    await updateInvite(unit, invite.id, { state: "asked", askedAt: asDate(unit.now) });
    return "asked" as const;
  });
  if (outcome === "over") throw new Refusal("family-invite-over");
  if (outcome === "staff") throw new Refusal("family-is-staff");
  return outcome;
}
