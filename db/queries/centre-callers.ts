/** Who a caller may be: by the number that rings (blind index) among elders, their contacts and linked families, or by name and birth. */
import { and, asc, eq, gte, isNull, sql } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { elderInScope } from "../repositories/elders.ts";
import { elder, elderContact } from "../schema/elder.ts";
import { familyLink } from "../schema/family.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

/** More people do not share one telephone, or one name and year. */
const FOUND_MOST = 50;

const found = {
  id: elder.id,
  elderNo: elder.elderNo,
  name: elder.name,
  birthOn: elder.birthOn,
  deathOn: elder.deathOn,
  community: elder.community,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
};

const alive = isNull(elder.deathOn);

/** Elders with this telephone, elders with a contact who has it, and elders whose linked family has it. */
export async function listByCallerNumber(unit: Unit, index: Uint8Array, today: PlainDate) {
  const own = await unit.orm
    .select(found)
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elder.phoneIndex, index), alive, elderInScope(unit)))
    .orderBy(asc(elder.elderNo))
    .limit(FOUND_MOST);
  const contacts = await unit.orm
    .select({ ...found, who: elderContact.name, relation: elderContact.relation })
    .from(elderContact)
    .innerJoin(elder, eq(elder.id, elderContact.elderId))
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elderContact.phoneIndex, index), alive, elderInScope(unit)))
    .orderBy(asc(elder.elderNo))
    .limit(FOUND_MOST);
  const links = await unit.orm
    .select({ ...found, who: familyLink.name, relation: familyLink.relation })
    .from(familyLink)
    .innerJoin(elder, eq(elder.id, familyLink.elderId))
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(
      and(
        eq(familyLink.phoneIndex, index),
        isNull(familyLink.revokedAt),
        gte(familyLink.toOn, today),
        alive,
        elderInScope(unit),
      ),
    )
    .orderBy(asc(elder.elderNo))
    .limit(FOUND_MOST);
  return { own, contacts, links };
}

export type CallerRow = Awaited<ReturnType<typeof listByCallerNumber>>["own"][number];

/** A whole name, with the day or only the year of birth: "1938" or "1938-05-02". */
export async function listByNameAndBirth(unit: Unit, name: string, birth: string): Promise<CallerRow[]> {
  return unit.orm
    .select(found)
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elder.name, name), sql`${elder.birthOn}::text like ${`${birth}%`}`, alive, elderInScope(unit)))
    .orderBy(asc(elder.elderNo))
    .limit(FOUND_MOST);
}

/** Contacts that were stored before callers were looked up, a piece at a time. */
export async function listContactsWithoutIndex(unit: Unit, most: number) {
  return unit.orm
    .select({ id: elderContact.id, phoneCipher: elderContact.phoneCipher })
    .from(elderContact)
    .where(and(isNull(elderContact.phoneIndex), sql`${elderContact.phoneCipher} is not null`))
    .limit(most);
}

export async function updateContactIndex(unit: Unit, id: string, phoneIndex: Uint8Array): Promise<void> {
  await unit.orm.update(elderContact).set({ phoneIndex }).where(eq(elderContact.id, id));
}
