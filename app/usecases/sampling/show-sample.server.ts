/** A month's sample as an auditor sees it: commitment, list, strata, what was drawn and why, and whether drawing again gives the same. */
import { drawSample, type DrawnStratum, type SampleTerms } from "#app/domain/sampling/draw-sample.ts";
import { isoText, instant, localDateOf } from "#app/domain/time/instant.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { findLiveRun } from "#db/repositories/claims.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { findSampleBatch, findSampleSeed, listSampleLines, type SampleBatchRow } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** Does drawing again from the stored list, terms and value give what is stored? */
function isRedrawn(
  batch: SampleBatchRow,
  lines: Awaited<ReturnType<typeof listSampleLines>>,
  publicValue: string,
): boolean {
  const again = drawSample(lines, publicValue, batch.terms as SampleTerms, sha256Hex);
  const stored = lines.filter((line) => line.drawnAs !== null);
  stored.sort((left, right) => (left.drawnAs ?? 0) - (right.drawnAs ?? 0));
  const text = (drawn: readonly { readonly visitNo: string; readonly reasons: readonly string[] }[]) =>
    drawn.map(({ visitNo, reasons }) => `${visitNo}:${reasons.join(",")}`).join("\n");
  return (
    again.batchDigest === batch.batchDigest &&
    again.factsDigest === batch.factsDigest &&
    again.seed === batch.seed &&
    text(again.drawn) === text(stored)
  );
}

/** Drawn visits on one page. */
const PAGE_ROWS = 50;

type Asked = { readonly publicValue: string; readonly page: number };

async function shownBatch(unit: Unit, batch: SampleBatchRow, { publicValue, page }: Asked) {
  const lines = await listSampleLines(unit, batch.id);
  const names = new Map((await listProviders(unit)).map((provider) => [provider.creditCode, provider.name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const count = (group: string) => lines.filter((line) => line.group === group).length;
  const drawn = lines.filter((line) => line.drawnAs !== null);
  drawn.sort((left, right) => (left.drawnAs ?? 0) - (right.drawnAs ?? 0));
  return {
    id: batch.id,
    algorithm: batch.algorithm,
    policyVersion: batch.policyVersion,
    batchDigest: batch.batchDigest,
    factsDigest: batch.factsDigest,
    seed: batch.seed,
    size: batch.size,
    afterReveal: batch.afterReveal,
    terms: batch.terms as SampleTerms,
    drawnBy: batch.drawnBy,
    drawnAt: isoText(instant(batch.drawnAt)),
    counts: { all: lines.length, paid: count("paid"), refused: count("refused"), waiting: count("waiting") },
    strata: (batch.strata as DrawnStratum[]).map((one) => ({ ...one, provider: nameOf(one.providerCode) })),
    drawnCount: drawn.length,
    page,
    pageSize: PAGE_ROWS,
    drawn: drawn
      .slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
      .map(({ visitNo, providerCode, group, category, reasons, drawnAs }) => ({
        ...{ visitNo, group, category, reasons },
        position: drawnAs ?? 0,
        provider: nameOf(providerCode),
      })),
    redrawn: isRedrawn(batch, lines, publicValue),
  };
}

/**
 * Refuses "whole-district-only".
 * @param page of the drawn visits, from 1
 */
export async function showMonthSample(context: Context, month: PlainMonth, page = 1) {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const seed = await findSampleSeed(unit, month);
    const period = await findPeriod(unit, month);
    const run = period === null || period.state === "open" ? null : await findLiveRun(unit, period.id);
    const batch = run === null ? null : await findSampleBatch(unit, run.id);
    return {
      month,
      seed: seed && {
        commitment: seed.commitment,
        committedBy: seed.committedBy,
        committedAt: isoText(instant(seed.committedAt)),
        revealedValue: seed.revealedValue,
      },
      isFrozen: run !== null,
      mayStillCommit: seed === null && localDateOf(unit.now) <= lastDateOf(month),
      batch: batch && (await shownBatch(unit, batch, { publicValue: seed?.revealedValue ?? "", page })),
    };
  });
}
