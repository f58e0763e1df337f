/** 消息: what this person was told of the elders whose links stand, as far as each link lets it be seen today, and how much of it is new. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { SCOPE_TOLD, type CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findMember, listLinksOfMember, updateMember, type FamilyMemberRow } from "#db/repositories/family-members.ts";
import { listMessages } from "#db/repositories/messages.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

const ROWS_SHOWN = 60;

/** Before the first look at them every notice is new. */
const seenUntil = ({ noticesSeenAt }: FamilyMemberRow): Instant => instant(noticesSeenAt ?? 0);

/** Messages to this person that the links let be seen today, the newest first. */
async function seenByLinks(unit: Unit, memberId: string, after?: Instant) {
  const links = await listLinksOfMember(unit, memberId, localDateOf(unit.now));
  if (links.length === 0) return [];
  const filter = { linkIds: links.map(({ id }) => id), most: ROWS_SHOWN };
  const rows = await listMessages(unit, { ...filter, ...(after !== undefined && { after }) });
  const maySee = (kind: CauseKind, linkId: string | null) => {
    const scope = SCOPE_TOLD[kind];
    return scope === null || links.some(({ id, scopes }) => id === linkId && scopes.includes(scope));
  };
  return rows.filter(({ message }) => message.causeId !== null && maySee(message.kind as CauseKind, message.linkId));
}

export async function listOwnNotices(context: Context, crypto: CryptoProvider, memberId: string) {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const member = await findMember(unit, memberId);
    if (member === null) return [];
    return (await seenByLinks(unit, memberId)).map(({ message }) => ({
      id: message.id,
      kind: message.kind,
      atMs: message.createdAt.getTime(),
      isNew: message.createdAt.getTime() > seenUntil(member),
      fields: JSON.parse(
        crypto.decrypt(message.bodyCipher, { table: "outgoing_message", column: "body", row: message.id }),
      ) as Readonly<Record<string, string>>,
    }));
  });
}

/** How many notices this person has not looked at, 60 at most. */
export async function countNewNotices(context: Context, memberId: string): Promise<number> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const member = await findMember(unit, memberId);
    return member === null ? 0 : (await seenByLinks(unit, memberId, seenUntil(member))).length;
  });
}

/**
 * @param until when the newest notice that was shown was made; what came after it stays new
 * Refuses "not-found" for somebody unknown.
 */
export async function noteNoticesSeen(context: Context, memberId: string, until: Instant): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const member = await findMember(unit, memberId);
    if (member === null) throw new Refusal("not-found");
    const upTo = until < unit.now ? until : unit.now;
    if (upTo > seenUntil(member)) await updateMember(unit, memberId, { noticesSeenAt: asDate(upTo) });
  });
}
