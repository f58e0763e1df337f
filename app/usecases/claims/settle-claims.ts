/** The claims of a month against its visits, with the streets' decisions. Pure: preview, claim, close and audit call this. */
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import type { ClaimLine, LineDecision } from "#app/domain/claims/claim.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { settleMonth, type SettledMonth } from "#app/domain/claims/settle-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { ClaimLineRow, ClaimRow } from "#db/repositories/claims.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import type { ClaimFacts } from "./month-facts.server.ts";

/** The stored decision as the domain reads it; null while nobody has decided. */
export function decisionOf(row: ClaimLineRow): LineDecision | null {
  if (row.decision === null || row.decidedBy === null) return null;
  if (row.decision === "approve") return { kind: "approve", by: row.decidedBy };
  const reason = row.decisionReason ?? "";
  return row.decision === "cut"
    ? { kind: "cut", by: row.decidedBy, adjustedFen: fen(row.adjustedFen ?? row.askedFen), reason }
    : { kind: row.decision === "hold" ? "hold" : "refuse", by: row.decidedBy, reason };
}

/** One word a decision, for digests: "cut:3000:R-DISSATISFIED". */
export function decisionText(row: ClaimLineRow): string {
  const decision = decisionOf(row);
  if (decision === null) return "";
  if (decision.kind === "approve") return "approve";
  return [decision.kind, decision.kind === "cut" ? decision.adjustedFen : "", decision.reason].join(":");
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

/** @param asOf the day the lines are looked at: today for a preview, the cut-off for a close */
export function settleClaims({ month, facts, claims, rows }: ClaimsOfMonth, asOf: PlainDate): SettledMonth {
  const claimById = new Map(claims.map((claim) => [claim.id, claim]));
  const visitById = new Map(facts.visits.map((visit) => [visit.id, visit.visitNo]));
  const claimedByNo = new Map(facts.claimed.map((visit) => [visit.visitNo, visit]));
  const decisions = new Map<string, LineDecision>();
  const lines = rows.flatMap((row): ClaimLine[] => {
    const visit = claimedByNo.get(visitById.get(row.visitId) ?? "");
    const claim = claimById.get(row.claimId);
    if (!visit || !claim) return [];
    const decision = decisionOf(row);
    if (decision !== null) decisions.set(visit.visitNo, decision);
    return [
      {
        lineNo: visit.visitNo,
        visitNo: visit.visitNo,
        elderNo: visit.elderNo,
        providerCode: visit.providerCode,
        fund: DISTRICT_FUND,
        month,
        serviceOn: visit.serviceOn,
        quantity: 1,
        unitPriceFen: fen(row.askedFen),
        claimedOn: claimedOn(claim),
      },
    ];
  });
  return settleMonth({ visits: facts.claimed, lines, prices: facts.prices, policy: facts.policy, asOf, decisions });
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
