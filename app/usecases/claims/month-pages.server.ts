/**
 * A month's claims in pages of whole elders, in the order of their numbers, so that work on all of them holds a bounded number at a time.
 * What an elder's lines are matched with stands in the elder's own page: visits of one elder never change another's lines (I16).
 */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listClaims, listLinesOfVisits, type ClaimRow } from "#db/repositories/claims.ts";
import { piecesOf } from "#db/repositories/batches.ts";
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

type Elder = { readonly id: string; readonly elderNo: string };

/** One page: all visits of these elders in the month, other providers' included, and the scope's lines. */
async function readPage(
  unit: Unit,
  { month, claims, terms }: MonthBase,
  elders: readonly Elder[],
  claimIds: ReadonlySet<string>,
): Promise<ClaimsOfMonth> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  const numbers = new Map(elders.map(({ id, elderNo }) => [id, elderNo]));
  const visits = await listVisitsOfElders(wide, month, [...numbers.keys()]);
  const facts = await claimFactsOf(unit, terms, visits, numbers);
  const lines = await listLinesOfVisits(
    unit,
    visits.map((visit) => visit.id),
  );
  return { month, claims, facts, rows: lines.filter((line) => claimIds.has(line.claimId)) };
}

/**
 * Elders with visits of the scope, page by page. The next page is on its way while one is worked on: no page's rows are another's, so what
 * is written of one changes nothing in the next.
 */
export async function* pagesOfMonth(unit: Unit, base: MonthBase, size = ELDERS_OF_PAGE): AsyncGenerator<ClaimsOfMonth> {
  const claimIds = new Set(base.claims.map((claim) => claim.id));
  const elders = await listEldersOfMonth(unit, base.month);
  elders.sort((left, right) => compareTexts(left.elderNo, right.elderNo));
  const pages = [...piecesOf(elders, size)];
  const read = (index: number): Promise<ClaimsOfMonth> | null => {
    const page = pages[index];
    if (page === undefined) return null;
    const coming = readPage(unit, base, page, claimIds);
    // Who stops at a page leaves the next one unread; nobody asks what became of it.
    coming.catch(() => {});
    return coming;
  };
  for (let [index, coming] = [0, read(0)]; coming !== null; index += 1) {
    const page = await coming;
    coming = read(index + 1);
    yield page;
  }
}
