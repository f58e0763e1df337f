/**
 * Puts a month's verified visits into claims: one claim a provider and street, one line a visit, each matched at once. Prepared again
 * it adds what was verified since, as long as the claim has not been submitted.
 */
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import type { ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { sumFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertClaims, type ClaimRow } from "#db/repositories/claims.ts";
import { findByIndex, lockPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import type { ClaimFacts } from "./month-facts.server.ts";
import { loadMonthBase, pagesOfMonth } from "./month-pages.server.ts";
import type { ClaimsOfMonth } from "./settle-claims.ts";

/** May this visit stand in a claim? Verified, part of the basket, not waived. */
export function isClaimable(visit: ClaimedVisit): boolean {
  return visit.approvalState === "verified" && visit.kind === "basket" && !visit.waived;
}

/** Lines in the order of the visit numbers, so that the same visits always make the same claim. */
function matchVisits(facts: ClaimFacts, visits: readonly ClaimedVisit[], today: MatchedLine["line"]["claimedOn"]) {
  const lines = visits.map((visit) => ({
    lineNo: visit.visitNo,
    visitNo: visit.visitNo,
    elderNo: visit.elderNo,
    providerCode: visit.providerCode,
    fund: DISTRICT_FUND,
    month: visit.serviceMonth,
    serviceOn: visit.serviceOn,
    quantity: 1,
    unitPriceFen:
      priceInForce(facts.prices, { providerCode: visit.providerCode, fund: DISTRICT_FUND, on: visit.serviceOn })
        ?.priceFen ??
      visit.plannedFen ??
      ZERO_FEN,
    claimedOn: today,
  }));
  return settleMonth({ visits: facts.claimed, lines, prices: facts.prices, policy: facts.policy, asOf: today }).lines;
}

/** A failure as it is kept with its line: enough to say it in a sentence years later. */
export type StoredFailure = {
  readonly check: number;
  readonly code: string;
  readonly effect: string;
  readonly facts: MatchedLine["failures"][number]["facts"];
};

export function storedFailures(failures: MatchedLine["failures"]): StoredFailure[] {
  return failures.map(({ check, code, effect, facts }) => ({ check, code, effect, facts }));
}

/** What a line keeps of its match. */
export function storedMatch(line: MatchedLine) {
  return {
    proposedFen: line.proposedFen,
    outcome: line.outcome.kind,
    word: line.word,
    failures: storedFailures(line.failures),
  };
}

/** A new line as its table has it. */
export function lineRow(unit: Unit, claimId: string, visitId: string, line: MatchedLine) {
  return { id: unit.newId(), claimId, visitId, askedFen: line.askedFen, ...storedMatch(line) };
}

export type PreparedClaims = { readonly claims: number; readonly lines: number; readonly askedFen: bigint };

type Home = { readonly id: string; readonly state: string };

/** The claim that each provider and street has, or a new one. */
export function claimHomes(unit: Unit, actor: string, month: PlainMonth, known: readonly ClaimRow[]) {
  const homes = new Map<string, Home>(known.map((claim) => [`${claim.providerId}|${claim.streetId}`, claim]));
  const added: Parameters<typeof insertClaims>[1][number][] = [];
  return {
    added,
    homeOf: (key: string): Home => {
      const home = homes.get(key);
      if (home) return home;
      const [providerId = "", streetId = ""] = key.split("|");
      const claim = { id: unit.newId(), state: "open" };
      homes.set(key, claim);
      const [preparedBy, preparedAt] = [actor, asDate(unit.now)];
      added.push({
        ...claim,
        providerId,
        streetId: Number(streetId),
        month: firstDateOf(month),
        fund: DISTRICT_FUND,
        preparedBy,
        preparedAt,
      });
      return claim;
    },
  };
}

/** New lines of a page: verified visits of the scope that stand in no claim, where their street's claim is still open. */
function newLines(unit: Unit, page: ClaimsOfMonth, homeOf: (key: string) => Home) {
  const { facts, rows } = page;
  const claimed = new Set(rows.map((row) => row.visitId));
  const { provider } = unit.scope;
  const open = facts.claimed.filter((visit) => {
    const row = facts.visitByNo.get(visit.visitNo);
    return isClaimable(visit) && row && !claimed.has(row.id) && (provider === "all" || row.providerId === provider);
  });
  return matchVisits(facts, open, localDateOf(unit.now)).flatMap((line) => {
    const visit = facts.visitByNo.get(line.visitNo ?? "");
    const home = visit && homeOf(`${visit.providerId}|${visit.streetId}`);
    return visit && home?.state === "open" ? [lineRow(unit, home.id, visit.id, line)] : [];
  });
}

/**
 * The month is taken in pages of whole elders, so that memory does not grow with it.
 * Refuses "month-closed", "claim-already-prepared" when every verified visit of the scope already stands in a claim, and
 * "nothing-to-claim" without a verified visit.
 */
export async function prepareClaims(context: Context, month: PlainMonth): Promise<PreparedClaims> {
  return inTransaction(context, async (unit) => {
    if ((await lockPeriod(unit, month)).state !== "open") throw new Refusal("month-closed", { month });
    const base = await loadMonthBase(unit, month);
    const { homeOf, added } = claimHomes(unit, context.actor, month, base.claims);
    const touched = new Set<string>();
    let [lines, askedFen] = [0, ZERO_FEN];
    for await (const page of pagesOfMonth(unit, base)) {
      const rows = newLines(unit, page, homeOf);
      await findByIndex(unit);
      await insertClaims(unit, added.splice(0), rows);
      for (const row of rows) touched.add(row.claimId);
      lines += rows.length;
      askedFen = sumFen([askedFen, ...rows.map((row) => row.askedFen)]);
    }
    if (lines === 0)
      throw new Refusal(base.claims.length > 0 ? "claim-already-prepared" : "nothing-to-claim", { month });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim.prepare",
      subjectType: "month",
      subjectId: month,
      facts: { claims: touched.size, lines, askedFen: askedFen.toString() },
    });
    return { claims: touched.size, lines, askedFen };
  });
}
