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
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export type Difference = {
  readonly kind: DifferenceKind;
  /** Order number, refund number or number of the flow. */
  readonly subject: string;
  readonly hereFen: Fen;
  readonly thereFen: Fen;
};

/** Money that we hold as moved that day. */
export type HeldMovement = {
  readonly kind: "payment" | "refund";
  /** Order number, or refund number. */
  readonly number: string;
  readonly amountFen: Fen;
};

export type DayFacts = {
  readonly merchantId: string;
  /** Paid or refunded that day by our orders. */
  readonly held: readonly HeldMovement[];
  /** Numbers that are ours at all, with what they are for: a line of another day is no stranger. */
  readonly ours: ReadonlyMap<string, Fen>;
  readonly trades: readonly TradeBillLine[];
  readonly funds: readonly FundBillLine[];
};

export type DayOutcome = {
  readonly agreed: readonly TradeBillLine[];
  readonly differences: readonly Difference[];
};

const numberOf = (line: TradeBillLine) => (line.kind === "payment" ? line.orderNo : (line.refundNo ?? ""));
const keyOf = (kind: string, number: string) => `${kind}|${number}`;

function judgeLine(line: TradeBillLine, facts: DayFacts, held: ReadonlyMap<string, HeldMovement>): Difference | null {
  const subject = numberOf(line);
  const ours = facts.ours.get(subject);
  const difference = (kind: DifferenceKind, hereFen: Fen): Difference => ({
    kind,
    subject,
    hereFen,
    thereFen: line.amountFen,
  });
  if (line.merchantId !== facts.merchantId) return difference("merchant-differs", ours ?? ZERO_FEN);
  if (line.currency !== "CNY") return difference("currency-differs", ours ?? ZERO_FEN);
  if (ours === undefined) return difference("unknown-number", ZERO_FEN);
  if (ours !== line.amountFen) return difference("amount-differs", ours);
  return held.has(keyOf(line.kind, subject)) ? null : difference("missing-here", ZERO_FEN);
}

function fundDifferences(facts: DayFacts): Difference[] {
  const explained = sumFen(
    facts.trades.map((line) =>
      line.kind === "payment"
        ? subtractFen(line.amountFen, line.feeFen)
        : (-subtractFen(line.amountFen, -line.feeFen as Fen) as Fen),
    ),
  );
  const trading = facts.funds.filter(({ kind }) => kind === "payment" || kind === "refund" || kind === "fee");
  const movedFen = sumFen(trading.map(({ changeFen }) => changeFen));
  const others = facts.funds
    .filter(({ kind }) => kind === "withdrawal" || kind === "other")
    .map(({ flowNo, changeFen }): Difference => ({
      kind: "other-movement",
      subject: flowNo,
      hereFen: ZERO_FEN,
      thereFen: changeFen,
    }));
  return movedFen === explained
    ? others
    : [{ kind: "fund-differs", subject: "fund-bill", hereFen: explained, thereFen: movedFen }, ...others];
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
        hereFen: facts.ours.get(numberOf(line)) ?? ZERO_FEN,
        thereFen: line.amountFen,
      });
      continue;
    }
    seen.add(key);
    const difference = judgeLine(line, facts, held);
    if (difference === null) agreed.push(line);
    else differences.push(difference);
  }
  for (const [key, one] of held)
    if (!seen.has(key))
      differences.push({ kind: "missing-in-bill", subject: one.number, hereFen: one.amountFen, thereFen: ZERO_FEN });
  return { agreed, differences: [...differences, ...fundDifferences(facts)] };
}
