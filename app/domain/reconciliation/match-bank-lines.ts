/**
 * Bank lines against ordered payments (visit rules 12): matched by batch number and provider, compared by amount. A
 * short payment is visible, an overpayment is an error that goes to suspense, and nothing is matched by guess.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, subtractFen, sumFen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";

export type OrderedPayment = { readonly batchNo: string; readonly providerCode: string; readonly orderedFen: Fen };

export type BankLine = {
  /** The bank's own number; the same line twice is one line. */
  readonly bankReference: string;
  readonly batchNo: string;
  readonly providerCode: string | null;
  readonly amountFen: Fen;
  readonly bookedOn: PlainDate;
};

/** not_paid 0; partial below; paid equal within the tolerance; error above. */
export type PaymentWord = "not_paid" | "partial" | "paid" | "error";

export type MatchedPayment = OrderedPayment & {
  readonly paidFen: Fen;
  /** Ordered minus paid; negative when too much was paid. */
  readonly openFen: Fen;
  readonly word: PaymentWord;
  readonly bankReferences: readonly string[];
};

export type BankLineProblem = {
  readonly line: BankLine;
  /** unknown: no such order; erroneous: not positive; future: booked after today. */
  readonly problem: "unknown" | "erroneous" | "future";
};

export type BankMatch = { readonly payments: readonly MatchedPayment[]; readonly problems: readonly BankLineProblem[] };

const keyOf = (one: { readonly batchNo: string; readonly providerCode: string | null }) =>
  `${one.batchNo}|${one.providerCode ?? ""}`;
const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function problemOf(line: BankLine, known: ReadonlySet<string>, asOf: PlainDate): BankLineProblem["problem"] | null {
  if (line.amountFen <= 0n) return "erroneous";
  if (line.bookedOn > asOf) return "future";
  return known.has(keyOf(line)) ? null : "unknown";
}

function wordOf(orderedFen: Fen, paidFen: Fen, toleranceFen: Fen): PaymentWord {
  if (paidFen === 0n) return "not_paid";
  const difference = orderedFen - paidFen;
  if (difference > toleranceFen) return "partial";
  return -difference > toleranceFen ? "error" : "paid";
}

/**
 * Matches all lines of a batch; the answer does not depend on their order, and repeats of one bank reference count
 * once.
 */
export function matchBankLines(
  orders: readonly OrderedPayment[],
  bankLines: readonly BankLine[],
  terms: { readonly toleranceFen: Fen; readonly asOf: PlainDate },
): BankMatch {
  const once = [...new Map(bankLines.map((line) => [line.bankReference, line])).values()].sort((left, right) =>
    compareTexts(left.bankReference, right.bankReference),
  );
  const known = new Set(orders.map(keyOf));
  const judged = once.map((line) => ({ line, problem: problemOf(line, known, terms.asOf) }));
  const good = judged.filter((one) => one.problem === null).map((one) => one.line);
  return {
    payments: [...orders]
      .sort((left, right) => compareTexts(keyOf(left), keyOf(right)))
      .map((order) => matchPayment(order, good, terms.toleranceFen)),
    problems: judged.flatMap(({ line, problem }) => (problem === null ? [] : [{ line, problem }])),
  };
}

function matchPayment(order: OrderedPayment, good: readonly BankLine[], toleranceFen: Fen): MatchedPayment {
  const lines = good.filter((line) => keyOf(line) === keyOf(order));
  const paidFen = lines.length === 0 ? ZERO_FEN : sumFen(lines.map((line) => line.amountFen));
  return {
    ...order,
    paidFen,
    openFen: subtractFen(order.orderedFen, paidFen),
    word: wordOf(order.orderedFen, paidFen, toleranceFen),
    bankReferences: lines.map((line) => line.bankReference),
  };
}

/**
 * A provider's payments of several funds as one: it counts as paid when each is, and the worst word of any of them speaks for all.
 * Refuses (RangeError) no payments.
 */
export function sumPayments(payments: readonly MatchedPayment[]): MatchedPayment {
  const [first, ...others] = payments;
  if (first === undefined) throw new RangeError("no payments");
  if (others.length === 0) return first;
  const [orderedFen, paidFen] = [
    sumFen(payments.map((one) => one.orderedFen)),
    sumFen(payments.map((one) => one.paidFen)),
  ];
  const words = payments.map((one) => one.word);
  const word = words.every((one) => one === "paid")
    ? "paid"
    : words.includes("error")
      ? "error"
      : words.every((one) => one === "not_paid")
        ? "not_paid"
        : "partial";
  const bankReferences = payments.flatMap((one) => one.bankReferences);
  return { ...first, orderedFen, paidFen, openFen: subtractFen(orderedFen, paidFen), word, bankReferences };
}

/** How much of a payment is confirmed as ordered, and how much is too much and belongs to suspense. */
export function splitPayment(payment: Pick<MatchedPayment, "orderedFen" | "paidFen">): {
  readonly confirmedFen: Fen;
  readonly suspenseFen: Fen;
} {
  const over = payment.paidFen - payment.orderedFen;
  return over > 0n
    ? { confirmedFen: payment.orderedFen, suspenseFen: over as Fen }
    : { confirmedFen: payment.paidFen, suspenseFen: ZERO_FEN };
}
