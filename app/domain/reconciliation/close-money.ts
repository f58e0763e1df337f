/**
 * The money of a close, from its lines: which fund pays what, what late amounts are added, what clawbacks are set off, and the journals and
 * orders that follow. Pure: preview, opening, closing and audit call this one function.
 */
import { fundVisits, type FundingSource, type FundPart } from "../ledger/funding.ts";
import { reserved, visitApproved } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, subtractFen, sumFen } from "../money/fen.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { closeJournals, paymentOrders, type CloseRun, type ClosingLine, type PaymentOrder } from "./month-close.ts";
import { nettedSums, nettingJournals, netClawbacks, type Netting, type OpenClawback } from "./netting.ts";

/** An amount of a closed month that came late: evidence, or an appeal that was upheld. */
export type LateAmount = {
  readonly adjustmentNo: string;
  readonly visitNo: string;
  readonly refersToMonth: PlainMonth;
  readonly fund: string;
  readonly providerCode: string;
  readonly streetId: number;
  readonly amountFen: Fen;
};

export type MoneyFacts = {
  /** Every fund with what it can pay of this close: the month's lines and what came late. */
  readonly funds: readonly FundingSource[];
  readonly late: readonly LateAmount[];
  readonly clawbacks: readonly OpenClawback[];
  /** Most of a payment that is set off, in percent. */
  readonly monthCapPct: number;
};

export type MoneyPlan = {
  /** By visit number: what each fund pays. */
  readonly parts: ReadonlyMap<string, readonly FundPart[]>;
  /** What no fund covers; a month with a rest is not closed. */
  readonly uncoveredFen: Fen;
  readonly lateFen: Fen;
  /** What the month owes: its own lines first, then what came late. */
  readonly journals: readonly Journal[];
  readonly nettings: readonly Netting[];
  readonly nettingJournals: readonly Journal[];
  readonly orders: readonly PaymentOrder[];
  /** Netted of providers that get no order because nothing is left. */
  readonly nettedWithoutOrderFen: Fen;
};

/** The journal of a late amount, in the open month, with the month it refers to. */
export function adjustmentJournal(run: CloseRun, late: LateAmount): Journal {
  const cause = { visitNo: late.visitNo };
  return makeJournal({
    idempotencyKey: `adjustment:${late.adjustmentNo}`,
    kind: "adjustment",
    month: run.month,
    refersToMonth: late.refersToMonth,
    sourceType: "adjustment",
    sourceId: late.adjustmentNo,
    postings: [
      ...reserved(late.fund, late.amountFen, cause),
      ...visitApproved(late, { approvedFen: late.amountFen, reservedFen: late.amountFen }, cause),
    ],
  });
}

/** What each fund can pay of this month's lines: late amounts come first, because their months are closed. */
function sourcesOf({ funds, late }: MoneyFacts): FundingSource[] {
  return funds.map((fund) => {
    const own = sumFen(late.filter((one) => one.fund === fund.code).map((one) => one.amountFen));
    return { ...fund, freeFen: fund.freeFen === null ? null : subtractFen(fund.freeFen, own) };
  });
}

/** What a fund lacks for its late amounts alone. */
const lackingFen = (sources: readonly FundingSource[]) =>
  sumFen(sources.map(({ freeFen }) => (freeFen !== null && freeFen < 0n ? subtractFen(ZERO_FEN, freeFen) : ZERO_FEN)));

const payeeOf = (one: { readonly providerCode: string; readonly fund: string }) => `${one.providerCode}|${one.fund}`;

export function planMoney(run: CloseRun, lines: readonly ClosingLine[], facts: MoneyFacts): MoneyPlan {
  const sources = sourcesOf(facts);
  const { parts, uncoveredFen } = fundVisits(
    lines.map(({ visitNo, approvedFen }) => ({ visitNo, amountFen: approvedFen })),
    sources,
  );
  const funded = lines.flatMap((line) =>
    (parts.get(line.visitNo) ?? []).map(({ fund, amountFen }) => ({ ...line, fund, approvedFen: amountFen })),
  );
  const owed = [...funded, ...facts.late.map((late) => ({ ...late, approvedFen: late.amountFen }))];
  const payable = new Map<string, Fen>();
  for (const one of owed) payable.set(payeeOf(one), addFen(payable.get(payeeOf(one)) ?? ZERO_FEN, one.approvedFen));
  const nettings = netClawbacks(payable, facts.clawbacks, facts.monthCapPct);
  const orders = paymentOrders(owed, nettedSums(nettings));
  const ordered = new Set(orders.map(payeeOf));
  return {
    parts,
    uncoveredFen: addFen(uncoveredFen, lackingFen(sources)),
    lateFen: sumFen(facts.late.map((one) => one.amountFen)),
    journals: [...closeJournals(run, funded), ...facts.late.map((late) => adjustmentJournal(run, late))],
    nettings,
    nettingJournals: nettingJournals(run, nettings),
    orders,
    nettedWithoutOrderFen: sumFen(nettings.filter((one) => !ordered.has(payeeOf(one))).map((one) => one.amountFen)),
  };
}
