/** Which messages may go out at this moment: all of them, or in the quiet hours of the policy the urgent ones alone. */
import { isQuiet, URGENT_KINDS } from "#app/domain/messages/quiet-hours.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";

/** Null is every kind. */
export async function goingKinds(unit: Unit): Promise<readonly string[] | null> {
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  return isQuiet(parameters.messages_quiet_window, unit.now) ? URGENT_KINDS : null;
}
