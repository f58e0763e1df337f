/** The claims of a month against its visits, with the streets' decisions. Pure: preview, claim, close and audit call this. */
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import type { LineDecision } from "#app/domain/claims/claim.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import type { SettledMonth } from "#app/domain/claims/settle-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { settleFacts, type FrozenLine } from "#app/domain/reconciliation/close-facts.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { ClaimLineRow, ClaimRow } from "#db/repositories/claims.ts";
import type { ClaimFacts } from "./month-facts.server.ts";

/** The stored decision as the domain reads it; null while nobody has decided. */
export function decisionOf(
  row: Pick<ClaimLineRow, "decision" | "decidedBy" | "decisionReason" | "adjustedFen" | "askedFen">,
): LineDecision | null {
  if (row.decision === null || row.decidedBy === null) return null;
  if (row.decision === "approve") return { kind: "approve", by: row.decidedBy };
  const reason = row.decisionReason ?? "";
  return row.decision === "cut"
    ? { kind: "cut", by: row.decidedBy, adjustedFen: fen(row.adjustedFen ?? row.askedFen), reason }
    : { kind: row.decision === "hold" ? "hold" : "refuse", by: row.decidedBy, reason };
}

export type ClaimsOfMonth = {
  readonly month: PlainMonth;
  readonly facts: ClaimFacts;
  readonly claims: readonly ClaimRow[];
  readonly rows: readonly ClaimLineRow[];
};

/** A claim counts from the day it was submitted: cure windows run from there. */
function claimedOn(claim: ClaimRow): PlainDate {
  return localDateOf(instant(claim.submittedAt ?? claim.preparedAt));
}

/** The claim lines as the match reads them. */
export function linesOfClaims({ facts, claims, rows }: ClaimsOfMonth): FrozenLine[] {
  const dayOfClaim = new Map(claims.map((claim) => [claim.id, claimedOn(claim)]));
  const numberOfVisit = new Map(facts.visits.map((visit) => [visit.id, visit.visitNo]));
  return rows.flatMap((row): FrozenLine[] => {
    const [visitNo, day] = [numberOfVisit.get(row.visitId), dayOfClaim.get(row.claimId)];
    if (visitNo === undefined || day === undefined) return [];
    const line = { visitNo, askedFen: fen(row.askedFen), claimedOn: day, decision: decisionOf(row) };
    return [row.quantity === 1 ? line : { ...line, quantity: row.quantity }];
  });
}

/** @param asOf the day the lines are looked at: today for a preview, the cut-off for a close */
export function settleClaims(claims: ClaimsOfMonth, asOf: PlainDate): SettledMonth {
  const { claimed: visits, policy, prices } = claims.facts;
  return settleFacts({ month: claims.month, visits, policy, prices, lines: linesOfClaims(claims) }, asOf);
}

/** The claim number of a row. */
export function numberOfClaim(claim: ClaimRow, facts: Pick<ClaimFacts, "codeOfProvider">): string {
  return claimNumber({
    month: claim.month.slice(0, 7) as PlainMonth,
    creditCode: facts.codeOfProvider.get(claim.providerId) ?? "",
    streetId: claim.streetId,
  });
}

/** Lines by visit number. */
export function byVisit(lines: readonly MatchedLine[]): ReadonlyMap<string, MatchedLine> {
  return new Map(lines.map((line) => [line.visitNo ?? line.line.lineNo, line]));
}
