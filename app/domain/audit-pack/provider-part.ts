/** The part of a month that one provider's lines can be computed from. */
import type { MoneyFacts } from "../reconciliation/close-money.ts";
import type { CloseFacts, FrozenVisit } from "../reconciliation/close-facts.ts";

/** Another provider's visit counts toward the elder's four and says nothing else. */
function silenced(visit: FrozenVisit): FrozenVisit {
  const { plannedStartAt, plannedEndAt, policyVersion } = visit.record;
  return {
    ...visit,
    providerCode: "",
    plannedFen: null,
    findings: [],
    streetId: 0,
    evidenceDigest: "",
    record: {
      ...{ deliveryState: "", origin: "", plannedStartAt, plannedEndAt, policyVersion },
      ...{ checkInAt: null, checkOutAt: null, minutes: null, subtypes: [], proofs: [] },
      ...{ strength: null, ruleVersion: null },
    },
  };
}

/** What a fund has left is the district's affair; what the provider gets late or owes back is its own. */
function moneyOf({ funds, late, clawbacks }: MoneyFacts, providerCode: string): MoneyFacts {
  const own = (one: { readonly providerCode: string }) => one.providerCode === providerCode;
  return {
    funds: funds.map((fund) => ({ ...fund, freeFen: null })),
    late: late.filter(own),
    clawbacks: clawbacks.filter(own),
  };
}

/** The provider's own visits, lines and prices, and of its elders' other visits what the month's four need. */
export function partOfProvider(facts: CloseFacts, providerCode: string): CloseFacts {
  const own = facts.visits.filter((visit) => visit.providerCode === providerCode);
  const numbers = new Set(own.map((visit) => visit.visitNo));
  const elders = new Set(own.map((visit) => visit.elderNo));
  return {
    ...facts,
    prices: facts.prices.filter((price) => price.providerCode === providerCode),
    visits: facts.visits
      .filter((visit) => elders.has(visit.elderNo))
      .map((visit) => (numbers.has(visit.visitNo) ? visit : silenced(visit))),
    lines: facts.lines.filter((line) => numbers.has(line.visitNo)),
    ...(facts.money && { money: moneyOf(facts.money, providerCode) }),
  };
}
