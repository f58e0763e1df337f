/**
 * Shape of a rule that questions a visit (visit rules 5). A rule is a code, what it means when it fires, and one pure
 * check. It gives the facts of the finding or null; it never writes a sentence and never stops anybody.
 */
import type { VisitKind } from "../visits/visit.ts";
import type { VerificationContext } from "./context.ts";

export type RuleCode = `R-${string}`;

/**
 * block: cannot be paid while the fact stands; fix: add or correct; acknowledge: look and explain; info: counted
 * only.
 */
export type RuleLevel = "block" | "fix" | "acknowledge" | "info";

/** What an open finding does until it is closed (visit rules 5.1). */
export type RuleEffect =
  | "hold"
  | "hold_both"
  | "none"
  | "raise_sampling"
  /** A street may cut the line for it; the visit itself counts. */
  | "deduct"
  | "not_payable"
  | "later_not_payable"
  | "not_payable_scan_past"
  | "subtype_void"
  /** The confirmation proves nothing; what else was proved stands. */
  | "proof_void"
  /** The visit counts; of the funds that were charged for it only one may pay. */
  | "one_line_only"
  /** The visit counts; its claim line is refused. */
  | "reject";

/** basket = only visits of the monthly four; planned = basket and medical; all = event visits too. */
export type RuleReach = "all" | "basket" | "planned";

/** Who may close a finding by action; "fact" means that only a corrected fact lifts it. */
export type ClosingParty = "provider" | "street" | "district" | "operator" | "fact";

export type FindingFacts = Readonly<Record<string, string | number | boolean | null>>;

export type RuleDefinition = {
  readonly code: RuleCode;
  readonly level: RuleLevel;
  readonly effect: RuleEffect;
  readonly reach: RuleReach;
  readonly closedBy: ClosingParty;
  /** A rule of the claim never changes the approval state of a visit (visit rules 4.2). */
  readonly acts: "on_visit" | "at_claim";
  /**
   * Facts that name the matter: records, ends, persons, or how many of them. A closing by a person covers those that the person saw;
   * one more is a new matter and opens the finding again. Left out where a closing holds for whatever the facts become.
   */
  readonly matter?: readonly string[];
  readonly check: (context: VerificationContext) => FindingFacts | null;
};

type Fact = FindingFacts[string] | undefined;

const namesOf = (fact: Fact): string[] => (typeof fact === "string" ? fact.split(",") : []);

function isSeen(before: Fact, now: Fact): boolean {
  if (typeof before === "number" && typeof now === "number") return now <= before;
  const known = namesOf(before);
  return namesOf(now).every((name) => known.includes(name));
}

/** Whether the facts name something that was not among those which a person saw. A fact that was not kept at that time is no news. */
export function isNewMatter(
  { matter = [] }: Pick<RuleDefinition, "matter">,
  seen: FindingFacts,
  now: FindingFacts,
): boolean {
  return matter.some((name) => name in seen && !isSeen(seen[name], now[name]));
}

/** What a record that belongs to no visit says of whom it is about. */
export type UnplacedRecord = {
  /** Number or name as the record has it. */
  readonly elderRef: string;
  readonly isElderOnFile: boolean;
};

/** A rule that questions a record before it is a visit. */
export type RecordRule = Pick<RuleDefinition, "code" | "level" | "effect" | "closedBy"> & {
  readonly check: (record: UnplacedRecord) => FindingFacts | null;
};

/** Whether a rule of this reach looks at a visit of this kind. */
export function reaches(reach: RuleReach, kind: VisitKind): boolean {
  switch (reach) {
    case "all":
      return true;
    case "planned":
      return kind !== "event";
    case "basket":
      return kind === "basket";
  }
}

const HOLDING: Readonly<Record<RuleEffect, boolean>> = {
  hold: true,
  hold_both: true,
  not_payable: true,
  later_not_payable: true,
  not_payable_scan_past: true,
  subtype_void: false,
  none: false,
  raise_sampling: false,
  deduct: false,
  proof_void: false,
  one_line_only: false,
  reject: false,
};

/** Effects that keep a visit from counting whatever the facts say. */
export const HOLDING_EFFECTS: readonly RuleEffect[] = (Object.keys(HOLDING) as RuleEffect[]).filter(
  (effect) => HOLDING[effect],
);

/**
 * Whether a standing finding keeps the visit from being verified. A void subtype does so only when the visit is void
 * with it, which the rule says in the fact `visit_void`.
 */
export function keepsFromCounting(effect: RuleEffect, facts: FindingFacts): boolean {
  return HOLDING[effect] || (effect === "subtype_void" && facts.visit_void === true);
}
