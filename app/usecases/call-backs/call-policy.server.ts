/** What the policy in force says of a month's call-backs, and the value that its draws are bound to. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { findSampleSeed } from "#db/repositories/samples.ts";
import type { Unit } from "#db/transaction.ts";

export async function callPolicy(unit: Unit, month: PlainMonth): Promise<PolicyVersion> {
  return policyInForce(await listPolicyVersions(unit), firstDateOf(month));
}

/**
 * The digest that was committed for the month's audit sample, with a mark of its own. It was public before the month was known and comes
 * from a value that nobody chose for call-backs, so it can be used without revealing what the audit sample will be drawn with.
 * Refuses "sample-seed-missing".
 */
export async function publicValueOf(unit: Unit, month: PlainMonth, mark: string): Promise<string> {
  const seed = await findSampleSeed(unit, month);
  if (seed === null) throw new Refusal("sample-seed-missing", { month });
  return `${seed.commitment}|${mark}`;
}
