/**
 * Everything the match of one claim line needs, as plain values. The same facts serve preview, claim, close and
 * audit.
 */
import type { Fen } from "../money/fen.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { Finding } from "../verification/verdict.ts";
import type { VisitKind } from "../visits/visit.ts";
import type { ApprovalState } from "./approval-state.ts";
import type { ClaimLine, LineDecision } from "./claim.ts";

/**
 * A finding as it stands when the line is matched. Codes of rules outside `verification` (call-back, complaint,
 * pattern) fit too.
 */
export type ClaimFinding = {
  readonly code: string;
  readonly level: Finding["level"];
  readonly effect: string;
  readonly wouldHave: boolean;
  readonly state: Finding["state"];
  readonly facts: Finding["facts"];
};

export type ClaimedVisit = {
  readonly visitNo: string;
  readonly elderNo: string;
  readonly providerCode: string;
  readonly fund: string;
  readonly kind: VisitKind;
  /** Effective start; it decides date, month and place among the month's four. */
  readonly startAt: Instant;
  readonly serviceOn: PlainDate;
  readonly serviceMonth: PlainMonth;
  readonly approvalState: ApprovalState;
  /** The provider gave up the claim, so that the visit leaves its place in the month to a later one. */
  readonly waived: boolean;
  /** Price of the plan; null for an unplanned visit, which takes the contract price (no plan, accepted with reason). */
  readonly plannedFen: Fen | null;
  readonly findings: readonly ClaimFinding[];
  /** The record changed after the line was made. */
  readonly changedAfterClaim: boolean;
  /** Other funds that are charged for the same service time. */
  readonly otherFunds: readonly string[];
};

/** One contract price with its days in force. */
export type ContractPrice = DatePeriod & {
  readonly providerCode: string;
  readonly fund: string;
  readonly priceFen: Fen;
  readonly priceVersion: string;
};

export type LineFacts = {
  readonly line: ClaimLine;
  readonly visit: ClaimedVisit | null;
  /** Price in force for provider, fund and date; null when none is. */
  readonly price: ContractPrice | null;
  /** Place among the verified visits of the month; null when the visit does not count. */
  readonly quotaPosition: number | null;
  readonly policy: PolicyVersion;
  /** Number of another live line for this visit, in any batch or fund. */
  readonly otherLiveLine: string | null;
  readonly periodIsClosed: boolean;
  /** True when the funds of the cycle do not reach for the batch. */
  readonly fundsAreShort: boolean;
  readonly decision: LineDecision | null;
  /** The day the line is looked at; cure windows are counted to it. */
  readonly asOf: PlainDate;
};

/** Prices of one list by provider and fund, made at its first use: a district of many providers asks it for every visit of a month. */
const PRICES_OF_PAYEES = new WeakMap<readonly ContractPrice[], ReadonlyMap<string, readonly ContractPrice[]>>();

const payeeKey = (one: { readonly providerCode: string; readonly fund: string }) => `${one.providerCode}|${one.fund}`;

function pricesByPayee(prices: readonly ContractPrice[]): ReadonlyMap<string, readonly ContractPrice[]> {
  const known = PRICES_OF_PAYEES.get(prices);
  if (known) return known;
  const byPayee = new Map<string, ContractPrice[]>();
  for (const price of prices) {
    const own = byPayee.get(payeeKey(price));
    if (own) own.push(price);
    else byPayee.set(payeeKey(price), [price]);
  }
  PRICES_OF_PAYEES.set(prices, byPayee);
  return byPayee;
}

/** The price in force for a provider and fund on a date, or null. A list of prices must not change between two questions. */
export function priceInForce(
  prices: readonly ContractPrice[],
  wanted: { readonly providerCode: string; readonly fund: string; readonly on: PlainDate },
): ContractPrice | null {
  return (
    pricesByPayee(prices)
      .get(payeeKey(wanted))
      ?.find((price) => periodContains(price, wanted.on)) ?? null
  );
}
