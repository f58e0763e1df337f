/**
 * Puts a month's verified visits into claims: one claim a provider and street, one line a visit, each matched at once. Prepared again
 * it adds what was verified since, as long as the claim has not been submitted.
 */
import type { ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { addFen, fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { matchClass, visitOfClass, type VisitClass } from "#app/domain/reconciliation/close-classes.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertPageClaims, listClaimants, openClaimClasses } from "#db/repositories/claim-page-results.ts";
import { insertClaims, type ClaimRow } from "#db/repositories/claims.ts";
import { findByIndex, lockPeriod } from "#db/repositories/ledger.ts";
import { insertClasses, listFreshKeys } from "#db/repositories/visit-pages.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { loadMonthBase, type MonthBase } from "./month-base.server.ts";
import { classOfKey, visitPages } from "./visit-classes.server.ts";

/** May this visit stand in a claim? Verified, part of the basket, not waived. */
export function isClaimable(visit: ClaimedVisit): boolean {
  return visit.approvalState === "verified" && visit.kind === "basket" && !visit.waived;
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

/**
 * What a class of visits asks for: the price of its day, else what was planned. Null where its visits may not be claimed, or where the class
 * is of visits that stand in a line.
 */
function askedOfClass(one: VisitClass, today: PlainDate): VisitClass | null {
  if (one.line !== null || !isClaimable(visitOfClass(one))) return null;
  return {
    ...one,
    line: { askedFen: one.priceFen ?? one.plannedFen ?? ZERO_FEN, claimedOn: today, decision: null },
  };
}

/** Matches the classes that a page brings for the first time. */
async function learnClaims(unit: Unit, base: MonthBase, today: PlainDate): Promise<void> {
  const rows = (await listFreshKeys(unit, "claim_class")).map((key) => {
    const asked = askedOfClass(classOfKey(key), today);
    if (asked === null) return { class: key };
    const month = visitOfClass(asked).serviceMonth;
    const matched = matchClass({ month, policy: base.terms.policy }, today, asked);
    if (matched === null) return { class: key };
    const { proposedFen, ...stored } = storedMatch(matched);
    return {
      ...{ class: key, ...stored },
      ...{ asked_fen: matched.askedFen.toString(), proposed_fen: proposedFen.toString() },
    };
  });
  await insertClasses(unit, "claim_class", rows);
}

/**
 * The month is taken in pages of whole elders, so that memory does not grow with it; the visits of a page stay in the database.
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
    await openClaimClasses(unit);
    for await (const _page of visitPages(unit, base, { records: false })) {
      await learnClaims(unit, base, localDateOf(unit.now));
      for (const { providerId, streetId } of await listClaimants(unit)) homeOf(`${providerId}|${streetId}`);
      await findByIndex(unit);
      await insertClaims(unit, added.splice(0), []);
      const made = await insertPageClaims(unit, month, DISTRICT_FUND);
      for (const id of made.claimIds) touched.add(id);
      lines += made.lines;
      askedFen = addFen(askedFen, fen(made.askedFen));
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
