/**
 * A month's claims in pages of whole elders, in the order of their numbers, so that work on all of them holds a bounded number at a time.
 * What an elder's lines are matched with stands in the elder's own page: visits of one elder never change another's lines (I16).
 */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listClaims, listLinesOfVisits, type ClaimRow } from "#db/repositories/claims.ts";
import { listEldersOfMonth } from "#db/repositories/month-slices.ts";
import { listVisitsOfElders } from "#db/repositories/visits-beside.ts";
import { insideScope, type Unit } from "#db/transaction.ts";
import { claimFactsOf, loadClaimTerms, type ClaimTerms } from "./month-facts.server.ts";
import type { ClaimsOfMonth } from "./settle-claims.ts";

export const ELDERS_OF_PAGE = 500;

export type MonthBase = {
  readonly month: PlainMonth;
  readonly claims: readonly ClaimRow[];
  readonly terms: ClaimTerms;
};

/** The claims of the scope and what all pages share. */
export async function loadMonthBase(unit: Unit, month: PlainMonth): Promise<MonthBase> {
  return { month, claims: await listClaims(unit, month), terms: await loadClaimTerms(unit, month) };
}

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Elders with visits of the scope; each page holds all of an elder's visits of the month, other providers' included, and the scope's lines. */
export async function* pagesOfMonth(
  unit: Unit,
  { month, claims, terms }: MonthBase,
  size = ELDERS_OF_PAGE,
): AsyncGenerator<ClaimsOfMonth> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  const claimIds = new Set(claims.map((claim) => claim.id));
  const elders = await listEldersOfMonth(unit, month);
  elders.sort((left, right) => compareTexts(left.elderNo, right.elderNo));
  for (let from = 0; from < elders.length; from += size) {
    const page = elders.slice(from, from + size);
    const numbers = new Map(page.map(({ id, elderNo }) => [id, elderNo]));
    const visits = await listVisitsOfElders(wide, month, [...numbers.keys()]);
    const facts = await claimFactsOf(unit, terms, visits, numbers);
    const lines = await listLinesOfVisits(
      unit,
      visits.map((visit) => visit.id),
    );
    yield { month, claims, facts, rows: lines.filter((line) => claimIds.has(line.claimId)) };
  }
}
