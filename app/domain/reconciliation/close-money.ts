/**
 * The money of a close, from its lines: which fund pays what, what late amounts are added, what clawbacks are set off, and the journals and
 * orders that follow. Pure: preview, opening, closing and audit call this one function.
 */
import { fundVisits, type FundingSource, type VisitParts } from "../ledger/funding.ts";
import { reserved, visitApproved } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, subtractFen, sumFen } from "../money/fen.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import {
  closeJournalsOfPlaces,
  closeTurnover,
  paymentOrders,
  type CloseRun,
  type ClosingLine,
  type LinesByPlace,
  type PaymentOrder,
} from "./month-close.ts";
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
};

/** A month that no budget, late amount or clawback touches: its lines' own fund pays all of it. */
export const PLAIN_MONEY: MoneyFacts = { funds: [], late: [], clawbacks: [] };

export type MoneyPlan = {
  /** What each fund pays of each visit. */
  readonly parts: VisitParts;
  /** What no fund covers; a month with a rest is not closed. */
  readonly uncoveredFen: Fen;
  readonly late: readonly LateAmount[];
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
    idempotencyKey: `adjustment:${run.runNo}:${late.adjustmentNo}`,
    kind: "adjustment",
    month: run.month,
    refersToMonth: late.refersToMonth,
    sourceType: "adjustment",
    sourceId: `${run.runNo}:${late.adjustmentNo}`,
    postings: [
      ...reserved(late.fund, late.amountFen, cause),
      ...visitApproved(late, { approvedFen: late.amountFen, reservedFen: late.amountFen }, cause),
    ],
  });
}

/** What each fund can pay of this month's lines: late amounts come first, because their months are closed. */
function sourcesOf({ funds, late }: MoneyFacts, ownFund: string): FundingSource[] {
  if (funds.length === 0) return [{ code: ownFund, priority: 1, perVisitCapFen: null, freeFen: null }];
  return funds.map((fund) => {
    const own = sumFen(late.filter((one) => one.fund === fund.code).map((one) => one.amountFen));
    return { ...fund, freeFen: fund.freeFen === null ? null : subtractFen(fund.freeFen, own) };
  });
}

/** What a fund lacks for its late amounts alone. */
const lackingFen = (sources: readonly FundingSource[]) =>
  sumFen(sources.map(({ freeFen }) => (freeFen !== null && freeFen < 0n ? subtractFen(ZERO_FEN, freeFen) : ZERO_FEN)));

const payeeOf = (one: { readonly providerCode: string; readonly fund: string }) => `${one.providerCode}|${one.fund}`;

/** A plan whose journals are made one after another: a large month's postings are never all there at once. */
export type StreamedMoney = Omit<MoneyPlan, "journals"> & {
  /** What the month owes: its own lines first, then what came late. Made anew for each reading. */
  readonly eachJournal: () => Iterable<Journal>;
  /** What these journals turn over, in fewer postings. */
  readonly turnover: () => Iterable<Pick<Journal, "postings">>;
};

/** @param monthCapPct most of a payment that is set off, in percent */
export function planMoney(
  run: CloseRun,
  lines: readonly ClosingLine[],
  facts: MoneyFacts,
  monthCapPct: number,
): MoneyPlan {
  const { eachJournal, turnover: _turnover, ...plan } = streamMoney(run, lines, facts, monthCapPct);
  return { ...plan, journals: [...eachJournal()] };
}

/** The same plan without its journals at hand. */
export function streamMoney(run: CloseRun, lines: LinesByPlace, facts: MoneyFacts, monthCapPct: number): StreamedMoney {
  const sources = sourcesOf(facts, lines.at(0)?.fund ?? "");
  const amountAt = (place: number) => {
    const line = lines.at(place);
    return line && { visitNo: line.visitNo, amountFen: line.approvedFen };
  };
  const { parts, uncoveredFen } = fundVisits({ length: lines.length, at: amountAt }, sources);
  const sharesOf = (line: ClosingLine, place: number) =>
    parts.at(place).map(({ fund, amountFen }) => ({ ...line, fund, approvedFen: amountFen }));
  function* owed() {
    let place = 0;
    for (const line of lines) yield* sharesOf(line, place++);
    for (const late of facts.late) yield { ...late, approvedFen: late.amountFen };
  }
  const payable = new Map<string, Fen>();
  for (const one of owed()) payable.set(payeeOf(one), addFen(payable.get(payeeOf(one)) ?? ZERO_FEN, one.approvedFen));
  const nettings = netClawbacks(payable, facts.clawbacks, monthCapPct);
  const orders = paymentOrders(owed(), nettedSums(nettings));
  const ordered = new Set(orders.map(payeeOf));
  return {
    parts,
    uncoveredFen: addFen(uncoveredFen, lackingFen(sources)),
    late: facts.late,
    lateFen: sumFen(facts.late.map((one) => one.amountFen)),
    *eachJournal() {
      yield* closeJournalsOfPlaces(run, lines, sharesOf);
      for (const late of facts.late) yield adjustmentJournal(run, late);
    },
    *turnover() {
      yield* closeTurnover(lines, sharesOf);
      for (const late of facts.late) yield adjustmentJournal(run, late);
    },
    nettings,
    nettingJournals: nettingJournals(run, nettings),
    orders,
    nettedWithoutOrderFen: sumFen(nettings.filter((one) => !ordered.has(payeeOf(one))).map((one) => one.amountFen)),
  };
}

/**
 * Digest input of what the money of a close starts from and comes to; empty for a plain month. What a fund has left is no part of it,
 * because other months' plans change it every day: what each fund pays is.
 */
export function moneyTexts(plan: Pick<MoneyPlan, "parts">, facts: MoneyFacts, ownFund: string): string[] {
  const parts: string[] = [];
  for (const [visitNo, own] of plan.parts) {
    if (own.length === 1 && own[0]?.fund === ownFund) continue;
    for (const part of own) parts.push(["part", visitNo, part.fund, part.amountFen].join("\t"));
  }
  const late = facts.late.map((one) =>
    ["late", one.adjustmentNo, one.visitNo, one.refersToMonth, one.providerCode, one.fund, one.amountFen].join("\t"),
  );
  const clawbacks = facts.clawbacks.map((one) =>
    ["clawback", one.findingNo, one.providerCode, one.fund, one.openFen].join("\t"),
  );
  return [...parts, ...late, ...clawbacks].sort();
}
