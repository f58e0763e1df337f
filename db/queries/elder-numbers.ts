/** Finding an elder by a personal number, and one masked field of an elder's file as ciphertext. Always inside the scope. */
import { and, asc, eq } from "drizzle-orm";
import { elderInScope } from "../repositories/elders.ts";
import { elder, elderContact } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

/** Columns that rules about an elder's own numbers need; personal ones are ciphertext. */
const numberColumns = {
  id: elder.id,
  elderNo: elder.elderNo,
  name: elder.name,
  birthOn: elder.birthOn,
  idNumberCipher: elder.idNumberCipher,
  phoneCipher: elder.phoneCipher,
};

export type ElderNumbers = {
  readonly id: string;
  readonly elderNo: string;
  readonly name: string;
  readonly birthOn: string;
  readonly idNumberCipher: string;
  readonly phoneCipher: string | null;
};

/** @returns null when there is no such elder in the scope */
export async function findElderNumbers(unit: Unit, elderNo: string): Promise<ElderNumbers | null> {
  const [row] = await unit.orm
    .select(numberColumns)
    .from(elder)
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  return row ?? null;
}

/** The contact at this place of the elder's list, whom the caller has found in the scope; null when nobody stands there. */
export async function findContact(unit: Unit, elderId: string, ordinal: number) {
  const [row] = await unit.orm
    .select()
    .from(elderContact)
    .where(and(eq(elderContact.elderId, elderId), eq(elderContact.ordinal, ordinal)));
  return row ?? null;
}

/** Everybody on the elder's list, in its order; the caller has found the elder in the scope. */
export async function listContactsOfElder(unit: Unit, elderId: string) {
  return unit.orm
    .select()
    .from(elderContact)
    .where(eq(elderContact.elderId, elderId))
    .orderBy(asc(elderContact.ordinal));
}

/** More people than this do not share one telephone. */
const MOST_OF_ONE_NUMBER = 50;

export type FoundElder = {
  readonly id: string;
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
};

/** Elders of the scope with this identity number or this telephone (blind index), by elder number. */
export async function listEldersByNumber(
  unit: Unit,
  number: { readonly kind: "id-number" | "phone"; readonly index: Uint8Array },
): Promise<FoundElder[]> {
  const column = number.kind === "id-number" ? elder.idNumberIndex : elder.phoneIndex;
  return unit.orm
    .select({
      id: elder.id,
      elderNo: elder.elderNo,
      name: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(column, number.index), elderInScope(unit)))
    .orderBy(asc(elder.elderNo))
    .limit(MOST_OF_ONE_NUMBER);
}
