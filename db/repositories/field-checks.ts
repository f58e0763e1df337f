/** Checks at home: whom a month's were drawn from, and each with its result. In the scope of the unit. */
import { and, asc, eq } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elder } from "../schema/elder.ts";
import { fieldCheck, fieldCheckDraw } from "../schema/field-check.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type FieldCheckRow = typeof fieldCheck.$inferSelect;
export type FieldCheckDrawRow = typeof fieldCheckDraw.$inferSelect;

export async function findFieldCheckDraw(unit: Unit, month: PlainMonth): Promise<FieldCheckDrawRow | null> {
  const [row] = await unit.orm
    .select()
    .from(fieldCheckDraw)
    .where(eq(fieldCheckDraw.month, firstDateOf(month)));
  return row ?? null;
}

export async function insertFieldChecks(
  unit: Unit,
  draw: typeof fieldCheckDraw.$inferInsert,
  checks: readonly (typeof fieldCheck.$inferInsert)[],
): Promise<void> {
  await unit.orm.insert(fieldCheckDraw).values(draw);
  for (const piece of piecesOf(checks)) await unit.orm.insert(fieldCheck).values(piece);
}

/** Checks of a month that the scope reaches, what is open first, in the order of the draw. */
export async function listFieldChecks(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({
      check: fieldCheck,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      provider: provider.name,
      visitNo: visit.visitNo,
      plannedStart: visit.plannedStart,
    })
    .from(fieldCheck)
    .innerJoin(elder, eq(elder.id, fieldCheck.elderId))
    .innerJoin(street, eq(street.id, fieldCheck.streetId))
    .innerJoin(provider, eq(provider.id, fieldCheck.providerId))
    .innerJoin(visit, eq(visit.id, fieldCheck.visitId))
    .where(and(eq(fieldCheck.month, firstDateOf(month)), placeReached(unit, fieldCheck)))
    .orderBy(asc(fieldCheck.position));
}

/** One check of the scope; null when the scope reaches none. */
export async function findFieldCheck(unit: Unit, id: string): Promise<FieldCheckRow | null> {
  const [row] = await unit.orm
    .select()
    .from(fieldCheck)
    .where(and(eq(fieldCheck.id, id), placeReached(unit, fieldCheck)));
  return row ?? null;
}

/** One check of the scope, locked for the rest of the unit. */
export async function lockFieldCheck(unit: Unit, id: string): Promise<FieldCheckRow | null> {
  const [row] = await unit.orm
    .select()
    .from(fieldCheck)
    .where(and(eq(fieldCheck.id, id), placeReached(unit, fieldCheck)))
    .for("update");
  return row ?? null;
}

export async function updateFieldCheck(
  unit: Unit,
  id: string,
  values: Partial<typeof fieldCheck.$inferInsert>,
): Promise<void> {
  await unit.orm.update(fieldCheck).set(values).where(eq(fieldCheck.id, id));
}
