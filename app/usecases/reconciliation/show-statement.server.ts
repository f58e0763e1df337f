/** A provider's month, visit by visit: planned, delivered, verified, claimed, approved, paid, and why each yuan was not. */
import { maskName } from "#app/domain/access/masking.ts";
import { ZERO_FEN } from "#app/domain/money/fen.ts";
import { settleProvider, type ProviderSettlement, type Stage } from "#app/domain/reconciliation/settlement.ts";
import { sumSettlements } from "#app/domain/reconciliation/settlement-sums.ts";
import type { MatchedPayment } from "#app/domain/reconciliation/match-bank-lines.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadMonthMoney, paidFenOf, type MonthMoney } from "./month-money.server.ts";
import { settlementsOf, stagedVisit } from "./show-settlement.server.ts";

/** Why an approved visit is not paid yet; null once it is. */
function unpaidCode(payment: MatchedPayment | null): string | null {
  if (payment === null) return "not-ordered";
  if (payment.word === "paid") return null;
  return payment.word === "partial" ? "partly-paid" : "not-paid";
}

/** The visit alone, settled by the same rule as the whole month. */
function statementLine(money: MonthMoney, visit: MonthMoney["facts"]["visits"][number]) {
  const claimed = money.facts.claimed.find((one) => one.visitNo === visit.visitNo);
  if (!claimed) return null;
  const line = money.lineOf.get(visit.visitNo);
  const alone = settleProvider({
    providerCode: claimed.providerCode,
    visits: [stagedVisit(visit, claimed, money)],
    lines: line ? [line] : [],
    payment: null,
    nettedFen: ZERO_FEN,
    withheldFen: ZERO_FEN,
  });
  const isApproved = alone.stages.approved.count > 0;
  const codes = alone.differences.filter((one) => one.to !== "paid").map((one) => one.code);
  const unpaid = isApproved ? unpaidCode(money.paid.get(visit.providerId) ?? null) : null;
  const amountOf = (stage: Stage) => alone.stages[stage].amountFen;
  return {
    visitNo: visit.visitNo,
    elderId: visit.elderId,
    start: isoText(instant(visit.plannedStart)),
    deliveryState: visit.deliveryState,
    amounts: {
      planned: amountOf("planned"),
      delivered: amountOf("delivered"),
      verified: amountOf("verified"),
      claimed: amountOf("claimed"),
      approved: amountOf("approved"),
      paid: line && isApproved ? paidFenOf(money, visit.providerId, line) : ZERO_FEN,
    },
    reasons: [...new Set([...codes, ...(unpaid === null ? [] : [unpaid])])],
  };
}

/** The statement of the scope's provider: totals, the named differences between them, and every visit of the month. */
export async function showStatement(context: Context, month: PlainMonth) {
  return inTransaction(context, async (unit) => {
    const money = await loadMonthMoney(unit, month);
    const codes = new Map((await listProviders(unit)).map((provider) => [provider.id, provider.creditCode]));
    const total: ProviderSettlement = sumSettlements("", settlementsOf(money, codes));
    // The month's facts hold every provider's visits, because an elder's four are counted together.
    const own = money.facts.visits.filter((visit) => codes.has(visit.providerId));
    const elderIds = [...new Set(own.map((visit) => visit.elderId))];
    const names = new Map((await listEldersById(unit, elderIds)).map((elder) => [elder.id, maskName(elder.name)]));
    const lines = own
      .flatMap((visit) => statementLine(money, visit) ?? [])
      .map(({ elderId, ...line }) => ({ ...line, elderName: names.get(elderId) ?? "" }))
      .sort((left, right) => (left.start < right.start ? -1 : 1));
    const carried = <Row>(rows: ReadonlyMap<string, readonly Row[]>) =>
      [...codes.keys()].flatMap((id) => rows.get(id) ?? []);
    return { month, state: money.state, total, lines, nettings: carried(money.nettings), late: carried(money.late) };
  });
}
