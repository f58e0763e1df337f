/**
 * The daily comparison (每日对账) of three views: our orders and refunds, the trade bill, the fund bill. Every difference has a name, and only
 * what agrees is posted as arrived.
 */
import type { Fen } from "../money/fen.ts";
import { subtractFen, sumFen, ZERO_FEN } from "../money/fen.ts";
import type { FundBillLine, TradeBillLine } from "./bill-line.ts";

export const DIFFERENCE_KINDS = [
  /** We hold it as paid, the bill does not have it. */
  "missing-in-bill",
  /** The bill has it, we do not hold it as paid. */
  "missing-here",
  /** The bill names an order or a refund that is not ours. */
  "unknown-number",
  "amount-differs",
  "twice-in-bill",
  "merchant-differs",
  "currency-differs",
  /** The fund bill moved the account by another amount than the trade bill explains. */
  "fund-differs",
  /** The account moved for something else, such as a withdrawal. */
  "other-movement",
  /** A person had sent a refund back by the bank, and then the channel sent it as well. No comparison finds it, and none ends it. */
  "returned-twice",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const RETURNED_TWICE: DifferenceKind = "returned-twice";

export type Difference = {
  readonly kind: DifferenceKind;
  /** Order number, refund number or number of the flow. */
  readonly subject: string;
  readonly hereFen: Fen;
  readonly thereFen: Fen;
  /** By how much the bill moved the account, with nothing in our books that matches it: it waits in suspense. Negative when it left. */
  readonly suspenseFen: Fen;
};

/** Money that we hold as moved that day: paid, or taken on by the channel to be sent back. */
export type HeldMovement = {
  readonly kind: "payment" | "refund";
  /** Order number, or refund number. */
  readonly number: string;
  readonly amountFen: Fen;
};

export type KnownMovement = {
  readonly amountFen: Fen;
  /** Whether we know that it was paid, or that the channel took it on. */
  readonly isMoved: boolean;
};

export type DayFacts = {
  readonly merchantId: string;
  /** What the day's bill must have. */
  readonly held: readonly HeldMovement[];
  /** Orders and refunds that are ours at all: a line agrees with what we hold, on whichever day we hold it. */
  readonly ours: ReadonlyMap<string, KnownMovement>;
  readonly trades: readonly TradeBillLine[];
  readonly funds: readonly FundBillLine[];
};

export type DayOutcome = {
  readonly agreed: readonly TradeBillLine[];
  readonly differences: readonly Difference[];
};

const numberOf = (line: TradeBillLine) => (line.kind === "payment" ? line.orderNo : (line.refundNo ?? ""));
const keyOf = (kind: string, number: string) => `${kind}|${number}`;

/** By how much a line moves the account: what was paid less the fee, or what was sent back less the fee that came back with it. */
function changeOf(line: TradeBillLine): Fen {
  return line.kind === "payment"
    ? subtractFen(line.amountFen, line.feeFen)
    : (-subtractFen(line.amountFen, -line.feeFen as Fen) as Fen);
}

function judgeLine(line: TradeBillLine, facts: DayFacts): Difference | null {
  const subject = numberOf(line);
  const known = facts.ours.get(subject);
  const difference = (kind: DifferenceKind, hereFen: Fen): Difference => ({
    kind,
    subject,
    hereFen,
    thereFen: line.amountFen,
    suspenseFen: changeOf(line),
  });
  if (line.merchantId !== facts.merchantId) return difference("merchant-differs", known?.amountFen ?? ZERO_FEN);
  if (line.currency !== "CNY") return difference("currency-differs", known?.amountFen ?? ZERO_FEN);
  if (known === undefined) return difference("unknown-number", ZERO_FEN);
  if (known.amountFen !== line.amountFen) return difference("amount-differs", known.amountFen);
  return known.isMoved ? null : difference("missing-here", ZERO_FEN);
}

function fundDifferences(facts: DayFacts): Difference[] {
  const explained = sumFen(facts.trades.map(changeOf));
  const trading = facts.funds.filter(({ kind }) => kind === "payment" || kind === "refund" || kind === "fee");
  const movedFen = sumFen(trading.map(({ changeFen }) => changeFen));
  const others = facts.funds
    .filter(({ kind }) => kind === "withdrawal" || kind === "other")
    .map(({ flowNo, changeFen }): Difference => ({
      kind: "other-movement",
      subject: flowNo,
      hereFen: ZERO_FEN,
      thereFen: changeFen,
      suspenseFen: changeFen,
    }));
  if (movedFen === explained) return others;
  // Without a fund bill nothing says that the account stands otherwise than the trade bill explains.
  const suspenseFen = facts.funds.length === 0 ? ZERO_FEN : subtractFen(movedFen, explained);
  return [
    { kind: "fund-differs", subject: "fund-bill", hereFen: explained, thereFen: movedFen, suspenseFen },
    ...others,
  ];
}

/** Compares a day. Pure; the same facts give the same differences in the same order. */
export function reconcileDay(facts: DayFacts): DayOutcome {
  const held = new Map(facts.held.map((one) => [keyOf(one.kind, one.number), one]));
  const seen = new Set<string>();
  const agreed: TradeBillLine[] = [];
  const differences: Difference[] = [];
  for (const line of facts.trades) {
    const key = keyOf(line.kind, numberOf(line));
    if (seen.has(key)) {
      differences.push({
        kind: "twice-in-bill",
        subject: numberOf(line),
        hereFen: facts.ours.get(numberOf(line))?.amountFen ?? ZERO_FEN,
        thereFen: line.amountFen,
        suspenseFen: changeOf(line),
      });
      continue;
    }
    seen.add(key);
    const difference = judgeLine(line, facts);
    if (difference === null) agreed.push(line);
    else differences.push(difference);
  }
  for (const [key, one] of held)
    if (!seen.has(key))
      differences.push({
        kind: "missing-in-bill",
        subject: one.number,
        hereFen: one.amountFen,
        thereFen: ZERO_FEN,
        suspenseFen: ZERO_FEN,
      });
  return { agreed, differences: merged([...differences, ...fundDifferences(facts)]) };
}

/** One difference a name and number: a line that the bill has three times is twice too many, and both wait in suspense. */
function merged(differences: readonly Difference[]): Difference[] {
  const found = new Map<string, Difference>();
  for (const one of differences) {
    const key = keyOf(one.kind, one.subject);
    const before = found.get(key);
    found.set(key, before ? { ...before, suspenseFen: sumFen([before.suspenseFen, one.suspenseFen]) } : one);
  }
  return [...found.values()];
}

/** Where money that waited in suspense belongs, once somebody knows. */
export const RELEASE_ACCOUNTS = ["wechat.clearing", "treasury.bank", "fee.expense"] as const;
export type ReleaseAccount = (typeof RELEASE_ACCOUNTS)[number];
