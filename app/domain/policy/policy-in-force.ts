/** Which policy version judges a date. A version holds from its first to its last day, both included. */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { PolicyVersion } from "./policy-version.ts";

/**
 * The version in force on a date, whatever the order of the list. Where two hold (a list that was not closed before the next version
 * was adopted) the one that began later wins. Refuses "no-policy-in-force".
 */
export function policyInForce(versions: readonly PolicyVersion[], on: PlainDate): PolicyVersion {
  const found = versions
    .filter((version) => periodContains({ from: version.effectiveFrom, to: version.effectiveTo }, on))
    .reduce<PolicyVersion | null>(
      (latest, version) => (latest === null || version.effectiveFrom > latest.effectiveFrom ? version : latest),
      null,
    );
  if (found === null) throw new Refusal("no-policy-in-force", { on });
  return found;
}
