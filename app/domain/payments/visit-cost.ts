/** What one visit costs and whom, in yuan as an elder reads them, said before anything is confirmed. */
import { addFen } from "../money/fen.ts";
import { elderYuanText } from "../money/yuan-text.ts";
import type { PriceSplit } from "./price-split.ts";

export type VisitCost = {
  /** The whole of it. */
  readonly price: string;
  /** What public money pays. */
  readonly paid: string;
  /** What is left to the elder; null where nothing is. */
  readonly own: string | null;
};

export function visitCost({ priceFen, subsidyFen, otherFundFen, ownFen }: PriceSplit): VisitCost {
  return {
    price: elderYuanText(priceFen),
    paid: elderYuanText(addFen(subsidyFen, otherFundFen)),
    own: ownFen === 0n ? null : elderYuanText(ownFen),
  };
}
