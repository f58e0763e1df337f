/** Stays on an elder's file that an office wrote down itself, beside those of rosters and lists. */
import { and, eq } from "drizzle-orm";
import { elderAbsence } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";

export type Stay = { readonly elderId: string; readonly kind: string; readonly fromOn: string };

const ofStay = ({ elderId, kind, fromOn }: Stay) =>
  and(eq(elderAbsence.elderId, elderId), eq(elderAbsence.kind, kind), eq(elderAbsence.fromOn, fromOn));

/** Writes a stay down as a fact that no roster takes back; one that is known by its first day stays as it is. */
export async function insertStay(unit: Unit, stay: Stay & { readonly toOn: string | null }): Promise<void> {
  const [known] = await unit.orm.select({ id: elderAbsence.id }).from(elderAbsence).where(ofStay(stay));
  if (known === undefined) await unit.orm.insert(elderAbsence).values({ id: unit.newId(), ...stay, listed: true });
}

/** Gives a stay its last day; one that would end before it began was none. */
export async function endStay(unit: Unit, stay: Stay & { readonly toOn: string }): Promise<void> {
  const { toOn, fromOn } = stay;
  if (toOn < fromOn) await unit.orm.delete(elderAbsence).where(ofStay(stay));
  else await unit.orm.update(elderAbsence).set({ toOn }).where(ofStay(stay));
}
