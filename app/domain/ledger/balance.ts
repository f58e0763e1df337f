/**
 * Balances are sums of postings and nothing else (invariants I1, I2). Debit and credit are kept apart; the side says
 * which one is normal.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, subtractFen, sumFen } from "../money/fen.ts";
import type { AccountCode, AccountKey, AccountSet } from "./chart-of-accounts.ts";
import { ACCOUNTS, accountText, setOf } from "./chart-of-accounts.ts";
import type { Journal } from "./journal.ts";

export type AccountBalance = { readonly account: AccountKey; readonly debitFen: Fen; readonly creditFen: Fen };

/** A balance while it is added up. */
type Turnover = { readonly account: AccountKey; debitFen: Fen; creditFen: Fen };

/** Turnover of every account that was posted to, in order of the account's text. */
export function foldBalances(journals: Iterable<Pick<Journal, "postings">>): AccountBalance[] {
  const byAccount = new Map<string, Turnover>();
  const turnoverOf = (account: AccountKey): Turnover => {
    const text = accountText(account);
    const known = byAccount.get(text);
    if (known) return known;
    const fresh = { account, debitFen: ZERO_FEN, creditFen: ZERO_FEN };
    byAccount.set(text, fresh);
    return fresh;
  };
  for (const journal of journals) {
    for (const { debit, credit, amountFen } of journal.postings) {
      const [debited, credited] = [turnoverOf(debit), turnoverOf(credit)];
      debited.debitFen = addFen(debited.debitFen, amountFen);
      credited.creditFen = addFen(credited.creditFen, amountFen);
    }
  }
  return [...byAccount].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, balance]) => balance);
}

/** Net amount on the account's normal side; negative when it stands on the other one. `suspense` counts as debit. */
export function netFen({ account, debitFen, creditFen }: AccountBalance): Fen {
  return ACCOUNTS[account.code].side === "credit" ? subtractFen(creditFen, debitFen) : subtractFen(debitFen, creditFen);
}

export type BalanceFilter = {
  readonly code?: AccountCode;
  readonly fund?: string;
  readonly providerCode?: string;
  readonly streetId?: number;
  readonly set?: AccountSet;
};

/** Net of all accounts that fit the filter, each on its own normal side. */
export function totalFen(balances: readonly AccountBalance[], filter: BalanceFilter): Fen {
  return sumFen(balances.filter((balance) => fits(balance, filter)).map(netFen));
}

function fits({ account }: AccountBalance, filter: BalanceFilter): boolean {
  return (
    (filter.code === undefined || account.code === filter.code) &&
    (filter.fund === undefined || account.fund === filter.fund) &&
    (filter.providerCode === undefined || account.providerCode === filter.providerCode) &&
    (filter.streetId === undefined || account.streetId === filter.streetId) &&
    (filter.set === undefined || setOf(account) === filter.set)
  );
}

/** Debits minus credits of each fund and set; every amount must be zero (I1). */
export function ledgerSums(balances: readonly AccountBalance[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>();
  for (const { account, debitFen, creditFen } of balances) {
    const key = `${account.fund}|${setOf(account)}`;
    sums.set(key, addFen(sums.get(key) ?? ZERO_FEN, subtractFen(debitFen, creditFen)));
  }
  return sums;
}

export type BalanceDrift = { readonly account: string; readonly storedFen: Fen; readonly postedFen: Fen };

/** Accounts whose stored debit minus credit differs from the sum of their postings (I2). */
export function balanceDrift(
  stored: readonly AccountBalance[],
  journals: Iterable<Pick<Journal, "postings">>,
): BalanceDrift[] {
  const signed = (balance: AccountBalance) => subtractFen(balance.debitFen, balance.creditFen);
  const posted = new Map(foldBalances(journals).map((balance) => [accountText(balance.account), signed(balance)]));
  const kept = new Map(stored.map((balance) => [accountText(balance.account), signed(balance)]));
  return [...new Set([...posted.keys(), ...kept.keys()])]
    .sort()
    .map((account) => ({
      account,
      storedFen: kept.get(account) ?? ZERO_FEN,
      postedFen: posted.get(account) ?? ZERO_FEN,
    }))
    .filter((one) => one.storedFen !== one.postedFen);
}
