/**
 * A posting (分录) names both of its accounts and one positive amount, so no posting can be unbalanced. It knows its
 * own validity and its own reverse.
 */
import type { Fen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { AccountKey } from "./chart-of-accounts.ts";
import { accountText, isSameAccount, setOf } from "./chart-of-accounts.ts";

export type Posting = {
  readonly debit: AccountKey;
  readonly credit: AccountKey;
  readonly amountFen: Fen;
  /** Business key of the visit, where there is one. */
  readonly visitNo: string | null;
  readonly ruleVersion: string | null;
  readonly priceVersion: string | null;
};

export type PostingCause = {
  readonly visitNo?: string | null;
  readonly ruleVersion?: string | null;
  readonly priceVersion?: string | null;
};

/**
 * Makes a posting.
 * Refuses "posting-amount-not-positive", "posting-same-account", "posting-joins-two-sets" and
 * "posting-joins-two-funds".
 */
export function makePosting(debit: AccountKey, credit: AccountKey, amountFen: Fen, cause: PostingCause = {}): Posting {
  const posting: Posting = {
    debit,
    credit,
    amountFen,
    visitNo: cause.visitNo ?? null,
    ruleVersion: cause.ruleVersion ?? null,
    priceVersion: cause.priceVersion ?? null,
  };
  requireValid(posting);
  return posting;
}

/** Checks a posting read from elsewhere; the same refusals as `makePosting`. */
export function requireValid({ debit, credit, amountFen }: Posting): void {
  if (amountFen <= 0n) throw new Refusal("posting-amount-not-positive", { amount: amountFen.toString() });
  if (isSameAccount(debit, credit)) throw new Refusal("posting-same-account", { account: debit.code });
  if (setOf(debit) !== setOf(credit))
    throw new Refusal("posting-joins-two-sets", { debit: debit.code, credit: credit.code });
  if (debit.fund !== credit.fund)
    throw new Refusal("posting-joins-two-funds", { debit: debit.fund, credit: credit.fund });
}

/** The posting that undoes this one: the accounts change places. */
export function swapPosting(posting: Posting): Posting {
  return { ...posting, debit: posting.credit, credit: posting.debit };
}

/** One line of text with every field, for digests. */
export function postingText(posting: Posting): string {
  return [
    accountText(posting.debit),
    accountText(posting.credit),
    posting.amountFen.toString(),
    posting.visitNo ?? "",
    posting.ruleVersion ?? "",
    posting.priceVersion ?? "",
  ].join("\t");
}
