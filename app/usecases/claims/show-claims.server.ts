/** Claims of a month in the scope, and one claim with its lines, their checks and decisions. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { DECISION_REASONS } from "#app/domain/claims/decision-reasons.ts";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listMoneyLines, type MoneyLineRow } from "#db/queries/money-lines.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadMonthMoney, paidFenOf, type MonthMoney } from "../reconciliation/month-money.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { findClaim } from "./open-claim.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";
import { rowsBesideClaim } from "./show-claim-file.server.ts";
import { numberOfClaim } from "./settle-claims.ts";

/** Approved is what stands decided; before the decision a line is proposed, not approved. */
function approvedOf(row: MoneyLineRow, money: MonthMoney): Fen {
  const line = money.lineOf.get(row.visit.visitNo);
  return row.line.decision === null || !line ? fen(0n) : line.approvedFen;
}

function claimRow(rows: readonly MoneyLineRow[], money: MonthMoney) {
  const first = rows[0];
  if (!first) return [];
  const { claim } = first;
  const paid = rows.map((row) => {
    const line = money.lineOf.get(row.visit.visitNo);
    return line ? paidFenOf(money, claim.providerId, line) : fen(0n);
  });
  return [
    {
      claimNo: numberOfClaim(claim, money.facts),
      provider: first.provider,
      streetZh: first.streetZh,
      streetEn: first.streetEn,
      state: claim.state,
      returnedReason: claim.returnedReason,
      lines: rows.length,
      undecided: rows.filter((row) => row.line.decision === null).length,
      askedFen: sumFen(rows.map((row) => fen(row.line.askedFen))),
      proposedFen: sumFen(rows.map((row) => (row.line.outcome === "pended" ? fen(0n) : fen(row.line.proposedFen)))),
      approvedFen: sumFen(rows.map((row) => approvedOf(row, money))),
      paidFen: sumFen(paid),
    },
  ];
}

export async function showClaims(context: Context, month: PlainMonth) {
  return inTransaction(context, async (unit) => {
    const money = await loadMonthMoney(unit, month);
    const rows = await listMoneyLines(unit, month);
    const claims = [...groupBy(rows, (row) => row.claim.id).values()].flatMap((group) => claimRow(group, money));
    const sum = (key: "askedFen" | "proposedFen" | "approvedFen" | "paidFen") => sumFen(claims.map((one) => one[key]));
    return {
      state: money.state,
      simulated: money.run?.simulated ?? null,
      claims,
      total: {
        askedFen: sum("askedFen"),
        proposedFen: sum("proposedFen"),
        approvedFen: sum("approvedFen"),
        paidFen: sum("paidFen"),
      },
    };
  });
}

function shownLine(row: MoneyLineRow, money: MonthMoney) {
  const { line, visit } = row;
  const settled = money.lineOf.get(visit.visitNo);
  return {
    id: line.id,
    visitNo: visit.visitNo,
    elderNo: row.elderNo,
    elderName: maskName(row.elderName),
    outcome: line.outcome,
    word: line.word,
    failures: line.failures as StoredFailure[],
    decision: line.decision,
    reason: line.decisionReason,
    note: line.decisionNote,
    decidedBy: line.decidedBy,
    askedFen: fen(line.askedFen),
    adjustedFen: line.adjustedFen === null ? null : fen(line.adjustedFen),
    approvedFen: line.decision === null ? null : approvedOf(row, money),
    paidFen: settled ? paidFenOf(money, row.claim.providerId, settled) : fen(0n),
  };
}

/** Refuses "not-found" for a number outside the scope. */
export async function showClaim(context: Context, claimNo: string) {
  return inTransaction(context, async (unit) => {
    const claim = await findClaim(unit, claimNo);
    const month = claim.month.slice(0, 7) as PlainMonth;
    const money = await loadMonthMoney(unit, month);
    const rows = await listMoneyLines(unit, month, claim.id);
    return {
      month,
      claimNo,
      summary: claimRow(rows, money)[0] ?? null,
      state: claim.state,
      isPreparer: claim.preparedBy === context.actor || claim.submittedBy === context.actor,
      reasons: DECISION_REASONS,
      lines: rows.map((row) => shownLine(row, money)),
      beside: await rowsBesideClaim(unit, claim),
    };
  });
}
