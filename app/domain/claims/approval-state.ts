/**
 * Approval state: does the visit count (visit rules 4.2). It is another value than the delivery state; this table is
 * its whole life.
 *
 * none          not done yet
 * checking      rules have run, a person proof may still come
 * in_violation  a standing finding keeps it from counting
 * verified      counts
 * rejected      final decision not to count; only an upheld appeal leads out
 * locked        in a locked batch; later facts make an adjusting line, nothing leaves this state
 */
import { Refusal } from "../refusal.ts";
import type { Verdict } from "../verification/verdict.ts";

export const APPROVAL_STATES = ["none", "checking", "in_violation", "verified", "rejected", "locked"] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export const APPROVAL_TRIGGERS = ["check", "question", "clear", "verify", "reject", "lock", "uphold-appeal"] as const;
export type ApprovalTrigger = (typeof APPROVAL_TRIGGERS)[number];

export const APPROVAL_TRANSITIONS: Readonly<
  Record<ApprovalTrigger, { readonly from: readonly ApprovalState[]; readonly to: ApprovalState }>
> = {
  check: { from: ["none"], to: "checking" },
  question: { from: ["checking", "verified"], to: "in_violation" },
  clear: { from: ["in_violation"], to: "checking" },
  verify: { from: ["checking"], to: "verified" },
  reject: { from: ["checking", "in_violation"], to: "rejected" },
  lock: { from: ["verified"], to: "locked" },
  "uphold-appeal": { from: ["rejected"], to: "checking" },
};

/** The state after a trigger. Refuses `approval-cannot-<trigger>` with the fact `state`. */
export function changeApproval(state: ApprovalState, trigger: ApprovalTrigger): ApprovalState {
  const transition = APPROVAL_TRANSITIONS[trigger];
  if (!transition.from.includes(state)) throw new Refusal(`approval-cannot-${trigger}`, { state });
  return transition.to;
}

/** Verified visits count toward the month's four; so do those already locked in a batch. */
export function countsAsVerified(state: ApprovalState): boolean {
  return state === "verified" || state === "locked";
}

/**
 * Where a new verdict leads, step by step through the table. A rejected or locked visit is not moved by a verdict:
 * the first waits for an appeal, the second for an adjusting line.
 */
export function approvalAfterVerdict(state: ApprovalState, verdict: Verdict["approvalState"]): ApprovalState {
  if (state === "rejected" || state === "locked" || state === verdict || verdict === "none") return state;
  return pathTo(state, verdict).reduce(changeApproval, state);
}

function pathTo(state: ApprovalState, verdict: Verdict["approvalState"]): ApprovalTrigger[] {
  const toChecking: Readonly<Record<string, readonly ApprovalTrigger[]>> = {
    none: ["check"],
    in_violation: ["clear"],
    verified: ["question", "clear"],
  };
  const start = toChecking[state] ?? [];
  if (verdict === "in_violation") return state === "none" ? ["check", "question"] : ["question"];
  return verdict === "verified" ? [...start, "verify"] : [...start];
}

/**
 * What the claim cut-off does to a visit that is not verified: a standing block makes it rejected; a standing fix or
 * acknowledge leaves it as it is until its cure date has passed (visit rules 4.2).
 */
export function approvalAtCutOff(
  state: ApprovalState,
  standing: { readonly hasBlock: boolean; readonly cureHasPassed: boolean },
): ApprovalState {
  if (state !== "checking" && state !== "in_violation") return state;
  return standing.hasBlock || standing.cureHasPassed ? changeApproval(state, "reject") : state;
}
