/** A daughter linked to an elder with three visits of the elder's own that are to be paid: what the tests of paying on the phone start from. */
import { sql } from "drizzle-orm";
import { CONSENT_VERSION, linkUntil } from "#app/domain/family/family-link.ts";
import { asDate, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertMember } from "#db/repositories/family-members.ts";
import { insertLink } from "#db/repositories/family.ts";
import { insertVisits } from "#db/repositories/visits.ts";
import { inTransaction, rowsOf, type Context, type Unit } from "#db/transaction.ts";
import { ownVisitRow } from "#tests/support/own-visit.ts";

export const DAUGHTERS_PHONE = "16000000009";
/** Of the three own visits. */
const PRICES = [3_500n, 2_000n, 1_500n] as const;

type Found = { readonly id: string; readonly elderNo: string; readonly streetId: number };

/** @returns the numbers of the visits, the dearest first */
async function ownVisits(unit: Unit, elder: Found): Promise<string[]> {
  const [provider] = rowsOf<{ id: string }>(await unit.orm.execute(sql`select id from provider order by name limit 1`));
  const rows = PRICES.map((plannedFen, index) =>
    ownVisitRow({
      ...{ id: unit.newId(), elder, providerId: provider?.id ?? "", sequence: index + 5, plannedFen },
      start: plusMinutes(unit.now, (index + 2) * 1_440),
    }),
  );
  await insertVisits(unit, rows, []);
  return rows.map(({ visitNo }) => visitNo);
}

/** A daughter who may see the visits and pay, known to WeChat. */
async function linkDaughter(unit: Unit, crypto: CryptoProvider, elder: Found): Promise<void> {
  const [linkId, memberId] = [unit.newId(), unit.newId()];
  const fromOn = localDateOf(unit.now);
  const phoneIndex = crypto.blindIndex(DAUGHTERS_PHONE, "phone");
  await insertLink(unit, {
    id: linkId,
    elderId: elder.id,
    name: "王丽",
    relation: "daughter",
    phoneCipher: crypto.encrypt(DAUGHTERS_PHONE, { table: "family_link", column: "phone", row: linkId }),
    phoneIndex,
    scopes: ["schedule", "pay"],
    fromOn,
    toOn: linkUntil(fromOn),
    consentVersion: CONSENT_VERSION,
  });
  const field = (column: string) => ({ table: "family_member", column, row: memberId });
  await insertMember(unit, {
    id: memberId,
    phoneIndex,
    phoneCipher: crypto.encrypt(DAUGHTERS_PHONE, field("phone")),
    wechatIndex: crypto.blindIndex("open-daughter", "wechat"),
    wechatCipher: crypto.encrypt("open-daughter", field("wechat")),
    createdAt: asDate(unit.now),
  });
}

/** @returns the numbers of the visits, the dearest first */
export const playDaughter = (context: Context, crypto: CryptoProvider) =>
  inTransaction(context, async (unit) => {
    const [elder] = rowsOf<Found>(
      await unit.orm.execute(
        sql`select id, elder_no as "elderNo", street_id as "streetId" from elder order by elder_no limit 1`,
      ),
    );
    if (!elder) throw new Error("nobody is on file");
    await linkDaughter(unit, crypto, elder);
    return ownVisits(unit, elder);
  });
