import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { PolicyVersion } from "./policy-version.ts";

/** The version in force on a date. Refuses "no-policy-in-force". */
export function policyInForce(versions: readonly PolicyVersion[], on: PlainDate): PolicyVersion {
  const found = versions.find((version) =>
    periodContains({ from: version.effectiveFrom, to: version.effectiveTo }, on),
  );
  if (!found) throw new Refusal("no-policy-in-force", { on });
  return found;
}
