/**
 * What a close writes, from frozen facts alone. Preview, opening, closing and whoever verifies a month years later without a database
 * run this one function.
 */
import { decisionText } from "../claims/claim.ts";
import type { MatchedLine } from "../claims/match-line.ts";
import type { SettledMonth } from "../claims/settle-month.ts";
import type { Journal } from "../ledger/journal.ts";
import { ZERO_FEN } from "../money/fen.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { CloseCheck } from "./close-checks.ts";
import { closeChecks } from "./close-checks.ts";
import type { CloseFacts, FrozenVisit } from "./close-facts.ts";
import { settleFacts } from "./close-facts.ts";
import type { CloseInput, CloseRun, ClosingLine, PaymentOrder } from "./month-close.ts";
import { moneyTexts, PLAIN_MONEY, planMoney, type MoneyPlan } from "./close-money.ts";
import { canonicalInputText, canonicalResultText } from "./month-close.ts";

export type ClosePlan = {
  readonly run: CloseRun;
  readonly settled: SettledMonth;
  /** What the month owes: its lines first, then what came late. */
  readonly journals: readonly Journal[];
  readonly orders: readonly PaymentOrder[];
  readonly money: MoneyPlan;
  readonly checks: readonly CloseCheck[];
  /** Lower-case hex over business keys only: the same on every database. */
  readonly inputDigest: string;
  readonly resultDigest: string;
};

/** Number of the run in its month, from 1, and the day to which cure windows count. */
export type CloseCut = { readonly runNo: number; readonly asOf: PlainDate };

export type VisitsByNo = ReadonlyMap<string, FrozenVisit>;

/** The claim lines as the digest of the inputs holds them. */
export function inputLines(lines: CloseFacts["lines"], visitByNo: VisitsByNo): CloseInput["lines"] {
  return lines.flatMap((line) => {
    const visit = visitByNo.get(line.visitNo);
    if (!visit) return [];
    const { visitNo, elderNo, providerCode, serviceOn, fund } = visit;
    const { askedFen, quantity = 1 } = line;
    const decision = decisionText(line.decision);
    return [{ visitNo, elderNo, providerCode, serviceOn, fund, askedFen, quantity, decision }];
  });
}

function inputOf(facts: CloseFacts, visitByNo: VisitsByNo): CloseInput {
  const { month, ruleVersion, policy, visits, lines } = facts;
  return { month, ruleVersion, policyVersion: policy.id, visits, lines: inputLines(lines, visitByNo) };
}

/** Planning posts no reservation yet, so the money of an approved visit is reserved and spent in the journal of the close. */
export function closingLine(line: MatchedLine, ruleVersion: string, streetId: number): ClosingLine {
  return {
    visitNo: line.visitNo ?? "",
    fund: line.line.fund,
    providerCode: line.line.providerCode,
    streetId,
    approvedFen: line.approvedFen,
    reservedFen: ZERO_FEN,
    ruleVersion,
    priceVersion: line.priceVersion,
  };
}

export function planClose(facts: CloseFacts, cut: CloseCut, sha256: Sha256Hex): ClosePlan {
  const settled = settleFacts(facts, cut.asOf);
  const visitByNo = new Map(facts.visits.map((visit) => [visit.visitNo, visit]));
  const run = { month: facts.month, runNo: `${facts.month}#${cut.runNo}` };
  const closing = settled.lines.map((line) =>
    closingLine(line, facts.ruleVersion, visitByNo.get(line.visitNo ?? "")?.streetId ?? 0),
  );
  const given = facts.money ?? PLAIN_MONEY;
  const money = planMoney(run, closing, given, facts.policy.parameters.clawback_month_cap_pct);
  const { journals, orders, nettedWithoutOrderFen, lateFen, uncoveredFen } = money;
  const inputs = [canonicalInputText(inputOf(facts, visitByNo)), ...moneyTexts(money, given, closing[0]?.fund ?? "")];
  return {
    run,
    settled,
    journals,
    orders,
    money,
    checks: closeChecks({ lines: settled.lines, journals, orders, nettedWithoutOrderFen, lateFen, uncoveredFen }),
    inputDigest: sha256(inputs.join("\n")),
    resultDigest: sha256(canonicalResultText(facts.month, settled.lines)),
  };
}
