/**
 * The verdict on one visit (visit rules 4.2): verified when it is done, has its six elements, its minimum minutes,
 * proofs of as many classes as the policy asks for, and no standing finding that keeps it from counting. Same
 * context, same verdict.
 */
import { ruleModeOn } from "../policy/policy-version.ts";
import type { ClosedFinding, VerificationContext } from "./context.ts";
import type { Proof, ProofStrength } from "./evidence.ts";
import { countedPersonProofs, placeProofs, proofStrength } from "./evidence.ts";
import type { FindingState } from "./finding-state.ts";
import { stands } from "./finding-state.ts";
import type { FindingFacts, RuleCode, RuleDefinition, RuleEffect, RuleLevel } from "./rule-definition.ts";
import { isNewMatter, keepsFromCounting, reaches } from "./rule-definition.ts";
import { RULES, RULE_VERSION } from "./rules.ts";
import { servedTime } from "./served-time.ts";

export type Finding = {
  readonly code: RuleCode;
  readonly level: RuleLevel;
  readonly effect: RuleEffect;
  readonly mode: "warn_only" | "enforce";
  /** Only counted: in warn_only nothing is held. */
  readonly wouldHave: boolean;
  readonly state: FindingState;
  /** Keeps the visit from being verified now. */
  readonly holds: boolean;
  readonly acts: RuleDefinition["acts"];
  readonly facts: FindingFacts;
};

/** Kind of service, person served, date, place, person serving, start and end (visit rules 3.1). */
export type VisitElement = "service" | "elder" | "date" | "place" | "worker" | "times";

export type Verdict = {
  readonly approvalState: "none" | "checking" | "in_violation" | "verified";
  readonly findings: readonly Finding[];
  readonly minutes: number | null;
  readonly proofs: readonly Proof[];
  readonly strength: ProofStrength;
  readonly sixElementsComplete: boolean;
  readonly missingElements: readonly VisitElement[];
  readonly policyVersion: string;
  readonly ruleVersion: string;
};

/** Judges one visit by the modes of the policy version in force on its start. Reads the context and nothing else. */
export function verifyVisit(context: VerificationContext): Verdict {
  const findings = RULES.flatMap((rule) => judge(rule, context) ?? []);
  const [place, person] = [placeProofs(context), countedPersonProofs(context)];
  const missingElements = findMissingElements(context);
  const complete = missingElements.length === 0 && hasProofs(context, findings) && hasMinimum(context);
  return {
    approvalState: approvalOf(context, findings, complete),
    findings,
    minutes: context.clock.minutes,
    proofs: [...place, ...person],
    strength: proofStrength(place, person),
    sixElementsComplete: missingElements.length === 0,
    missingElements,
    policyVersion: context.policy.id,
    ruleVersion: RULE_VERSION,
  };
}

function approvalOf(
  context: VerificationContext,
  findings: readonly Finding[],
  complete: boolean,
): Verdict["approvalState"] {
  if (context.visit.deliveryState !== "done") return "none";
  if (findings.some((finding) => finding.holds)) return "in_violation";
  return complete ? "verified" : "checking";
}

function judge(rule: RuleDefinition, context: VerificationContext): Finding | null {
  const mode = ruleModeOn(context.policy, rule.code, context.visitOn);
  if (mode === "off" || !reaches(rule.reach, context.visit.kind)) return null;
  const facts = rule.check(context);
  if (facts === null) return null;
  const state = stateOf(rule, facts, context.closed);
  const holds =
    mode === "enforce" && rule.acts === "on_visit" && stands(state) && keepsFromCounting(rule.effect, facts);
  return {
    code: rule.code,
    level: rule.level,
    effect: rule.effect,
    mode,
    wouldHave: mode === "warn_only",
    state,
    holds,
    acts: rule.acts,
    facts,
  };
}

/**
 * No acknowledgement lifts a block; only a decision of the district by two persons does (visit rules 5.1). And none lifts what came to
 * light after it.
 */
function stateOf(rule: RuleDefinition, facts: FindingFacts, closed: readonly ClosedFinding[]): FindingState {
  const closing = closed.find((one) => one.code === rule.code);
  if (!closing) return "open";
  if (!stands(closing.state) && isNewMatter(rule, closing.facts, facts)) return "open";
  if (rule.level === "block" && closing.state !== "upheld" && !closing.decidedByTwo) return "open";
  return closing.state;
}

function findMissingElements(context: VerificationContext): VisitElement[] {
  const served = servedTime(context);
  const known = context.evidence.subtypesDone.filter((code) => context.catalogue.has(code));
  const complete: Readonly<Record<VisitElement, boolean>> = {
    service: known.length > 0,
    elder: context.elder.elderNo !== "",
    date: context.clock.effectiveInAt !== null,
    place: context.elder.addresses.length > 0 || placeProofs(context).length > 0,
    worker: context.visit.workerIds.length > 0,
    times: served !== null,
  };
  return (Object.keys(complete) as VisitElement[]).filter((element) => !complete[element]);
}

/**
 * As many classes of proof as the policy asks for. A person who looked and gave reason and resolution stands in for
 * the class whose finding they closed, and a rule that is not enforced asks for nothing.
 */
function hasProofs(context: VerificationContext, findings: readonly Finding[]): boolean {
  const standsIn = (code: RuleCode) =>
    ruleModeOn(context.policy, code, context.visitOn) !== "enforce" ||
    findings.some((finding) => finding.code === code && !stands(finding.state));
  const place = placeProofs(context).length > 0 || standsIn("R-NO-PLACE-PROOF");
  const person = countedPersonProofs(context).length > 0 || standsIn("R-NO-PERSON-PROOF");
  return Number(place) + Number(person) >= Math.min(2, context.policy.parameters.proofs_required);
}

function hasMinimum(context: VerificationContext): boolean {
  const served = servedTime(context);
  if (served === null) return false;
  const enforced = ruleModeOn(context.policy, "R-TOO-SHORT", context.visitOn) === "enforce";
  return context.visit.kind !== "basket" || !enforced || served.minutes >= context.policy.parameters.visit_min_minutes;
}
