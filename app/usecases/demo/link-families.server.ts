/**
 * Families of the demonstration [示例]: people whose telephones belong to nobody, linked at a desk before a witness by the use case that offices
 * take, and known to the simulated WeChat. One is told first in an emergency and may do everything, one has two elders, one sees visits alone.
 */
import type { FamilyRelation, FamilyScope } from "#app/domain/family/family-link.ts";
import { linkUntil } from "#app/domain/family/family-link.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { SIMULATED_PEOPLE } from "#app/integrations/identity/simulator/simulated-people.ts";
import { listDemoElders, listFamilyElders } from "#db/queries/demo-elders.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { insertMember } from "#db/repositories/family-members.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { recordWitnessedLink } from "../family/record-witnessed-link.server.ts";

export type DemoFamily = {
  readonly name: string;
  /** 160… was never given out. */
  readonly phone: string;
  readonly relation: FamilyRelation;
  readonly scopes: readonly FamilyScope[];
  /** What the start prints. */
  readonly about: string;
};

export const DEMO_FAMILIES: readonly DemoFamily[] = [
  {
    name: "王丽",
    phone: "16000000001",
    relation: "daughter",
    scopes: ["schedule", "book", "results", "alerts", "pay"],
    about: "女儿，什么都能看能办 daughter, sees and does everything",
  },
  {
    name: "李强",
    phone: "16000000002",
    relation: "son",
    scopes: ["schedule", "book", "results", "alerts"],
    about: "儿子，两位老人 son of two elders",
  },
  {
    name: "赵晨",
    phone: "16000000003",
    relation: "grandchild",
    scopes: ["schedule"],
    about: "孙辈，只看日程 grandchild, sees visits only",
  },
];

/** Elders whom each of the families has, by place; the second has one who can book and one whose month is full. */
async function eldersOf(context: Context, today: PlainDate): Promise<readonly (readonly string[])[]> {
  return inReading(context, async (unit) => {
    const full = await listFamilyElders(unit, monthOf(today), today);
    const rows = (await listDemoElders(unit, monthOf(today))).filter(({ sharing }) => sharing === 1);
    const open = rows.findLast(({ standing, allowed }) => standing < allowed);
    const [booker] = open === undefined ? [] : await listEldersById(unit, [open.id]);
    const [first, second] = full.map(({ elderNo }) => elderNo).filter((elderNo) => elderNo !== booker?.elderNo);
    const present = (numbers: readonly (string | undefined)[]) => numbers.filter((one) => one !== undefined);
    return [present([first]), present([booker?.elderNo, second]), present([first])];
  });
}

/** A person of the simulated WeChat whose telephone was proved before. */
export async function knowWechat(
  context: Context,
  crypto: CryptoProvider,
  phone: string,
  openid: string,
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const id = unit.newId();
    const field = (column: string) => ({ table: "family_member", column, row: id });
    await insertMember(unit, {
      id,
      phoneIndex: crypto.blindIndex(phone, "phone"),
      phoneCipher: crypto.encrypt(phone, field("phone")),
      wechatIndex: crypto.blindIndex(openid, "wechat"),
      wechatCipher: crypto.encrypt(openid, field("wechat")),
      createdAt: asDate(unit.now),
    });
  });
}

export async function linkFamilies(context: Context, crypto: CryptoProvider): Promise<void> {
  const today = localDateOf(context.now);
  const elders = await eldersOf(context, today);
  for (const [place, { about: _, ...family }] of DEMO_FAMILIES.entries()) {
    for (const elderNo of elders[place] ?? [])
      await recordWitnessedLink(
        { ...context, actor: "demo:street" },
        crypto,
        { channel: "office", elderNo },
        {
          ...family,
          toOn: linkUntil(today),
          consentedBy: "elder",
          consentHow: "spoken",
          witnessName: "社区工作者（示例）",
        },
      );
    await knowWechat(context, crypto, family.phone, SIMULATED_PEOPLE[place]?.openid ?? "");
  }
}
