/**
 * Setting off clawbacks against what a provider gets (追回抵扣): oldest finding first, at most the policy's share of the payment, never
 * below zero. What is left stays open and is carried to the next month.
 */
import { clawbackNetted } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, leastFen, subtractFen, sumFen } from "../money/fen.ts";
import { offsetFen } from "./clawback.ts";
import type { CloseRun } from "./month-close.ts";

export type OpenClawback = {
  /** Business key of the finding; keys sort in the order of their making. */
  readonly findingNo: string;
  readonly providerCode: string;
  readonly fund: string;
  /** Found and not yet recovered. */
  readonly openFen: Fen;
};

export type Netting = Omit<OpenClawback, "openFen"> & {
  readonly amountFen: Fen;
  /** Carried on to the next month. */
  readonly restFen: Fen;
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const keyOf = (one: { readonly providerCode: string; readonly fund: string }) => `${one.providerCode}|${one.fund}`;

/**
 * What of each clawback is set off now.
 * @param payable what each provider gets of each fund before netting, under "provider|fund" as in payment orders
 */
export function netClawbacks(
  payable: ReadonlyMap<string, Fen>,
  clawbacks: readonly OpenClawback[],
  monthCapPct: number,
): Netting[] {
  const groups = new Map<string, OpenClawback[]>();
  for (const one of [...clawbacks].sort((left, right) => compareTexts(left.findingNo, right.findingNo)))
    groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].flatMap(([key, group]) => {
    let leftFen = offsetFen(payable.get(key) ?? ZERO_FEN, sumFen(group.map((one) => one.openFen)), monthCapPct);
    return group.flatMap(({ openFen, ...one }): Netting[] => {
      const amountFen = leastFen(openFen, leftFen);
      leftFen = subtractFen(leftFen, amountFen);
      return amountFen > 0n ? [{ ...one, amountFen, restFen: subtractFen(openFen, amountFen) }] : [];
    });
  });
}

/** Netted sums under "provider|fund", as `paymentOrders` takes them. */
export function nettedSums(nettings: readonly Netting[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>();
  for (const one of nettings) sums.set(keyOf(one), addFen(sums.get(keyOf(one)) ?? ZERO_FEN, one.amountFen));
  return sums;
}

/** The district's own fund keeps the key that it had when no other fund could pay a visit. */
const OWN_FUND = "district";

/** One journal for each finding and fund that a run sets off, so that a fen can be traced from the finding to the payment it lowered. */
export function nettingJournals(run: CloseRun, nettings: readonly Netting[]): Journal[] {
  return nettings.map(({ providerCode, fund, findingNo, amountFen }) => {
    const source = `${run.runNo}:${findingNo}${fund === OWN_FUND ? "" : `:${fund}`}`;
    return makeJournal({
      idempotencyKey: `netting:${source}`,
      kind: "clawback_netted",
      month: run.month,
      sourceType: "finding",
      sourceId: source,
      postings: clawbackNetted({ fund, streetId: null, providerCode }, amountFen),
    });
  });
}
