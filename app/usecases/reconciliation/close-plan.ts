/** What a close would write, from the month's facts and the streets' decisions alone. Preview, opening and closing share it. */
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import type { SettledMonth } from "#app/domain/claims/settle-month.ts";
import type { Journal } from "#app/domain/ledger/journal.ts";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { closeChecks, type CloseCheck } from "#app/domain/reconciliation/close-checks.ts";
import {
  canonicalInputText,
  canonicalResultText,
  closeJournals,
  paymentOrders,
  type CloseInput,
  type CloseRun,
  type ClosingLine,
  type PaymentOrder,
} from "#app/domain/reconciliation/month-close.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { ClaimFacts } from "../claims/month-facts.server.ts";
import { decisionText, settleClaims, type ClaimsOfMonth } from "../claims/settle-claims.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";

export type ClosePlan = {
  readonly run: CloseRun;
  readonly settled: SettledMonth;
  readonly journals: readonly Journal[];
  readonly orders: readonly PaymentOrder[];
  readonly checks: readonly CloseCheck[];
  /** Lower-case hex over business keys only: the same on every database. */
  readonly inputDigest: string;
  readonly resultDigest: string;
};

function inputOf({ month, facts, rows }: ClaimsOfMonth): CloseInput {
  const visitById = new Map(facts.visits.map((visit) => [visit.id, visit]));
  const claimedByNo = new Map(facts.claimed.map((visit) => [visit.visitNo, visit]));
  return {
    month,
    ruleVersion: RULE_VERSION,
    policyVersion: facts.policy.id,
    visits: facts.visits.map((visit) => ({
      visitNo: visit.visitNo,
      approvalState: visit.approvalState,
      waived: visit.waived,
      evidenceDigest: visit.evidenceDigest ?? "",
    })),
    lines: rows.flatMap((row) => {
      const visit = claimedByNo.get(visitById.get(row.visitId)?.visitNo ?? "");
      if (!visit) return [];
      const { visitNo, elderNo, providerCode, serviceOn, fund } = visit;
      const [askedFen, decision] = [fen(row.askedFen), decisionText(row)];
      return [{ visitNo, elderNo, providerCode, serviceOn, fund, askedFen, decision }];
    }),
  };
}

/** Planning posts no reservation yet, so the money of an approved visit is reserved and spent in the journal of the close. */
function closingLine(line: MatchedLine, facts: ClaimFacts): ClosingLine {
  return {
    visitNo: line.visitNo ?? "",
    fund: DISTRICT_FUND,
    providerCode: line.line.providerCode,
    streetId: facts.visitByNo.get(line.visitNo ?? "")?.streetId ?? 0,
    approvedFen: line.approvedFen,
    reservedFen: ZERO_FEN,
    ruleVersion: RULE_VERSION,
    priceVersion: line.priceVersion,
  };
}

/** @param cut number of the run and the day to which cure windows count */
export function planClose(claims: ClaimsOfMonth, cut: { readonly runNo: number; readonly asOf: PlainDate }): ClosePlan {
  const settled = settleClaims(claims, cut.asOf);
  const run = { month: claims.month, runNo: `${claims.month}#${cut.runNo}` };
  const closing = settled.lines.map((line) => closingLine(line, claims.facts));
  const journals = closeJournals(run, closing);
  const orders = paymentOrders(closing);
  return {
    run,
    settled,
    journals,
    orders,
    checks: closeChecks({ lines: settled.lines, journals, orders, nettedWithoutOrderFen: ZERO_FEN }),
    inputDigest: sha256Hex(canonicalInputText(inputOf(claims))),
    resultDigest: sha256Hex(canonicalResultText(claims.month, settled.lines)),
  };
}
