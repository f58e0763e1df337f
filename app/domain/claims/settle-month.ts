/**
 * The month of an elder: which verified visits are the month's four, what each claim line gets, and what nobody asked
 * for (domain rule 12). Preview, claim, close and audit call this one function.
 */
import type { Fen } from "../money/fen.ts";
import { sumFen } from "../money/fen.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { monthPositions } from "../verification/month-quota.ts";
import { countsAsVerified } from "./approval-state.ts";
import type { ClaimLine, LineDecision, NamedDifference } from "./claim.ts";
import { mergeDifferences } from "./claim.ts";
import type { ClaimedVisit, ContractPrice } from "./line-facts.ts";
import { priceInForce } from "./line-facts.ts";
import type { MatchedLine } from "./match-line.ts";
import { matchLine } from "./match-line.ts";

export type MonthFacts = {
  readonly visits: readonly ClaimedVisit[];
  readonly lines: readonly ClaimLine[];
  readonly prices: readonly ContractPrice[];
  readonly policy: PolicyVersion;
  readonly asOf: PlainDate;
  /** By line number. */
  readonly decisions?: ReadonlyMap<string, LineDecision>;
  /** Live lines of other batches or months, by visit number. */
  readonly otherLiveLines?: ReadonlyMap<string, string>;
  readonly closedMonths?: ReadonlySet<PlainMonth>;
  readonly fundsAreShort?: boolean;
};

export type SettledMonth = {
  readonly lines: readonly MatchedLine[];
  readonly askedFen: Fen;
  readonly payableFen: Fen;
  /** Sum is asked minus payable. */
  readonly differences: readonly NamedDifference[];
  /** Verified, within the month's visits, and no line asks for them. */
  readonly unclaimed: readonly string[];
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Place of every verified visit among those of its elder, fund and month. */
export function quotaPositions(visits: readonly ClaimedVisit[]): ReadonlyMap<string, number> {
  const groups = new Map<string, ClaimedVisit[]>();
  for (const visit of visits) {
    if (visit.kind !== "basket") continue;
    const key = `${visit.elderNo}|${visit.fund}|${visit.serviceMonth}`;
    const group = groups.get(key);
    if (group) group.push(visit);
    else groups.set(key, [visit]);
  }
  const counted = [...groups.values()].flatMap((group) => [
    ...monthPositions(group.map((visit) => ({ ...visit, verified: countsAsVerified(visit.approvalState) }))),
  ]);
  return new Map(counted);
}

/** Lines in the order in which they are matched, printed and digested: elder, date, line number. */
export function compareLines(left: ClaimLine, right: ClaimLine): number {
  return (
    compareTexts(left.elderNo, right.elderNo) ||
    compareTexts(left.serviceOn, right.serviceOn) ||
    compareTexts(left.lineNo, right.lineNo)
  );
}

/**
 * Matches every line of a month, for one elder or for a whole district: visits of one elder never change another's
 * lines (I16). `visits` must hold all visits of the elders concerned, claimed or not, because unclaimed ones count
 * toward the month's four.
 */
export function settleMonth(facts: MonthFacts): SettledMonth {
  const positions = quotaPositions(facts.visits);
  const visitByNo = new Map(facts.visits.map((visit) => [visit.visitNo, visit]));
  const seen = new Map(facts.otherLiveLines ?? []);
  const lines = [...facts.lines].sort(compareLines).map((line) => {
    const visit = line.visitNo === null ? null : (visitByNo.get(line.visitNo) ?? null);
    const matched = matchLine({
      line,
      visit,
      price: priceInForce(facts.prices, {
        providerCode: line.providerCode,
        fund: line.fund,
        on: visit?.serviceOn ?? line.serviceOn,
      }),
      quotaPosition: visit === null ? null : (positions.get(visit.visitNo) ?? null),
      policy: facts.policy,
      otherLiveLine: visit === null ? null : (seen.get(visit.visitNo) ?? null),
      periodIsClosed: facts.closedMonths?.has(line.month) ?? false,
      fundsAreShort: facts.fundsAreShort ?? false,
      decision: facts.decisions?.get(line.lineNo) ?? null,
      asOf: facts.asOf,
    });
    if (visit !== null && !seen.has(visit.visitNo)) seen.set(visit.visitNo, line.lineNo);
    return matched;
  });
  return {
    lines,
    askedFen: sumFen(lines.map((line) => line.askedFen)),
    payableFen: sumFen(lines.map((line) => line.approvedFen)),
    differences: mergeDifferences(lines.flatMap((line) => line.differences)),
    unclaimed: unclaimedVisits(facts, positions, seen),
  };
}

function unclaimedVisits(
  facts: MonthFacts,
  positions: ReadonlyMap<string, number>,
  claimed: ReadonlyMap<string, string>,
): string[] {
  const limit = facts.policy.parameters.visits_per_month;
  return facts.visits
    .filter((visit) => (positions.get(visit.visitNo) ?? Infinity) <= limit && !claimed.has(visit.visitNo))
    .map((visit) => visit.visitNo)
    .sort(compareTexts);
}

/** The month of one elder: only this elder's lines, with every visit they may refer to. */
export function settleElderMonth(elderNo: string, facts: MonthFacts): SettledMonth {
  const settled = settleMonth({ ...facts, lines: facts.lines.filter((line) => line.elderNo === elderNo) });
  const own = new Set(facts.visits.filter((visit) => visit.elderNo === elderNo).map((visit) => visit.visitNo));
  return { ...settled, unclaimed: settled.unclaimed.filter((visitNo) => own.has(visitNo)) };
}
