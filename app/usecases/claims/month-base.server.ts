/** What work on a month's claims starts from, whatever their number. */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listClaims, type ClaimRow } from "#db/repositories/claims.ts";
import type { Unit } from "#db/transaction.ts";
import { loadClaimTerms, type ClaimTerms } from "./month-facts.server.ts";

export type MonthBase = {
  readonly month: PlainMonth;
  readonly claims: readonly ClaimRow[];
  readonly terms: ClaimTerms;
};

/** The claims of the scope and what all pages share. */
export async function loadMonthBase(unit: Unit, month: PlainMonth): Promise<MonthBase> {
  return { month, claims: await listClaims(unit, month), terms: await loadClaimTerms(unit, month) };
}
