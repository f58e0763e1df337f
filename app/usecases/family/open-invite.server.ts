/** 加一位家人: a code stands on the elder's screen for five minutes, and whoever scans it proves a telephone before the elder is asked. */
import { randomBytes } from "node:crypto";
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { INVITE_MINUTES, inviteNow, LINKS_MOST, linkStands } from "#app/domain/family/family-link.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { qrMatrix } from "#app/integrations/qr/write-qr.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { countInvites, insertInvite, listLinksOfElder, lockInvite } from "#db/repositories/family.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Codes of one elder in an hour: enough for a family that comes along, too few to guess with. */
const INVITES_IN_AN_HOUR = 12;

export const inviteField = (column: "token" | "phone", row: string) => ({ table: "family_invite", column, row });

/** @returns the invitation's id. Refuses "family-too-many" with eight links, and "family-too-often" with twelve codes in an hour. */
export async function openInvite(
  context: Context,
  crypto: CryptoProvider,
  { elderId, device }: { readonly elderId: string; readonly device: string },
): Promise<string> {
  return inTransaction(context, async (unit) => {
    const today = localDateOf(unit.now);
    const standing = (await listLinksOfElder(unit, elderId)).filter((link) => linkStands(link, today));
    if (standing.length >= LINKS_MOST) throw new Refusal("family-too-many");
    if ((await countInvites(unit, elderId, plusMinutes(unit.now, -60))) >= INVITES_IN_AN_HOUR)
      throw new Refusal("family-too-often");
    const id = unit.newId();
    const token = randomBytes(16).toString("base64url");
    await insertInvite(unit, {
      id,
      elderId,
      tokenHash: sha256Bytes(token),
      tokenCipher: crypto.encrypt(token, inviteField("token", id)),
      kiosk: device,
      state: "shown",
      madeAt: asDate(unit.now),
      endsAt: asDate(plusMinutes(unit.now, INVITE_MINUTES)),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "family.invite",
      subjectType: "elder",
      subjectId: elderId,
      facts: { invite: id },
    });
    return id;
  });
}

/** Where the invitation stands on the elder's screen. Refuses "not-found" for another elder's. */
export async function showInvite(
  context: Context,
  crypto: CryptoProvider,
  asked: { readonly elderId: string; readonly inviteId: string; readonly origin: string },
) {
  return inTransaction(context, async (unit) => {
    const invite = await lockInvite(unit, asked.elderId, asked.inviteId);
    if (invite === null) throw new Refusal("not-found");
    const state = inviteNow(invite, unit.now);
    const { id, name, phoneCipher, relation } = invite;
    if (state === "shown") {
      const token = crypto.decrypt(invite.tokenCipher, inviteField("token", id));
      return { state, inviteId: id, qr: qrMatrix(`${asked.origin}/family/link/${token}`) };
    }
    if (state !== "asked" || name === null || phoneCipher === null) return { state: "over" as const, inviteId: id };
    return {
      state,
      inviteId: id,
      name: maskName(name),
      relation: relation ?? "other",
      phone: maskPhone(crypto.decrypt(phoneCipher, inviteField("phone", id))),
    };
  });
}
