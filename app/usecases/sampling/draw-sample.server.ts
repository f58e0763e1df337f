/**
 * Draws a month's audit sample, once for each settlement run: the lines must be frozen by the open close, the value must have been
 * committed before the month ended, and both are kept with the draw so that anybody can repeat it.
 */
import { drawSample, type SampleTerms } from "#app/domain/sampling/draw-sample.ts";
import { DRAW_ALGORITHM } from "#app/domain/sampling/seeded-draw.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import {
  findSampleBatch,
  findSampleSeed,
  hasSettledBefore,
  insertSample,
  revealSampleSeed,
  type SampleSeedRow,
} from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadMonthMoney, type MonthMoney } from "../reconciliation/month-money.server.ts";
import { seedField } from "./commit-seed.server.ts";
import { samplePopulation } from "./sample-population.server.ts";

async function termsOf(unit: Unit, money: MonthMoney): Promise<SampleTerms> {
  const { parameters } = money.facts.policy;
  return {
    audit_confidence: parameters.audit_confidence,
    audit_margin: parameters.audit_margin,
    audit_reserve: parameters.audit_reserve,
    audit_min_per_provider: parameters.audit_min_per_provider,
    audit_rejected_pct: parameters.audit_rejected_pct,
    audit_risk_top_pct: parameters.audit_risk_top_pct,
    audit_first_month_pct: parameters.audit_first_month_pct,
    isFirstMonth: !(await hasSettledBefore(unit, money.month)),
  };
}

type Drawing = {
  readonly money: MonthMoney;
  readonly runId: string;
  readonly seed: SampleSeedRow;
  readonly publicValue: string;
};

async function store(unit: Unit, actor: string, { money, runId, seed, publicValue }: Drawing): Promise<string> {
  const [terms, lines] = [await termsOf(unit, money), await samplePopulation(unit, money)];
  const sample = drawSample(lines, publicValue, terms, sha256Hex);
  const drawnAs = new Map(sample.drawn.map((one, index) => [one.visitNo, { at: index + 1, reasons: one.reasons }]));
  const id = unit.newId();
  if (seed.revealedValue === null) await revealSampleSeed(unit, money.month, publicValue, asDate(unit.now));
  await insertSample(
    unit,
    {
      id,
      month: firstDateOf(money.month),
      runId,
      afterReveal: seed.revealedValue !== null,
      algorithm: DRAW_ALGORITHM,
      policyVersion: money.facts.policy.id,
      terms,
      batchDigest: sample.batchDigest,
      factsDigest: sample.factsDigest,
      seed: sample.seed,
      size: sample.size,
      strata: sample.strata,
      drawnBy: actor,
      drawnAt: asDate(unit.now),
    },
    lines.map(({ group, visitNo, providerCode: _providerCode, ...line }) => ({
      ...line,
      batchId: id,
      visitId: money.facts.visitByNo.get(visitNo)?.id ?? "",
      lineGroup: group,
      drawnAs: drawnAs.get(visitNo)?.at ?? null,
      reasons: [...(drawnAs.get(visitNo)?.reasons ?? [])],
    })),
  );
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "sample.draw",
    subjectType: "month",
    subjectId: money.month,
    facts: {
      batch: id,
      batchDigest: sample.batchDigest,
      seed: sample.seed,
      lines: lines.length,
      drawn: sample.drawn.length,
    },
  });
  return id;
}

/**
 * Asked again for the same run it answers with the batch that was drawn.
 * Refuses "whole-district-only", "sample-population-open" while the month's lines may still change, and "sample-seed-missing".
 */
export async function drawMonthSample(context: Context, crypto: CryptoProvider, month: PlainMonth): Promise<string> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const period = await lockPeriod(unit, month);
    if (period.state === "open") throw new Refusal("sample-population-open", { month });
    const money = await loadMonthMoney(unit, month);
    if (money.run === null) throw new Refusal("sample-population-open", { month });
    const known = await findSampleBatch(unit, money.run.id);
    if (known !== null) return known.id;
    const seed = await findSampleSeed(unit, month);
    if (seed === null) throw new Refusal("sample-seed-missing", { month });
    const publicValue = seed.revealedValue ?? crypto.decrypt(seed.secretCipher, seedField(month));
    return store(unit, context.actor, { money, runId: money.run.id, seed, publicValue });
  });
}
