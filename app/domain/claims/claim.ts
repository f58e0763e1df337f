/**
 * A claim is what a provider asks for one street, month and fund: one line per visit. Asked, adjusted, approved and
 * paid are four amounts; asked minus approved is always the sum of named differences (visit rules 8).
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, timesFen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";

export const CLAIM_STATES = ["open", "submitted", "street_approved", "settled"] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_TRIGGERS = ["submit", "return", "approve", "settle"] as const;
export type ClaimTrigger = (typeof CLAIM_TRIGGERS)[number];

export const CLAIM_TRANSITIONS: Readonly<
  Record<ClaimTrigger, { readonly from: readonly ClaimState[]; readonly to: ClaimState }>
> = {
  submit: { from: ["open"], to: "submitted" },
  return: { from: ["submitted"], to: "open" },
  approve: { from: ["submitted"], to: "street_approved" },
  settle: { from: ["street_approved"], to: "settled" },
};

/** The state after a trigger. Refuses `claim-cannot-<trigger>` with the fact `state`. */
export function changeClaim(state: ClaimState, trigger: ClaimTrigger): ClaimState {
  const transition = CLAIM_TRANSITIONS[trigger];
  if (!transition.from.includes(state)) throw new Refusal(`claim-cannot-${trigger}`, { state });
  return transition.to;
}

/** One line as the provider sent it. Business keys only, so that a file and a database give the same line. */
export type ClaimLine = {
  /** Unique among the lines of the month, such as the claim's number and the position in it. */
  readonly lineNo: string;
  readonly visitNo: string | null;
  readonly elderNo: string;
  /** Unified social credit code. */
  readonly providerCode: string;
  readonly fund: string;
  /** Month of the batch. */
  readonly month: PlainMonth;
  readonly serviceOn: PlainDate;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  readonly claimedOn: PlainDate;
};

/** Quantity times claimed price. */
export function askedFenOf(line: Pick<ClaimLine, "quantity" | "unitPriceFen">): Fen {
  return timesFen(line.unitPriceFen, line.quantity);
}

/** A part of the asked amount that is not approved, under the code that took it. */
export type NamedDifference = { readonly code: string; readonly amountFen: Fen };

/** What a street auditor decided on a line; hold and refuse and cut always carry a reason code. */
export type LineDecision =
  | { readonly kind: "approve"; readonly by: string }
  | { readonly kind: "cut"; readonly by: string; readonly adjustedFen: Fen; readonly reason: string }
  | { readonly kind: "hold" | "refuse"; readonly by: string; readonly reason: string };

/** One word a decision, for digests: "cut:3000:R-DISSATISFIED"; empty while nobody has decided. */
export function decisionText(decision: LineDecision | null): string {
  if (decision === null) return "";
  if (decision.kind === "approve") return "approve";
  return [decision.kind, decision.kind === "cut" ? decision.adjustedFen : "", decision.reason].join(":");
}

/**
 * Checks a decision before it is stored.
 * Refuses "decision-by-preparer" (the approver is never the preparer), "decision-needs-reason",
 * "adjusted-above-asked" and "adjusted-negative".
 */
export function requireDecision(
  decision: LineDecision,
  line: { readonly preparedBy: string; readonly askedFen: Fen },
): void {
  if (decision.by === line.preparedBy) throw new Refusal("decision-by-preparer");
  if (decision.kind === "approve") return;
  if (decision.reason.trim() === "") throw new Refusal("decision-needs-reason", { decision: decision.kind });
  if (decision.kind !== "cut") return;
  if (decision.adjustedFen > line.askedFen) throw new Refusal("adjusted-above-asked");
  if (decision.adjustedFen < 0n) throw new Refusal("adjusted-negative");
}

/** Adds up differences by code, in code order. */
export function mergeDifferences(differences: Iterable<NamedDifference>): NamedDifference[] {
  const byCode = new Map<string, Fen>();
  for (const { code, amountFen } of differences) byCode.set(code, addFen(byCode.get(code) ?? ZERO_FEN, amountFen));
  return [...byCode]
    .map(([code, amountFen]) => ({ code, amountFen }))
    .filter((one) => one.amountFen !== 0n)
    .sort((left, right) => (left.code < right.code ? -1 : 1));
}
