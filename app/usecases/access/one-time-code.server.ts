/**
 * Six digits by message for whoever has this telephone: at a kiosk and on a family's phone. A number that nobody has on file takes the same
 * steps and the same answer; only the message is missing. All are counted together.
 */
import { randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { CODE_MINUTES, CODE_TRIES, codeText, judgeCode, judgeCodeRequest } from "#app/domain/kiosk/sign-in-code.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import {
  countCodes,
  insertSignInCode,
  lockCodeRequests,
  lockSignInCode,
  updateSignInCode,
  type SignInCodeRow,
} from "#db/repositories/kiosk.ts";
import { insertOutgoingMessage } from "#db/repositories/messages.ts";
import type { Unit } from "#db/transaction.ts";

/** The digits are worth nothing without the token, which only the cookie of the machine holds. */
function codeDigest(token: string, code: string): Uint8Array {
  return sha256Bytes(`${token}|${code}`);
}

const field = (column: "recipient" | "body", row: string) => ({ table: "outgoing_message", column, row });

export type CodeRequest = {
  /** Eleven digits. */
  readonly phone: string;
  /** The machine, as its own cookie or its address names it. */
  readonly device: string;
  /** The message around the digits. */
  readonly wording: (code: string) => string;
};

export type CodeMessage = {
  readonly kind: "kiosk_code" | "family_code";
  readonly isKnown: (phoneIndex: Uint8Array) => Promise<boolean>;
};

/** @returns the token that the machine keeps, or why no code was sent: "wait" a minute, or "staff" must look */
export async function requestCode(
  unit: Unit,
  crypto: CryptoProvider,
  { phone, device, wording }: CodeRequest,
  { kind, isKnown }: CodeMessage,
): Promise<{ readonly token: string } | "wait" | "staff"> {
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
  if (await isKnown(phoneIndex))
    await insertOutgoingMessage(unit, {
      id,
      kind,
      recipientCipher: crypto.encrypt(phone, field("recipient", id)),
      bodyCipher: crypto.encrypt(wording(code), field("body", id)),
      createdAt: asDate(unit.now),
    });
  return { token };
}

/** The words of a message that was sent under this id. */
export function openBody(crypto: CryptoProvider, id: string, bodyCipher: string): string {
  return crypto.decrypt(bodyCipher, field("body", id));
}

/**
 * What is said of the digits that were typed; a wrong try is counted, also for numbers that are not on file.
 * @param isKnown whether somebody is on file with the telephone: nobody's digits are right
 */
export async function judgeTyped(
  unit: Unit,
  { token, code }: { readonly token: string; readonly code: string },
  isKnown: (phoneIndex: Uint8Array) => Promise<boolean>,
): Promise<{ readonly answer: "right"; readonly asked: SignInCodeRow } | { readonly answer: "wrong" | "over" }> {
  const asked = await lockSignInCode(unit, sha256Bytes(token));
  if (asked === null) return { answer: "over" };
  const isSame = timingSafeEqual(asked.codeHash, codeDigest(token, code)) && (await isKnown(asked.phoneIndex));
  const times = { endsAt: asked.endsAt.getTime(), usedAt: asked.usedAt?.getTime() ?? null };
  const answer = judgeCode({ ...times, triesLeft: asked.triesLeft }, isSame, unit.now);
  if (answer === "right") return { answer, asked };
  if (answer === "wrong") await updateSignInCode(unit, asked.id, { triesLeft: asked.triesLeft - 1 });
  return { answer: answer === "wrong" && asked.triesLeft > 1 ? "wrong" : "over" };
}
