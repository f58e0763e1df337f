/** An elder without a card gives the telephone number at a kiosk and gets six digits. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { listEldersByPhone, lockSignInCode } from "#db/repositories/kiosk.ts";
import { findOutgoingMessage } from "#db/repositories/messages.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { openBody, requestCode, type CodeRequest } from "../access/one-time-code.server.ts";

/** @returns the token that the kiosk keeps, or why no code was sent: "wait" a minute, or "staff" must look */
export async function sendSignInCode(
  context: Context,
  crypto: CryptoProvider,
  request: CodeRequest,
): Promise<{ readonly token: string } | "wait" | "staff"> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) =>
    requestCode(unit, crypto, request, {
      kind: "kiosk_code",
      isKnown: async (phoneIndex) => (await listEldersByPhone(unit, phoneIndex)).length > 0,
    }),
  );
}

/** The words of the message that this machine asked for: shown on the screen of a demonstration, which has no telephones. */
export async function readSentMessage(context: Context, crypto: CryptoProvider, token: string): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const asked = await lockSignInCode(unit, sha256Bytes(token));
    const message = asked === null ? null : await findOutgoingMessage(unit, asked.id);
    return message === null ? null : openBody(crypto, message.id, message.bodyCipher);
  });
}
