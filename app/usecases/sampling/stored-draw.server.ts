/** A stored batch with everything that it can be drawn again from. */
import type { SampleTerms } from "#app/domain/sampling/draw-sample.ts";
import { redraw, type Redraw, type StoredDraw } from "#app/domain/sampling/redraw.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listReplacements } from "#db/queries/audit-pack.ts";
import { findSampleBatchById, findSampleSeed, listSampleLines, type SampleBatchRow } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";

export async function loadStoredDraw(unit: Unit, batch: SampleBatchRow, publicValue: string): Promise<StoredDraw> {
  const { algorithm, batchDigest, factsDigest, seed, size, terms } = batch;
  return {
    ...{ algorithm, batchDigest, factsDigest, seed, size, publicValue },
    terms: terms as SampleTerms,
    lines: await listSampleLines(unit, batch.id),
    replacements: await listReplacements(unit, batch.id),
  };
}

export type RedrawnBatch = { readonly month: PlainMonth; readonly stored: StoredDraw; readonly redraw: Redraw };

/** Draws a stored batch again. Refuses "whole-district-only" and "not-found". */
export async function redrawBatch(context: Context, batchId: string): Promise<RedrawnBatch> {
  return inReading(context, async (unit) => {
    assertWholeDistrict(unit);
    const batch = await findSampleBatchById(unit, batchId);
    if (batch === null) throw new Refusal("not-found");
    const month = monthOf(plainDate(batch.month));
    const seed = await findSampleSeed(unit, month);
    const stored = await loadStoredDraw(unit, batch, seed?.revealedValue ?? "");
    return { month, stored, redraw: redraw(stored, sha256Hex) };
  });
}
