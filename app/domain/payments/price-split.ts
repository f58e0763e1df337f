/**
 * Who pays a visit, shown before anybody pays: the subsidy, other public funds, and the person. Priced from the provider's contract and the
 * funds' order; the three parts are the price exactly. A visit beyond the month's number has no public part.
 */
import { fundVisits, type FundingSource } from "../ledger/funding.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, sumFen } from "../money/fen.ts";

export type PriceSplit = {
  readonly priceFen: Fen;
  /** Of the fund that pays first. */
  readonly subsidyFen: Fen;
  readonly otherFundFen: Fen;
  readonly ownFen: Fen;
};

/**
 * @param priceFen contract price of the visit
 * @param sources public funds with their caps of one visit; none for a visit that the person pays alone
 */
export function splitPrice(priceFen: Fen, sources: readonly FundingSource[]): PriceSplit {
  const { parts, uncoveredFen } = fundVisits([{ visitNo: "", amountFen: priceFen }], sources);
  const [first] = [...sources].sort((left, right) => left.priority - right.priority);
  const own = parts.of("");
  const subsidy = own.filter(({ fund }) => fund === first?.code).map(({ amountFen }) => amountFen);
  const others = own.filter(({ fund }) => fund !== first?.code).map(({ amountFen }) => amountFen);
  return {
    priceFen,
    subsidyFen: subsidy.length === 0 ? ZERO_FEN : sumFen(subsidy),
    otherFundFen: sumFen(others),
    ownFen: uncoveredFen,
  };
}
