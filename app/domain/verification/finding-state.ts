/**
 * Life of a finding (visit rules 4.3): a rule that questioned a visit. A finding is opened and cleared by facts,
 * closed by people with one reason and one resolution, opened again when the fact is back or more comes to light, and never deleted.
 */
import { Refusal } from "../refusal.ts";

export const FINDING_STATES = ["open", "cleared", "acknowledged", "fixed", "upheld", "withdrawn"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_TRIGGERS = ["clear", "acknowledge", "fix", "uphold", "withdraw", "reopen"] as const;
export type FindingTrigger = (typeof FINDING_TRIGGERS)[number];

export const FINDING_TRANSITIONS: Readonly<
  Record<FindingTrigger, { readonly from: readonly FindingState[]; readonly to: FindingState }>
> = {
  clear: { from: ["open", "upheld"], to: "cleared" },
  acknowledge: { from: ["open"], to: "acknowledged" },
  fix: { from: ["open"], to: "fixed" },
  uphold: { from: ["open"], to: "upheld" },
  withdraw: { from: ["open", "upheld"], to: "withdrawn" },
  reopen: { from: ["cleared", "acknowledged", "fixed", "withdrawn"], to: "open" },
};

/** The state after a trigger. Refuses `finding-cannot-<trigger>` with the fact `state`. */
export function changeFinding(state: FindingState, trigger: FindingTrigger): FindingState {
  const transition = FINDING_TRANSITIONS[trigger];
  if (!transition.from.includes(state)) throw new Refusal(`finding-cannot-${trigger}`, { state });
  return transition.to;
}

/** Open findings wait for somebody; upheld ones stay and cost. Both still stand against the visit. */
export function stands(state: FindingState): boolean {
  return state === "open" || state === "upheld";
}
