/** Judges every elder of the district for a month and sets what the month allows. Asked again, it gives the same result. */
import { monthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { saveEligibility, saveEntitlements } from "#db/repositories/entitlements.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { elderFactsOf } from "./elder-facts.ts";

export type JudgedMonth = {
  readonly candidates: number;
  readonly eligible: number;
  /** Elders not eligible, counted once each under the first reason of their result. */
  readonly excluded: Readonly<Record<string, number>>;
};

export async function judgeMonth(context: Context, month: PlainMonth): Promise<JudgedMonth> {
  return inTransaction(context, async (unit) => {
    const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
    const elders = await listEldersWithFacts(unit);
    const judged = elders.map((found) => ({ found, ...monthlyEntitlement(elderFactsOf(found), month, policy) }));
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
    const excluded: Record<string, number> = {};
    for (const { result, visitsAllowed } of judged) {
      const [first] = result.reasons;
      if (visitsAllowed === 0) excluded[first?.code ?? "EL-UNKNOWN"] = (excluded[first?.code ?? "EL-UNKNOWN"] ?? 0) + 1;
    }
    const eligible = judged.filter(({ visitsAllowed }) => visitsAllowed > 0).length;
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "eligibility.judge",
      subjectType: "month",
      subjectId: month,
      facts: { candidates: judged.length, eligible },
    });
    return { candidates: judged.length, eligible, excluded };
  });
}
