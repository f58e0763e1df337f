/** Makes the messages of what happened: one for each person who may be told now, with the fields that templates show. */
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { linkAllows } from "#app/domain/family/family-link.ts";
import { isWorthTelling, PLAN_KINDS, SCOPE_TOLD, type CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { asDate, instant, localDateOf, localTimeOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersById, type ElderRow } from "#db/repositories/elders.ts";
import { isStaffOfOwnProvider, listLinksOfElder, type FamilyLinkRow } from "#db/repositories/family.ts";
import {
  insertOutgoingMessage,
  isOvertaken,
  lockWaitingCause,
  updateCause,
  type MessageCauseRow,
} from "#db/repositories/messages.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { goingKinds } from "./going-kinds.server.ts";

type Recipient = { readonly linkId: string | null; readonly phone: string };

const phoneOfLink = (crypto: CryptoProvider, link: FamilyLinkRow) =>
  crypto.decrypt(link.phoneCipher, { table: "family_link", column: "phone", row: link.id });

/** The members of the family whom the elder lets see this today; whoever works for the elder's provider is told nothing. */
async function listeners(unit: Unit, crypto: CryptoProvider, cause: MessageCauseRow): Promise<Recipient[]> {
  const scope = SCOPE_TOLD[cause.kind as CauseKind];
  const today = localDateOf(unit.now);
  const links = await listLinksOfElder(unit, cause.elderId);
  const told: Recipient[] = [];
  for (const link of links) {
    const allowed = scope === null ? link.id === cause.linkId : linkAllows(link, scope, today);
    if (allowed && !(await isStaffOfOwnProvider(unit, cause.elderId, link.phoneIndex, today)))
      told.push({ linkId: link.id, phone: phoneOfLink(crypto, link) });
  }
  return told;
}

async function recipientsOf(
  unit: Unit,
  crypto: CryptoProvider,
  cause: MessageCauseRow,
  elder: ElderRow,
): Promise<Recipient[]> {
  if (SCOPE_TOLD[cause.kind as CauseKind] !== null || cause.linkId !== null) return listeners(unit, crypto, cause);
  if (elder.phoneCipher === null || elder.deathOn !== null) return [];
  return [
    { linkId: null, phone: crypto.decrypt(elder.phoneCipher, { table: "elder", column: "phone", row: elder.id }) },
  ];
}

/** "2026-11-16 09:40" in the district's time. */
function timeText(at: Date): string {
  const { date, minute } = localTimeOf(instant(at));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function fieldsOf(cause: MessageCauseRow, elder: ElderRow): Record<string, string> {
  const facts = cause.facts as Readonly<Record<string, string>>;
  return { elder: maskName(elder.name), time: timeText(cause.happenedAt), ...facts };
}

async function address(unit: Unit, crypto: CryptoProvider, cause: MessageCauseRow): Promise<number> {
  await updateCause(unit, cause.id, { addressedAt: asDate(unit.now) });
  const [elder] = await listEldersById(unit, [cause.elderId]);
  if (!elder || !isWorthTelling(cause.kind, instant(cause.happenedAt), unit.now)) return 0;
  // Several changes of one night are told once in the morning.
  if (PLAN_KINDS.includes(cause.kind as CauseKind) && (await isOvertaken(unit, cause, PLAN_KINDS))) return 0;
  const recipients = await recipientsOf(unit, crypto, cause, elder);
  for (const { linkId, phone } of recipients) {
    const id = unit.newId();
    const field = (column: string) => ({ table: "outgoing_message", column, row: id });
    await insertOutgoingMessage(unit, {
      id,
      kind: cause.kind,
      recipientCipher: crypto.encrypt(phone, field("recipient")),
      bodyCipher: crypto.encrypt(JSON.stringify(fieldsOf(cause, elder)), field("body")),
      recipientMask: maskPhone(phone),
      createdAt: asDate(unit.now),
      causeId: cause.id,
      elderId: elder.id,
      linkId,
      key: `${cause.id}:${linkId ?? "elder"}`,
    });
  }
  return recipients.length;
}

/** Every cause that may be told now, each in a unit of its own. @returns how many messages were made */
export async function addressCauses(context: Context, crypto: CryptoProvider): Promise<number> {
  for (let made = 0; ;) {
    const more = await inTransaction(context, async (unit) => {
      const cause = await lockWaitingCause(unit, await goingKinds(unit));
      return cause === null ? null : address(unit, crypto, cause);
    });
    if (more === null) return made;
    made += more;
  }
}
