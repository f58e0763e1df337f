/** A month's sample as an auditor sees it: commitment, list, strata, what was drawn and why, and whether drawing again gives the same. */
import type { DrawnStratum, SampleTerms } from "#app/domain/sampling/draw-sample.ts";
import { rateStep } from "#app/domain/sampling/error-rate.ts";
import { redraw } from "#app/domain/sampling/redraw.ts";
import { agreementOf, figuresOf, outlookOf, sampledMonth } from "#app/domain/sampling/reviews.ts";
import { isoText, instant, localDateOf } from "#app/domain/time/instant.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { findLiveRun } from "#db/repositories/claims.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { findSampleBatch, findSampleSeed, type SampleBatchRow } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import {
  judgedLines,
  loadReviewedBatch,
  openVerdict,
  type ReviewedBatch,
  type ReviewLine,
} from "./sample-reviews.server.ts";
import { loadStoredDraw } from "./stored-draw.server.ts";

/** Drawn visits on one page. */
const PAGE_ROWS = 50;

type Asked = { readonly publicValue: string; readonly page: number; readonly month: PlainMonth };

/** What reviews say, the whole district first and then by provider. */
function resultsOf(reviewed: ReviewedBatch, nameOf: (code: string) => string) {
  const { parameters, lines } = reviewed;
  const judged = judgedLines(reviewed);
  const confidence = parameters.audit_confidence;
  const codes = [...new Set(judged.map((line) => line.providerCode))].sort();
  return {
    providers: [
      { provider: null, step: null, ...figuresOf(judged, confidence) },
      ...codes.map((code) => {
        const own = judged.filter((line) => line.providerCode === code);
        const figures = figuresOf(own, confidence);
        return { provider: nameOf(code), step: rateStep(figures.bySize, parameters), ...figures };
      }),
    ],
    agreement: agreementOf(judged),
    outlook: outlookOf(judged, sampledMonth(lines, reviewed.judged), {
      isOn: parameters.audit_extrapolate,
      minReviewed: parameters.audit_extrapolate_min_n,
      minSharePercent: parameters.audit_extrapolate_min_share,
      confidence,
    }),
  };
}

function drawnRow(one: ReviewLine, nameOf: (code: string) => string) {
  const { visitNo, providerCode, group, category, reasons, drawnAs } = one.line;
  const known = openVerdict(one);
  return {
    ...{ visitNo, group, category, reasons, replaces: one.replaces },
    position: drawnAs,
    provider: nameOf(providerCode),
    verdict: typeof known === "string" ? known : known.verdict,
  };
}

async function shownBatch(unit: Unit, batch: SampleBatchRow, { publicValue, page, month }: Asked) {
  const stored = await loadStoredDraw(unit, batch, publicValue);
  const reviewed = await loadReviewedBatch(unit, month, batch);
  const { lines } = stored;
  const names = new Map((await listProviders(unit)).map((provider) => [provider.creditCode, provider.name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const count = (group: string) => lines.filter((line) => line.group === group).length;
  const drawn = [...reviewed.judged.values()];
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
    drawn: drawn.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map((one) => drawnRow(one, nameOf)),
    redrawn: redraw(stored, sha256Hex).isSame,
    results: resultsOf(reviewed, nameOf),
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
      batch: batch && (await shownBatch(unit, batch, { publicValue: seed?.revealedValue ?? "", page, month })),
    };
  });
}
