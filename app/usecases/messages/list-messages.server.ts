/** What was sent to families and elders, for offices: kind, masked recipient, the fields that the template showed, and what became of it. */
import { maskName } from "#app/domain/access/masking.ts";
import type { CauseKind, MessageState } from "#app/domain/messages/outgoing-message.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listMessages } from "#db/repositories/messages.ts";
import { inReading, type Context } from "#db/transaction.ts";

const ROWS_SHOWN = 100;

export type MessageWish = { readonly elderId?: string; readonly elderNo?: string };

/** Only messages that have a cause: codes and words of offices are secrets or stand elsewhere. */
export async function listSentMessages(context: Context, crypto: CryptoProvider, wish: MessageWish) {
  return inReading(context, async (unit) => {
    const rows = await listMessages(unit, { ...wish, most: ROWS_SHOWN });
    return rows
      .filter(({ message }) => message.causeId !== null)
      .map(({ message, elderName, elderNo, relation }) => ({
        id: message.id,
        kind: message.kind as CauseKind,
        state: message.state as MessageState,
        channel: message.channel,
        elder: maskName(elderName),
        elderNo,
        /** Null is the elder. */
        relation,
        recipient: message.recipientMask ?? "",
        at: instant(message.sentAt ?? message.createdAt),
        attempts: message.attempts,
        lastError: message.lastError,
        fields: JSON.parse(
          crypto.decrypt(message.bodyCipher, { table: "outgoing_message", column: "body", row: message.id }),
        ) as Readonly<Record<string, string>>,
      }));
  });
}

export type SentMessage = Awaited<ReturnType<typeof listSentMessages>>[number];
