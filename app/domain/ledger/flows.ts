/**
 * What is posted when (accounting flows of the subsidy). Each function gives the postings of one event; the caller
 * wraps them in a journal with the key of the source. Amounts are whole fen.
 */
import type { Fen } from "../money/fen.ts";
import { subtractFen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { AccountCode, AccountKey } from "./chart-of-accounts.ts";
import { accountKey } from "./chart-of-accounts.ts";
import type { Posting, PostingCause } from "./posting.ts";
import { makePosting } from "./posting.ts";

/** Whose money: the fund, and for amounts of a provider its credit code and the street of the visit. */
export type FlowOwner = {
  readonly fund: string;
  readonly streetId: number | null;
  readonly providerCode: string | null;
};

const ofFund = (code: AccountCode, owner: Pick<FlowOwner, "fund">) => accountKey(code, owner.fund);
const ofOwner = (code: AccountCode, owner: FlowOwner): AccountKey => accountKey(code, owner.fund, owner);
/** What a provider is owed is one sum over all streets, because one bank line pays it. */
const ofProvider = (code: AccountCode, owner: FlowOwner): AccountKey =>
  accountKey(code, owner.fund, { providerCode: owner.providerCode });

/** The district receives its budget (下达). */
export function appropriation(fund: string, amountFen: Fen): Posting[] {
  return [makePosting(ofFund("budget.available", { fund }), ofFund("budget.appropriated", { fund }), amountFen)];
}

/** Money is held for a planned visit (预留): first step of a two-step transfer. */
export function reserved(fund: string, amountFen: Fen, cause: PostingCause = {}): Posting[] {
  return [makePosting(ofFund("budget.committed", { fund }), ofFund("budget.available", { fund }), amountFen, cause)];
}

/** The hold is given back: cancelled, missed, or the month has ended. */
export function released(fund: string, amountFen: Fen, cause: PostingCause = {}): Posting[] {
  return [makePosting(ofFund("budget.available", { fund }), ofFund("budget.committed", { fund }), amountFen, cause)];
}

/**
 * A settled visit (核定): the expense and what the provider is owed, the reserved money spent, and the rest of the
 * reservation released. Nothing approved only releases. Refuses "approved-above-reserved": an unplanned visit is
 * reserved first.
 */
export function visitApproved(
  owner: FlowOwner,
  amounts: { readonly approvedFen: Fen; readonly reservedFen: Fen },
  cause: PostingCause = {},
): Posting[] {
  const { approvedFen, reservedFen } = amounts;
  if (approvedFen > reservedFen)
    throw new Refusal("approved-above-reserved", {
      approved: approvedFen.toString(),
      reserved: reservedFen.toString(),
    });
  const restFen = subtractFen(reservedFen, approvedFen);
  return [
    ...(approvedFen > 0n
      ? [
          makePosting(ofOwner("subsidy.expense", owner), ofProvider("provider.payable", owner), approvedFen, cause),
          makePosting(ofFund("budget.spent", owner), ofFund("budget.committed", owner), approvedFen, cause),
        ]
      : []),
    ...(restFen > 0n ? released(owner.fund, restFen, cause) : []),
  ];
}

/** A part of what is owed is kept back until the yearly evaluation (考核留存). */
export function withheld(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofProvider("provider.payable", owner), ofProvider("provider.withheld", owner), amountFen)];
}

/** The payment file has left (送支付). */
export function batchSent(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofProvider("provider.payable", owner), ofProvider("payment.in_transit", owner), amountFen)];
}

/** The bank confirms what it paid. A returned payment is the reversal of `batchSent`. */
export function bankConfirmed(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofProvider("payment.in_transit", owner), ofFund("treasury.bank", owner), amountFen)];
}

/** The bank sends back a part of what had left: it is owed to the provider again. A whole order that comes back is the reversal of `batchSent`. */
export function paymentReturned(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofProvider("payment.in_transit", owner), ofProvider("provider.payable", owner), amountFen)];
}

/** Money left the bank, or came in, that nobody ordered: it waits in suspense until it is explained. */
export function unmatchedBankLine(fund: string, amountFen: Fen, direction: "paid_out" | "received"): Posting[] {
  const [bank, suspense] = [ofFund("treasury.bank", { fund }), ofFund("suspense", { fund })];
  return [direction === "paid_out" ? makePosting(suspense, bank, amountFen) : makePosting(bank, suspense, amountFen)];
}

/** Money found wrongly paid (追回): owed back by the provider. The journal names the month it refers to. */
export function clawbackFound(owner: FlowOwner, amountFen: Fen, cause: PostingCause = {}): Posting[] {
  return [makePosting(ofProvider("provider.clawback", owner), ofOwner("subsidy.expense", owner), amountFen, cause)];
}

/** A clawback is set off against what the provider is owed now. */
export function clawbackNetted(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofProvider("provider.payable", owner), ofProvider("provider.clawback", owner), amountFen)];
}

/** The retrofit of an accepted family bed (改造补贴): the expense, and what the works bodies of the street's beds are owed. */
export function retrofitApproved(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofOwner("subsidy.expense", owner), ofOwner("works.payable", owner), amountFen)];
}

/** A family bed's month of service (床位月度服务): the expense, and what its provider is owed. */
export function bedServiceApproved(owner: FlowOwner, amountFen: Fen): Posting[] {
  return [makePosting(ofOwner("subsidy.expense", owner), ofProvider("provider.payable", owner), amountFen)];
}
