/** Facts from lists that stop money, on the elders' files. Who may write them has been asked by the caller. */
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { elder, elderAbsence, elderBenefit, elderCharge } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, piecesOf } from "./batches.ts";
import { elderInScope, type ElderRow } from "./elders.ts";

export type StopPerson = Pick<ElderRow, "id" | "idNumberIndex">;

/** Elders of the scope by the blind indexes of identity numbers; lists name many who are none. */
export async function listStopPersons(unit: Unit, indexes: readonly Uint8Array[]): Promise<StopPerson[]> {
  const found: StopPerson[] = [];
  for (const piece of piecesOf(indexes, 1000))
    found.push(
      ...(await unit.orm
        .select({ id: elder.id, idNumberIndex: elder.idNumberIndex })
        .from(elder)
        .where(and(inArray(elder.idNumberIndex, piece), elderInScope(unit)))),
    );
  return found;
}

/** Ids of the scope's elders whose file holds a fact that stops money. */
export async function listStoppedElders(unit: Unit): Promise<string[]> {
  const stays = unit.orm
    .select({ id: elderAbsence.elderId })
    .from(elderAbsence)
    .where(inArray(elderAbsence.kind, ["hospital", "institution"]));
  const benefits = unit.orm
    .select({ id: elderBenefit.elderId })
    .from(elderBenefit)
    .where(eq(elderBenefit.exclusive, true));
  const rows = await unit.orm
    .select({ id: elder.id })
    .from(elder)
    .where(
      and(
        elderInScope(unit),
        or(
          isNotNull(elder.deathOn),
          isNotNull(elder.hukouUntil),
          inArray(elder.id, stays),
          inArray(elder.id, benefits),
          inArray(elder.id, unit.orm.select({ id: elderCharge.elderId }).from(elderCharge)),
        ),
      ),
    );
  return rows.map(({ id }) => id);
}

export type ElderStops = Pick<ElderRow, "deathOn" | "deathListed" | "hukouUntil">;

/** The next version of an elder's row with what lists say of death and registration. */
export async function updateElderStops(unit: Unit, id: string, stops: Partial<ElderStops>): Promise<void> {
  await unit.orm
    .update(elder)
    .set({ ...stops, version: sql`${elder.version} + 1` })
    .where(and(eq(elder.id, id), elderInScope(unit)));
}

type StayKey = Pick<typeof elderAbsence.$inferInsert, "elderId" | "kind" | "fromOn">;

/** Takes a stay away, whoever told it, and puts the corrected one in its place where there is one. */
export async function replaceStay(
  unit: Unit,
  key: StayKey,
  row: typeof elderAbsence.$inferInsert | null,
): Promise<void> {
  await unit.orm
    .delete(elderAbsence)
    .where(
      and(eq(elderAbsence.elderId, key.elderId), eq(elderAbsence.kind, key.kind), eq(elderAbsence.fromOn, key.fromOn)),
    );
  if (row !== null) await unit.orm.insert(elderAbsence).values(row);
}

type BenefitKey = { readonly elderId: string; readonly benefit: string; readonly fromOn: string };

/** The same for a benefit, known by its name and first day. */
export async function replaceBenefit(
  unit: Unit,
  key: BenefitKey,
  row: typeof elderBenefit.$inferInsert | null,
): Promise<void> {
  await unit.orm
    .delete(elderBenefit)
    .where(
      and(
        eq(elderBenefit.elderId, key.elderId),
        eq(elderBenefit.benefit, key.benefit),
        eq(elderBenefit.fromOn, key.fromOn),
      ),
    );
  if (row !== null) await unit.orm.insert(elderBenefit).values(row);
}

export type ChargeRow = typeof elderCharge.$inferSelect;

/** Hours that other funds have paid for, of these elders in the order of their beginning. Whoever asks has asked the scope of the elders. */
export async function listCharges(unit: Unit, elderIds: readonly string[]): Promise<ChargeRow[]> {
  const found: ChargeRow[] = [];
  for (const piece of piecesOf(elderIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(elderCharge)
        .where(isOneOf(elderCharge.elderId, piece))
        .orderBy(asc(elderCharge.startAt), asc(elderCharge.fund))),
    );
  return found;
}

type ChargeKey = { readonly elderId: string; readonly fund: string; readonly startAt: Instant };

/** The same for an hour that a fund has paid for, known by the fund and its beginning. */
export async function replaceCharge(
  unit: Unit,
  { elderId, fund, startAt }: ChargeKey,
  row: typeof elderCharge.$inferInsert | null,
): Promise<void> {
  await unit.orm
    .delete(elderCharge)
    .where(and(eq(elderCharge.elderId, elderId), eq(elderCharge.fund, fund), eq(elderCharge.startAt, asDate(startAt))));
  if (row !== null) await unit.orm.insert(elderCharge).values(row);
}
