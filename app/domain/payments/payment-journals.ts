/**
 * The books of what people pay themselves: what came in waits as prepaid until the visit counts, what WeChat holds waits in clearing until its
 * bill says that it arrived. At the end of each bill day the clearing account is zero, or what is left is listed.
 */
import { accountKey, type AccountCode } from "../ledger/chart-of-accounts.ts";
import { makeJournal, type Journal } from "../ledger/journal.ts";
import { makePosting, type Posting } from "../ledger/posting.ts";
import type { Fen } from "../money/fen.ts";
import { subtractFen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { TradeBillLine } from "./bill-line.ts";
import type { DifferenceKind, ReleaseAccount } from "./day-reconciliation.ts";

/** The fund of all accounts that hold people's own money. */
export const OWN_FUND = "self_paid";

const account = (code: AccountCode, providerCode: string | null = null) => accountKey(code, OWN_FUND, { providerCode });

export type OrderBooked = { readonly orderNo: string; readonly visitNo: string | null; readonly amountFen: Fen };

/** Somebody paid (自费收款). */
export function paidJournal(order: OrderBooked, month: PlainMonth): Journal {
  return makeJournal({
    idempotencyKey: `payment_order:${order.orderNo}:paid`,
    kind: "self_payment",
    month,
    sourceType: "payment_order",
    sourceId: order.orderNo,
    postings: [
      makePosting(account("wechat.clearing"), account("elder.prepaid"), order.amountFen, { visitNo: order.visitNo }),
    ],
  });
}

/** Money went back to who paid it. */
export function refundedJournal(
  refund: { readonly refundNo: string; readonly visitNo: string | null; readonly amountFen: Fen },
  month: PlainMonth,
): Journal {
  return makeJournal({
    idempotencyKey: `payment_refund:${refund.refundNo}:refunded`,
    kind: "self_refund",
    month,
    sourceType: "payment_refund",
    sourceId: refund.refundNo,
    postings: [
      makePosting(account("elder.prepaid"), account("wechat.clearing"), refund.amountFen, { visitNo: refund.visitNo }),
    ],
  });
}

/** Money went back to who paid it by a bank transfer, because the channel would not: what the channel holds stays in clearing. */
export function returnedByHandJournal(
  refund: { readonly refundNo: string; readonly visitNo: string | null; readonly amountFen: Fen },
  month: PlainMonth,
): Journal {
  return makeJournal({
    idempotencyKey: `payment_refund:${refund.refundNo}:by-hand`,
    kind: "self_refund",
    month,
    sourceType: "payment_refund",
    sourceId: refund.refundNo,
    postings: [
      makePosting(account("elder.prepaid"), account("treasury.bank"), refund.amountFen, { visitNo: refund.visitNo }),
    ],
  });
}

/** The visit counts: what was prepaid is owed to the provider. */
export function earnedJournal(order: OrderBooked, providerCode: string, month: PlainMonth): Journal {
  return makeJournal({
    idempotencyKey: `payment_order:${order.orderNo}:earned`,
    kind: "self_earned",
    month,
    sourceType: "payment_order",
    sourceId: order.orderNo,
    postings: [
      makePosting(account("elder.prepaid"), account("provider.payable", providerCode), order.amountFen, {
        visitNo: order.visitNo,
      }),
    ],
  });
}

/** The audit refused a visit that had been earned: the provider owes what goes back, and the person is made whole from it. */
export function chargedJournal(
  refund: { readonly refundNo: string; readonly visitNo: string | null; readonly amountFen: Fen },
  providerCode: string,
  month: PlainMonth,
): Journal {
  return makeJournal({
    idempotencyKey: `payment_refund:${refund.refundNo}:charged`,
    kind: "self_charged",
    month,
    sourceType: "payment_refund",
    sourceId: refund.refundNo,
    postings: [
      makePosting(account("provider.clawback", providerCode), account("elder.prepaid"), refund.amountFen, {
        visitNo: refund.visitNo,
      }),
    ],
  });
}

/** The postings of one bill line: the rest arrives at the bank, the fee is an expense; a refund takes both back. */
function settledPostings({ kind, amountFen, feeFen }: TradeBillLine): Posting[] {
  const [clearing, bank, fee] = [account("wechat.clearing"), account("treasury.bank"), account("fee.expense")];
  const whole = kind === "payment" ? feeFen : (-feeFen as Fen);
  const rest = subtractFen(amountFen, whole);
  const forward = kind === "payment";
  return [
    ...(rest > 0n ? [forward ? makePosting(bank, clearing, rest) : makePosting(clearing, bank, rest)] : []),
    ...(whole > 0n ? [forward ? makePosting(fee, clearing, whole) : makePosting(clearing, fee, whole)] : []),
  ];
}

const settledSource = (line: TradeBillLine) =>
  line.kind === "payment" ? line.orderNo : (line.refundNo ?? line.orderNo);

/** Key of the journal of the bill line of an order or a refund. */
export function settledKey(kind: TradeBillLine["kind"], number: string): string {
  return `bill_line:${kind}:${number}:settled`;
}

/** The bill of a day says that the money arrived, or left, less the fee. */
export function settledJournal(line: TradeBillLine, month: PlainMonth): Journal {
  return makeJournal({
    idempotencyKey: settledKey(line.kind, settledSource(line)),
    kind: "channel_settled",
    month,
    sourceType: line.kind === "payment" ? "bill_payment" : "bill_refund",
    sourceId: settledSource(line),
    postings: settledPostings(line),
  });
}

/** A line of a bill, or what two bills differ by, that nothing in the books matches. */
export type UnmatchedLine = {
  readonly on: PlainDate;
  readonly kind: DifferenceKind;
  readonly subject: string;
  /** By how much it moved the account; negative when it left. Never zero. */
  readonly suspenseFen: Fen;
};

const lineSource = ({ on, kind, subject }: UnmatchedLine) => `${on}:${kind}:${subject}`;

/** From one account to the other by a signed amount. */
function moved(to: AccountCode, from: AccountCode, amountFen: Fen): Posting {
  return amountFen > 0n
    ? makePosting(account(to), account(from), amountFen)
    : makePosting(account(from), account(to), -amountFen as Fen);
}

/** The account moved, and nobody knows yet for what (挂账): the bank stands as the bill says, and suspense holds the other side. */
export function suspendedJournal(line: UnmatchedLine, month: PlainMonth): Journal {
  return makeJournal({
    idempotencyKey: `bill_line:${lineSource(line)}:suspended`,
    kind: "unmatched_bill_line",
    month,
    sourceType: "bill_line",
    sourceId: lineSource(line),
    postings: [moved("treasury.bank", "suspense", line.suspenseFen)],
  });
}

/** Somebody knows, or the line agrees now: it leaves suspense for where it belongs. */
export function releasedJournal(line: UnmatchedLine, to: ReleaseAccount, month: PlainMonth): Journal {
  return makeJournal({
    idempotencyKey: `bill_line:${lineSource(line)}:released`,
    kind: "bill_line_released",
    month,
    sourceType: "bill_line",
    sourceId: lineSource(line),
    postings: [moved("suspense", to, line.suspenseFen)],
  });
}
