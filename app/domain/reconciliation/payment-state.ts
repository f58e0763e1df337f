/**
 * Where the money of one ordered payment is. The order is the sum of three parts that never overlap: confirmed by the bank, returned by
 * the bank, still in transit. What the bank paid beyond the order is a fourth amount and waits in suspense. Only what was returned may be
 * ordered again, so no fen is ordered twice.
 */
import type { Fen } from "../money/fen.ts";
import { leastFen, subtractFen, sumFen, ZERO_FEN } from "../money/fen.ts";
import type { PaymentWord } from "./match-bank-lines.ts";

/** One line of the bank about one order. */
export type PaymentAnswer = {
  /** What left the bank. */
  readonly amountFen: Fen;
  /** What the bank says it will not pay. */
  readonly returnedFen: Fen;
  /** Part of the amount that nobody ordered. */
  readonly suspenseFen: Fen;
};

export type PaymentState = {
  readonly orderedFen: Fen;
  readonly confirmedFen: Fen;
  readonly returnedFen: Fen;
  readonly suspenseFen: Fen;
  /** In transit: ordered, neither confirmed nor returned. */
  readonly openFen: Fen;
  readonly word: PaymentWord;
};

/** The state of an order after all the bank said of it. The order of the answers does not matter. */
export function paymentState(orderedFen: Fen, answers: readonly PaymentAnswer[]): PaymentState {
  const suspenseFen = sumFen(answers.map((one) => one.suspenseFen));
  const confirmedFen = subtractFen(sumFen(answers.map((one) => one.amountFen)), suspenseFen);
  const returnedFen = sumFen(answers.map((one) => one.returnedFen));
  const openFen = subtractFen(orderedFen, sumFen([confirmedFen, returnedFen]));
  return {
    orderedFen,
    confirmedFen,
    returnedFen,
    suspenseFen,
    openFen,
    word: wordOf(orderedFen, confirmedFen, suspenseFen),
  };
}

function wordOf(orderedFen: Fen, confirmedFen: Fen, suspenseFen: Fen): PaymentWord {
  if (suspenseFen > 0n) return "error";
  if (confirmedFen === 0n) return "not_paid";
  return confirmedFen === orderedFen ? "paid" : "partial";
}

/**
 * What a new line of the bank does to an order of which `openFen` is in transit: it confirms at most that, the rest of the amount goes to
 * suspense, and with a reason of return what is then still open comes back.
 */
export function answerTo(openFen: Fen, line: { readonly paidFen: Fen; readonly isReturn: boolean }): PaymentAnswer {
  const confirmedFen = leastFen(line.paidFen, openFen);
  return {
    amountFen: line.paidFen,
    suspenseFen: subtractFen(line.paidFen, confirmedFen),
    returnedFen: line.isReturn ? subtractFen(openFen, confirmedFen) : ZERO_FEN,
  };
}

const FOLLOW_UP = /-F\d+$/;

/** The number of the first batch that a batch goes back to: "BF2026-11-1" of "BF2026-11-1-F2". */
export function firstBatchNo(batchNo: string): string {
  return batchNo.replace(FOLLOW_UP, "");
}

/** The number of the next follow-up of a first batch, given the numbers that exist. */
export function nextFollowUpNo(batchNo: string, known: readonly string[]): string {
  const first = firstBatchNo(batchNo);
  const used = known
    .filter((one) => firstBatchNo(one) === first && one !== first)
    .map((one) => Number(one.split("-F").at(-1)));
  return `${first}-F${Math.max(0, ...used) + 1}`;
}
