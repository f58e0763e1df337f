/** An elder's month for tests: visits on days of November 2026, lines that ask for them, one contract price. */
import type { ApprovalState } from "#app/domain/claims/approval-state.ts";
import type { ClaimLine } from "#app/domain/claims/claim.ts";
import type { ClaimFinding, ClaimedVisit, ContractPrice, LineFacts } from "#app/domain/claims/line-facts.ts";
import type { MonthFacts } from "#app/domain/claims/settle-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { localDateOf, localMonthOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { at } from "../visits/visit-builders.ts";
import { aPolicy } from "../verification/verification-builders.ts";

export const PROVIDER = "91320600MA00000001";
export const FUND = "district_purchase";
/** After every cure window of lines claimed on 5 December. */
export const AFTER_CURE = plainDate("2026-12-31");

export function aFinding(code: string, change: Partial<ClaimFinding> = {}): ClaimFinding {
  return { code, level: "block", effect: "not_payable", wouldHave: false, state: "open", facts: {}, ...change };
}

export function aVisitOf(start: string, change: Partial<ClaimedVisit> = {}): ClaimedVisit {
  const startAt = at(start);
  return {
    visitNo: `2026-11-E0001-${start}`,
    elderNo: "E0001",
    providerCode: PROVIDER,
    fund: FUND,
    kind: "basket",
    startAt,
    serviceOn: localDateOf(startAt),
    serviceMonth: localMonthOf(startAt),
    approvalState: "verified",
    waived: false,
    plannedFen: fen(3500),
    findings: [],
    changedAfterClaim: false,
    otherFunds: [],
    ...change,
  };
}

/** A visit of 09:00 on a day of November; a held one carries the code of the finding that holds it. */
export function onDay(day: number, heldBy: string | null = null, change: Partial<ClaimedVisit> = {}): ClaimedVisit {
  const state: ApprovalState = heldBy === null ? "verified" : "in_violation";
  return aVisitOf(`2026-11-${String(day).padStart(2, "0")} 09:00`, {
    approvalState: state,
    findings: heldBy === null ? [] : [aFinding(heldBy)],
    ...change,
  });
}

export function aLine(visit: ClaimedVisit, change: Partial<ClaimLine> = {}): ClaimLine {
  return {
    lineNo: `line/${visit.visitNo}`,
    visitNo: visit.visitNo,
    elderNo: visit.elderNo,
    providerCode: visit.providerCode,
    fund: visit.fund,
    month: visit.serviceMonth,
    serviceOn: visit.serviceOn,
    quantity: 1,
    unitPriceFen: fen(3500),
    claimedOn: plainDate("2026-12-05"),
    ...change,
  };
}

export function aPrice(priceFen = 3500, change: Partial<ContractPrice> = {}): ContractPrice {
  return {
    providerCode: PROVIDER,
    fund: FUND,
    priceFen: fen(priceFen),
    priceVersion: `p${priceFen}`,
    from: null,
    to: null,
    ...change,
  };
}

export function lineFacts(change: Partial<LineFacts> = {}): LineFacts {
  const visit = change.visit === undefined ? onDay(3) : change.visit;
  return {
    line: aLine(visit ?? onDay(3)),
    visit,
    price: aPrice(),
    quotaPosition: 1,
    policy: aPolicy(),
    otherLiveLine: null,
    periodIsClosed: false,
    fundsAreShort: false,
    decision: null,
    asOf: AFTER_CURE,
    ...change,
  };
}

export function monthFacts(visits: readonly ClaimedVisit[], change: Partial<MonthFacts> = {}): MonthFacts {
  return {
    visits,
    lines: visits.map((visit) => aLine(visit)),
    prices: [aPrice()],
    policy: aPolicy(),
    asOf: AFTER_CURE,
    ...change,
  };
}

export const NOVEMBER = plainMonth("2026-11");
