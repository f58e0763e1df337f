/**
 * What a month is closed from, as plain values: the frozen visits with the facts that the match reads, the claim lines with the
 * streets' decisions, the contract prices and the policy version. The close keeps a copy of them, so that the month can be computed
 * again when its visits have long moved on.
 */
import type { ClaimLine, LineDecision } from "../claims/claim.ts";
import type { ClaimedVisit, ContractPrice } from "../claims/line-facts.ts";
import type { SettledMonth } from "../claims/settle-month.ts";
import { settleMonth } from "../claims/settle-month.ts";
import { fen, type Fen } from "../money/fen.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { MoneyFacts } from "./close-money.ts";

/** What was planned and what was proven, for whoever reads the copy; the match reads none of it. */
export type VisitRecord = {
  readonly deliveryState: string;
  readonly origin: string;
  readonly plannedStartAt: Instant;
  readonly plannedEndAt: Instant;
  readonly checkInAt: Instant | null;
  readonly checkOutAt: Instant | null;
  /** Whole minutes served; null without both ends. */
  readonly minutes: number | null;
  readonly subtypes: readonly string[];
  /** Kinds of proof by class, such as "place:check-in-nfc"; no position and no picture. */
  readonly proofs: readonly string[];
  readonly strength: string | null;
  /** Versions that the visit was judged by; null before it was. */
  readonly ruleVersion: string | null;
  readonly policyVersion: string;
};

export type FrozenVisit = ClaimedVisit & {
  readonly streetId: number;
  /** SHA-256 over the visit's evidence; empty while it has none. */
  readonly evidenceDigest: string;
  readonly record: VisitRecord;
};

export type FrozenLine = {
  readonly visitNo: string;
  readonly askedFen: Fen;
  /** Visits that the line asks for; left out where it is one. */
  readonly quantity?: number | undefined;
  /** The day the claim was submitted: cure windows run from there. */
  readonly claimedOn: PlainDate;
  readonly decision: LineDecision | null;
};

export type CloseFacts = {
  readonly month: PlainMonth;
  /** Version of the visit rules behind the findings. */
  readonly ruleVersion: string;
  readonly policy: PolicyVersion;
  /** Where two hold on a day the earlier in the list counts. */
  readonly prices: readonly ContractPrice[];
  /** All visits of the elders concerned, claimed or not: they count toward the month's four. */
  readonly visits: readonly FrozenVisit[];
  /** Lines whose visit is missing are no lines of the month. */
  readonly lines: readonly FrozenLine[];
  /** Budgets, late amounts and clawbacks; left out where nothing of the kind touches the month. */
  readonly money?: MoneyFacts;
};

export type SettlingFacts = Pick<CloseFacts, "month" | "policy" | "prices" | "lines"> & {
  readonly visits: readonly ClaimedVisit[];
};

/** The lines of a month as they are matched now: today for a preview, the cut-off for a close. */
export function settleFacts(facts: SettlingFacts, asOf: PlainDate): SettledMonth {
  const visitByNo = new Map(facts.visits.map((visit) => [visit.visitNo, visit]));
  const decisions = new Map<string, LineDecision>();
  const lines = facts.lines.flatMap(({ visitNo, askedFen, claimedOn, decision, quantity = 1 }): ClaimLine[] => {
    const visit = visitByNo.get(visitNo);
    if (!visit) return [];
    if (decision !== null) decisions.set(visitNo, decision);
    const { elderNo, providerCode, fund, serviceOn } = visit;
    return [
      {
        ...{ lineNo: visitNo, visitNo, elderNo, providerCode, fund, serviceOn, claimedOn },
        month: facts.month,
        quantity,
        unitPriceFen: fen(askedFen / BigInt(quantity)),
      },
    ];
  });
  return settleMonth({ visits: facts.visits, lines, prices: facts.prices, policy: facts.policy, asOf, decisions });
}
