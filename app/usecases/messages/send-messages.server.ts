/**
 * Sends what waits. A try is written down before the channel is asked, outside any transaction, and its outcome after that: a process that
 * ends in between leaves a message that is tried again with the same key, and two processes never try the same message at once.
 */
import { isKeyForgotten, isWorthTelling, nextTryAt } from "#app/domain/messages/outgoing-message.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { MessageError, type MessageGateway, type MessageReceipt } from "#app/integrations/messages/message-gateway.ts";
import { findMemberByPhone } from "#db/repositories/family-members.ts";
import {
  isMessageWaiting,
  lockWaitingMessage,
  updateTriedMessage,
  type OutgoingMessageRow,
} from "#db/repositories/messages.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { addressCauses } from "./address-causes.server.ts";
import { goingKinds } from "./going-kinds.server.ts";

type Try = { readonly row: OutgoingMessageRow; readonly phone: string; readonly openId: string | null };

/** The name in our WeChat account of whoever has signed in from WeChat with this telephone. */
async function openIdOf(unit: Unit, crypto: CryptoProvider, phone: string): Promise<string | null> {
  const member = await findMemberByPhone(unit, crypto.blindIndex(phone, "phone"));
  return member?.wechatCipher == null
    ? null
    : crypto.decrypt(member.wechatCipher, { table: "family_member", column: "wechat", row: member.id });
}

/** Takes the next message for a try; "dropped" when it is worth nothing any more, "failed" when a try might be a second message. */
async function take(context: Context, crypto: CryptoProvider): Promise<Try | "dropped" | "failed" | null> {
  return inTransaction(context, async (unit) => {
    const row = await lockWaitingMessage(unit, await goingKinds(unit));
    if (row === null) return null;
    if (!isWorthTelling(row.kind, instant(row.createdAt), unit.now)) {
      await updateTriedMessage(unit, row, { state: "too_late", nextTryAt: null });
      return "dropped";
    }
    if (isKeyForgotten(row.attempts, row.nextTryAt === null ? null : instant(row.nextTryAt), unit.now)) {
      await updateTriedMessage(unit, row, { state: "failed", nextTryAt: null, lastError: "no-answer" });
      return "failed";
    }
    const attempts = row.attempts + 1;
    const next = nextTryAt(attempts, unit.now);
    // After the last try a process that ends leaves it failed, for a person to look at.
    await updateTriedMessage(unit, row, {
      attempts,
      nextTryAt: next === null ? null : asDate(next),
      ...(next === null ? { state: "failed", lastError: "no-answer" } : {}),
    });
    const phone = crypto.decrypt(row.recipientCipher, {
      table: "outgoing_message",
      column: "recipient",
      row: row.id,
    });
    return { row: { ...row, attempts }, phone, openId: await openIdOf(unit, crypto, phone) };
  });
}

/** Fields of a template, or a whole text under "text": the messages of before have no cause. */
function fieldsOf(crypto: CryptoProvider, row: OutgoingMessageRow): Readonly<Record<string, string>> {
  const body = crypto.decrypt(row.bodyCipher, { table: "outgoing_message", column: "body", row: row.id });
  return row.causeId === null ? { text: body } : (JSON.parse(body) as Record<string, string>);
}

async function carry(
  crypto: CryptoProvider,
  gateway: MessageGateway,
  tried: Try,
): Promise<MessageReceipt | MessageError> {
  const { row, phone, openId } = tried;
  const fields = fieldsOf(crypto, row);
  try {
    return await gateway.send({
      key: row.id.replaceAll("-", ""),
      kind: row.kind,
      fields,
      path: fields["path"] ?? null,
      address: { phone, openId },
    });
  } catch (thrown) {
    if (thrown instanceof MessageError) return thrown;
    throw thrown;
  }
}

async function keep(context: Context, row: OutgoingMessageRow, said: MessageReceipt | MessageError): Promise<void> {
  await inTransaction(context, async (unit) => {
    if (said instanceof MessageError) {
      const over = said.kind === "refused" ? { state: "failed", nextTryAt: null } : {};
      await updateTriedMessage(unit, row, { lastError: said.code, ...over });
      return;
    }
    await updateTriedMessage(unit, row, {
      state: said.channel === "recorded" ? "recorded" : "sent",
      channel: said.channel,
      channelNo: said.channelNo,
      sentAt: asDate(unit.now),
      nextTryAt: null,
      lastError: null,
    });
  });
}

export type SentSum = {
  readonly made: number;
  readonly carried: number;
  readonly failed: number;
  readonly dropped: number;
};

/** Makes the messages of what happened and sends all that is due. */
export async function sendMessages(
  context: Context,
  crypto: CryptoProvider,
  gateway: MessageGateway,
): Promise<SentSum> {
  const made = await addressCauses(context, crypto);
  const sum = { made, carried: 0, failed: 0, dropped: 0 };
  for (;;) {
    const tried = await take(context, crypto);
    if (tried === null) return sum;
    if (tried === "dropped" || tried === "failed") sum[tried] += 1;
    else {
      const said = await carry(crypto, gateway, tried);
      await keep(context, tried.row, said);
      sum[said instanceof MessageError ? "failed" : "carried"] += 1;
    }
  }
}

/** Whether somebody is to be told something now. The policy is read only where something waits at all. */
export async function isAnythingToSend(context: Context): Promise<boolean> {
  return inReading(
    context,
    async (unit) => (await isMessageWaiting(unit, null)) && (await isMessageWaiting(unit, await goingKinds(unit))),
  );
}
