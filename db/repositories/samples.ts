/** Committed values, batches and lines of audit samples. They bind the whole district: no part of it has a sample of its own. */
import { asc, eq, isNull, lt, and, inArray, sql } from "drizzle-orm";
import type { DrawReason, FindingCategory, LineGroup, SampleLine } from "#app/domain/sampling/draw-sample.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { settlementRun } from "../schema/claim.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { sampleBatch, sampleLine, sampleSeed } from "../schema/sample.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

export type SampleSeedRow = typeof sampleSeed.$inferSelect;
export type SampleBatchRow = typeof sampleBatch.$inferSelect;
export type StoredSampleLine = SampleLine & {
  readonly drawnAs: number | null;
  readonly reasons: readonly DrawReason[];
};

export async function findSampleSeed(unit: Unit, month: PlainMonth): Promise<SampleSeedRow | null> {
  const [row] = await unit.orm
    .select()
    .from(sampleSeed)
    .where(eq(sampleSeed.month, firstDateOf(month)));
  return row ?? null;
}

/** @returns false when the month has one already; that one stays */
export async function insertSampleSeed(unit: Unit, row: typeof sampleSeed.$inferInsert): Promise<boolean> {
  const added = await unit.orm
    .insert(sampleSeed)
    .values(row)
    .onConflictDoNothing()
    .returning({ month: sampleSeed.month });
  return added.length > 0;
}

export async function revealSampleSeed(unit: Unit, month: PlainMonth, value: string, at: Date): Promise<void> {
  await unit.orm
    .update(sampleSeed)
    .set({ revealedValue: value, revealedAt: at })
    .where(eq(sampleSeed.month, firstDateOf(month)));
}

export async function findSampleBatch(unit: Unit, runId: string): Promise<SampleBatchRow | null> {
  const [row] = await unit.orm.select().from(sampleBatch).where(eq(sampleBatch.runId, runId));
  return row ?? null;
}

export async function findSampleBatchById(unit: Unit, id: string): Promise<SampleBatchRow | null> {
  const [row] = await unit.orm
    .select()
    .from(sampleBatch)
    .where(sql`${sampleBatch.id}::text = ${id}`);
  return row ?? null;
}

/** Ids of visits by their numbers. */
export async function findVisitIds(unit: Unit, visitNos: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await unit.orm
    .select({ id: visit.id, visitNo: visit.visitNo })
    .from(visit)
    .where(inArray(visit.visitNo, [...visitNos]));
  return new Map(rows.map((row) => [row.visitNo, row.id]));
}

export async function insertSample(
  unit: Unit,
  batch: typeof sampleBatch.$inferInsert,
  lines: readonly (typeof sampleLine.$inferInsert)[],
): Promise<void> {
  await unit.orm.insert(sampleBatch).values(batch);
  for (const piece of piecesOf(lines)) await unit.orm.insert(sampleLine).values(piece);
}

/** The frozen list of a batch, by visit number. */
export async function listSampleLines(unit: Unit, batchId: string): Promise<StoredSampleLine[]> {
  const rows = await unit.orm
    .select({ line: sampleLine, visitNo: visit.visitNo, providerCode: provider.creditCode })
    .from(sampleLine)
    .innerJoin(visit, eq(visit.id, sampleLine.visitId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(eq(sampleLine.batchId, batchId))
    .orderBy(asc(visit.visitNo));
  return rows.map(({ line, visitNo, providerCode }) => ({
    visitNo,
    providerCode,
    group: line.lineGroup as LineGroup,
    category: line.category as FindingCategory,
    riskPoints: line.riskPoints,
    firstOfProvider: line.firstOfProvider,
    firstOfWorker: line.firstOfWorker,
    firstOfRule: line.firstOfRule,
    drawnAs: line.drawnAs,
    reasons: line.reasons as DrawReason[],
  }));
}

/** Providers and care workers who had a visit in an earlier month. */
export async function listKnownBefore(unit: Unit, month: PlainMonth): Promise<ReadonlySet<string>> {
  const earlier = lt(visit.serviceMonth, firstDateOf(month));
  const providers = await unit.orm.selectDistinct({ id: visit.providerId }).from(visit).where(earlier);
  const workers = await unit.orm
    .selectDistinct({ id: visitWorker.workerId })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .where(and(earlier, eq(visitWorker.released, false)));
  return new Set([...providers, ...workers].map(({ id }) => id));
}

/** Care workers of visits, by visit. */
export async function listWorkersOfVisits(unit: Unit, visitIds: readonly string[]) {
  const found: { visitId: string; workerId: string }[] = [];
  for (const piece of piecesOf(visitIds, 1000))
    found.push(
      ...(await unit.orm
        .select({ visitId: visitWorker.visitId, workerId: visitWorker.workerId })
        .from(visitWorker)
        .where(and(inArray(visitWorker.visitId, piece), eq(visitWorker.released, false)))),
    );
  return found;
}

/** Was any month before this one settled? */
export async function hasSettledBefore(unit: Unit, month: PlainMonth): Promise<boolean> {
  const found = await unit.orm
    .select({ id: settlementRun.id })
    .from(settlementRun)
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, settlementRun.periodId))
    .where(and(lt(ledgerPeriod.month, firstDateOf(month)), isNull(settlementRun.voidedReason)))
    .limit(1);
  return found.length > 0;
}
