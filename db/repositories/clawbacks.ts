/** Money found wrongly paid: proposals, and what a second person made of them. In the scope of the unit. */
import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { clawback } from "../schema/claim.ts";
import { clawbackNetting } from "../schema/recovery.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { settlementPart } from "../schema/fund.ts";
import { piecesOf, rowsByKey } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type ClawbackRow = typeof clawback.$inferSelect;
export type NewClawbackRow = typeof clawback.$inferInsert;

/** Adds proposals; a paid line that was brought up before, also one that was dismissed, is not brought up again. @returns how many were new */
export async function proposeClawbacks(unit: Unit, rows: readonly NewClawbackRow[]): Promise<number> {
  let added = 0;
  for (const piece of piecesOf(rows))
    added += (await unit.orm.insert(clawback).values(piece).onConflictDoNothing().returning({ id: clawback.id }))
      .length;
  return added;
}

/** One clawback of the scope, locked for the rest of the unit; null when the scope reaches none. */
export async function lockClawback(
  unit: Unit,
  id: string,
): Promise<(ClawbackRow & { readonly visitNo: string }) | null> {
  const [row] = await unit.orm
    .select({ clawback, visitNo: visit.visitNo })
    .from(clawback)
    .innerJoin(visit, eq(visit.id, clawback.visitId))
    .where(and(eq(clawback.id, id), placeReached(unit, clawback)))
    .for("update", { of: clawback });
  return row ? { ...row.clawback, visitNo: row.visitNo } : null;
}

export async function updateClawback(unit: Unit, id: string, values: Partial<NewClawbackRow>): Promise<void> {
  await unit.orm.update(clawback).set(values).where(eq(clawback.id, id));
}

/** Confirmed and not yet recovered, oldest finding first, with the number of its visit. */
export async function listOpenClawbacks(unit: Unit): Promise<ClawbackRow[]> {
  return unit.orm
    .select()
    .from(clawback)
    .where(
      and(eq(clawback.state, "confirmed"), lt(clawback.recoveredFen, clawback.paidFen), placeReached(unit, clawback)),
    )
    .orderBy(asc(clawback.findingNo));
}

/** What a run sets off; the table adds it to what has come back and refuses more than was paid. The same run and finding twice is one. */
export async function insertNettings(
  unit: Unit,
  rows: readonly (typeof clawbackNetting.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(clawbackNetting).values(piece).onConflictDoNothing();
}

/** What a run set off, with the findings. */
export async function listNettingsOfRun(unit: Unit, runId: string) {
  return unit.orm
    .select({ netting: clawbackNetting, clawback })
    .from(clawbackNetting)
    .innerJoin(clawback, eq(clawback.id, clawbackNetting.clawbackId))
    .where(and(eq(clawbackNetting.runId, runId), placeReached(unit, clawback)))
    .orderBy(asc(clawback.findingNo), asc(clawbackNetting.fund));
}

/** What each fund had paid of settled lines, by line. */
export async function listPartsOfLines(
  unit: Unit,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly { fund: string; amountFen: bigint }[]>> {
  const found: { lineId: string; fund: string; amountFen: bigint }[] = [];
  for (const piece of piecesOf(lineIds, 2000))
    found.push(...(await unit.orm.select().from(settlementPart).where(inArray(settlementPart.lineId, piece))));
  return rowsByKey(found, (part) => part.lineId);
}

/** What has been set off of findings so far, by finding. */
export async function listNettingsOf(
  unit: Unit,
  clawbackIds: readonly string[],
): Promise<ReadonlyMap<string, readonly { fund: string; amountFen: bigint }[]>> {
  const found: { clawbackId: string; fund: string; amountFen: bigint }[] = [];
  for (const piece of piecesOf(clawbackIds, 2000))
    found.push(...(await unit.orm.select().from(clawbackNetting).where(inArray(clawbackNetting.clawbackId, piece))));
  return rowsByKey(found, (one) => one.clawbackId);
}

/** Confirms clawbacks whose provider was told and has let its days pass without an answer. @returns how many */
export async function confirmHeardClawbacks(unit: Unit, today: PlainDate): Promise<number> {
  const rows = await unit.orm
    .update(clawback)
    .set({ state: "confirmed" })
    .where(and(eq(clawback.state, "notified"), lt(clawback.appealUntil, today)))
    .returning({ id: clawback.id });
  return rows.length;
}
