/**
 * A clawback (追回) is money found wrongly paid after its month was closed. Nothing in the closed month changes: the
 * finding posts in the open month and names the one it refers to. The provider is heard first, and the open amount
 * never falls below zero.
 */
import type { FundPart } from "../ledger/funding.ts";
import { allocateFen } from "../money/allocation.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, leastFen, subtractFen } from "../money/fen.ts";
import type { FlowOwner } from "../ledger/flows.ts";
import { clawbackFound } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import { percentHalfUp } from "../money/rounding.ts";
import { Refusal } from "../refusal.ts";
import type { PlainMonth } from "../time/plain-month.ts";

export const CLAWBACK_STATES = [
  "proposed",
  "dismissed",
  "found",
  "notified",
  "appealed",
  "confirmed",
  "offset",
  "refunded",
  "written_off",
] as const;
export type ClawbackState = (typeof CLAWBACK_STATES)[number];

export const CLAWBACK_TRIGGERS = [
  "accept",
  "reject",
  "notify",
  "appeal",
  "confirm",
  "dismiss",
  "offset",
  "refund",
  "write-off",
] as const;
export type ClawbackTrigger = (typeof CLAWBACK_TRIGGERS)[number];

/** A proposal counts as found when a second person accepts it. An appeal that is upheld dismisses the finding, and what was never owed is written off. */
export const CLAWBACK_TRANSITIONS: Readonly<
  Record<ClawbackTrigger, { readonly from: readonly ClawbackState[]; readonly to: ClawbackState }>
> = {
  accept: { from: ["proposed"], to: "found" },
  reject: { from: ["proposed"], to: "dismissed" },
  notify: { from: ["found"], to: "notified" },
  appeal: { from: ["notified"], to: "appealed" },
  confirm: { from: ["notified", "appealed"], to: "confirmed" },
  dismiss: { from: ["appealed"], to: "written_off" },
  offset: { from: ["confirmed"], to: "offset" },
  refund: { from: ["confirmed"], to: "refunded" },
  "write-off": { from: ["confirmed"], to: "written_off" },
};

/** The state after a trigger. Refuses `clawback-cannot-<trigger>` with the fact `state`. */
export function changeClawback(state: ClawbackState, trigger: ClawbackTrigger): ClawbackState {
  const transition = CLAWBACK_TRANSITIONS[trigger];
  if (!transition.from.includes(state)) throw new Refusal(`clawback-cannot-${trigger}`, { state });
  return transition.to;
}

/**
 * How much of an open clawback is set off against one payment: at most `clawback_month_cap_pct` of it, rounded half up
 * like every percentage.
 */
export function offsetFen(payableFen: Fen, openFen: Fen, monthCapPct: number): Fen {
  if (payableFen <= 0n || openFen <= 0n) return ZERO_FEN;
  return leastFen(openFen, percentHalfUp(payableFen, monthCapPct));
}

/** What stays open after an amount was recovered. Refuses "clawback-below-zero". */
export function openAfter(openFen: Fen, recoveredFen: Fen): Fen {
  if (recoveredFen > openFen || recoveredFen < 0n)
    throw new Refusal("clawback-below-zero", { open: openFen.toString(), recovered: recoveredFen.toString() });
  return subtractFen(openFen, recoveredFen);
}

export type ClawbackFinding = FlowOwner & {
  /** Business key of the finding; its journal carries it. */
  readonly findingNo: string;
  readonly visitNo: string;
  readonly reason: string;
  readonly paidMonth: PlainMonth;
  /** What was paid for the visit; the line in the open month is its negative. */
  readonly paidFen: Fen;
  /** What each fund had paid of it; left out where the finding's own fund paid all. */
  readonly paidBy?: readonly FundPart[];
};

/**
 * What comes back to each fund of an amount: in proportion to what it had paid, by largest remainder, so that no fen is lost or made.
 * Without known parts the whole comes back to the finding's own fund.
 */
export function sharesOfFunds(amountFen: Fen, paidBy: readonly FundPart[], ownFund: string): FundPart[] {
  if (paidBy.length === 0) return amountFen > 0n ? [{ fund: ownFund, amountFen }] : [];
  const weights = new Map<string, bigint>();
  for (const part of paidBy) weights.set(part.fund, (weights.get(part.fund) ?? 0n) + part.amountFen);
  return [...allocateFen(amountFen, weights)]
    .map(([fund, share]) => ({ fund, amountFen: share }))
    .filter((part) => part.amountFen > 0n)
    .sort((left, right) => (left.fund < right.fund ? -1 : 1));
}

/** What is still open of a finding, by fund: each fund's share of the whole less what it has got back. */
export function openByFund(
  finding: { readonly paidFen: Fen; readonly paidBy: readonly FundPart[]; readonly fund: string },
  recovered: readonly FundPart[],
): FundPart[] {
  const back = new Map<string, Fen>();
  for (const part of recovered) back.set(part.fund, addFen(back.get(part.fund) ?? ZERO_FEN, part.amountFen));
  return sharesOfFunds(finding.paidFen, finding.paidBy, finding.fund)
    .map(({ fund, amountFen }) => ({ fund, amountFen: openAfter(amountFen, back.get(fund) ?? ZERO_FEN) }))
    .filter((part) => part.amountFen > 0n);
}

/** A paid line proven false appears in the open month as minus what was paid. */
export function adjustingAmountFen(finding: Pick<ClawbackFinding, "paidFen">): Fen {
  return -finding.paidFen as Fen;
}

/**
 * The journal of a finding, in the open month. Refuses "clawback-month-still-open" when the paid month is not before
 * it.
 */
export function clawbackJournal(finding: ClawbackFinding, openMonth: PlainMonth): Journal {
  if (finding.paidMonth >= openMonth) throw new Refusal("clawback-month-still-open", { month: finding.paidMonth });
  return makeJournal({
    idempotencyKey: `clawback:${finding.findingNo}`,
    kind: "clawback_found",
    month: openMonth,
    refersToMonth: finding.paidMonth,
    sourceType: "finding",
    sourceId: finding.findingNo,
    postings: sharesOfFunds(finding.paidFen, finding.paidBy ?? [], finding.fund).flatMap(({ fund, amountFen }) =>
      clawbackFound({ ...finding, fund }, amountFen, { visitNo: finding.visitNo }),
    ),
  });
}
