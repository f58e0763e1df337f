/**
 * An elder without a card gives the telephone number at a kiosk and gets six digits. A number that nobody has on file takes the same
 * steps and the same answer; only the message is missing.
 */
import { randomBytes, randomInt } from "node:crypto";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { CODE_MINUTES, CODE_TRIES, codeText, judgeCodeRequest } from "#app/domain/kiosk/sign-in-code.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import {
  countCodes,
  findOutgoingMessage,
  insertOutgoingMessage,
  insertSignInCode,
  listEldersByPhone,
  lockCodeRequests,
  lockSignInCode,
} from "#db/repositories/kiosk.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** The digits are worth nothing without the token, which only the kiosk's cookie holds. */
export function codeDigest(token: string, code: string): Uint8Array {
  return sha256Bytes(`${token}|${code}`);
}

const field = (column: "recipient" | "body", row: string) => ({ table: "outgoing_message", column, row });

async function recordMessage(
  unit: Unit,
  crypto: CryptoProvider,
  message: { id: string; phone: string; body: string },
): Promise<void> {
  await insertOutgoingMessage(unit, {
    id: message.id,
    kind: "kiosk_code",
    recipientCipher: crypto.encrypt(message.phone, field("recipient", message.id)),
    bodyCipher: crypto.encrypt(message.body, field("body", message.id)),
    createdAt: asDate(unit.now),
  });
}

export type CodeRequest = {
  /** Eleven digits. */
  readonly phone: string;
  /** The kiosk, as its own cookie or its address names it. */
  readonly device: string;
  /** The message around the digits. */
  readonly wording: (code: string) => string;
};

/** @returns the token that the kiosk keeps, or why no code was sent: "wait" a minute, or "staff" must look */
export async function sendSignInCode(
  context: Context,
  crypto: CryptoProvider,
  { phone, device, wording }: CodeRequest,
): Promise<{ readonly token: string } | "wait" | "staff"> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const phoneIndex = crypto.blindIndex(phone, "phone");
    await lockCodeRequests(unit);
    const verdict = judgeCodeRequest(await countCodes(unit, { phoneIndex, device, triesGiven: CODE_TRIES }));
    if (verdict !== "send") return verdict;
    const id = unit.newId();
    const token = randomBytes(32).toString("base64url");
    const code = codeText(randomInt(1_000_000));
    await insertSignInCode(unit, {
      id,
      tokenHash: sha256Bytes(token),
      phoneIndex,
      device,
      codeHash: codeDigest(token, code),
      triesLeft: CODE_TRIES,
      createdAt: asDate(unit.now),
      endsAt: asDate(plusMinutes(unit.now, CODE_MINUTES)),
    });
    const known = await listEldersByPhone(unit, phoneIndex);
    if (known.length > 0) await recordMessage(unit, crypto, { id, phone, body: wording(code) });
    return { token };
  });
}

/** The words of the message that this kiosk asked for: shown on the screen of a demonstration, which has no telephones. */
export async function readSentMessage(context: Context, crypto: CryptoProvider, token: string): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const asked = await lockSignInCode(unit, sha256Bytes(token));
    const message = asked === null ? null : await findOutgoingMessage(unit, asked.id);
    return message === null ? null : crypto.decrypt(message.bodyCipher, field("body", message.id));
  });
}
