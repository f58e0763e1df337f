/**
 * Judges every elder of the scope for a month and sets what the month allows. Asked again for the same facts, it gives the same result;
 * elders of other streets keep the result they have.
 */
import { monthlyEntitlement, type MonthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { saveEligibility, saveEntitlements } from "#db/repositories/entitlements.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { elderFactsOf } from "./elder-facts.ts";

/** Elders between two reports of progress. */
const PROGRESS_STEP = 100;

export type JudgedMonth = {
  readonly candidates: number;
  readonly eligible: number;
  /** Elders not eligible, counted once each under the first reason of their result. */
  readonly excluded: Readonly<Record<string, number>>;
};

type Judged = MonthlyEntitlement & { readonly found: ElderWithFacts };

/** Candidates, those with visits, and the others by the first reason of their result. */
function countsOf(judged: readonly Judged[]): JudgedMonth {
  const excluded: Record<string, number> = {};
  for (const { result, visitsAllowed } of judged) {
    const code = result.reasons[0]?.code ?? "EL-UNKNOWN";
    if (visitsAllowed === 0) excluded[code] = (excluded[code] ?? 0) + 1;
  }
  const eligible = judged.filter(({ visitsAllowed }) => visitsAllowed > 0).length;
  return { candidates: judged.length, eligible, excluded };
}

/**
 * Refuses "no-policy-in-force".
 * @param onProgress told after each hundred elders
 */
export async function judgeMonth(
  context: Context,
  month: PlainMonth,
  onProgress?: (done: number, total: number) => void,
): Promise<JudgedMonth> {
  return inTransaction(context, async (unit) => {
    const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
    const elders = await listEldersWithFacts(unit);
    const judged = elders.map((found, index): Judged => {
      if (index % PROGRESS_STEP === 0) onProgress?.(index, elders.length);
      return { found, ...monthlyEntitlement(elderFactsOf(found), month, policy) };
    });
    await saveEligibility(
      unit,
      judged.map(({ found, result, visitsAllowed }) => ({
        elderId: found.elder.id,
        month: firstDateOf(month),
        streetId: found.elder.streetId,
        verdict: result.verdict,
        visitsAllowed,
        judgedOn: result.on,
        reasons: result.reasons,
        policyVersion: policy.id,
        judgedAt: asDate(unit.now),
      })),
    );
    await saveEntitlements(
      unit,
      judged.map(({ found, visitsAllowed }) => ({
        elderId: found.elder.id,
        month: firstDateOf(month),
        visitsAllowed,
        policyVersion: policy.id,
      })),
    );
    const counts = countsOf(judged);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "eligibility.judge",
      subjectType: "month",
      subjectId: month,
      facts: { candidates: counts.candidates, eligible: counts.eligible },
    });
    onProgress?.(elders.length, elders.length);
    return counts;
  });
}
