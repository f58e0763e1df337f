/** 消息: what this person was told of the elders whose links stand, as far as each link lets it be seen today. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { SCOPE_TOLD, type CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listLinksOfMember } from "#db/repositories/family-members.ts";
import { listMessages } from "#db/repositories/messages.ts";
import { inReading, type Context } from "#db/transaction.ts";

const ROWS_SHOWN = 60;

export async function listOwnNotices(context: Context, crypto: CryptoProvider, memberId: string) {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const links = await listLinksOfMember(unit, memberId, localDateOf(unit.now));
    if (links.length === 0) return [];
    const rows = await listMessages(unit, { linkIds: links.map(({ id }) => id), most: ROWS_SHOWN });
    const maySee = (kind: CauseKind, linkId: string | null) => {
      const scope = SCOPE_TOLD[kind];
      return scope === null || links.some(({ id, scopes }) => id === linkId && scopes.includes(scope));
    };
    return rows
      .filter(({ message }) => message.causeId !== null && maySee(message.kind as CauseKind, message.linkId))
      .map(({ message }) => ({
        id: message.id,
        kind: message.kind,
        atMs: message.createdAt.getTime(),
        fields: JSON.parse(
          crypto.decrypt(message.bodyCipher, { table: "outgoing_message", column: "body", row: message.id }),
        ) as Readonly<Record<string, string>>,
      }));
  });
}
