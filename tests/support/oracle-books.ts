/** The books of the oracle: journals by key, balances by account. Nothing is ever taken out. */
import type { FundCode, ModelVisit } from "./ledger-commands.ts";
import { Refused } from "./oracle-refusal.ts";
import type { Adjustment, OraclePosting, Parts } from "./oracle-stand.ts";

type OracleJournal = { readonly key: string; readonly kind: string; readonly postings: readonly OraclePosting[] };

export class OracleBooks {
  private readonly journals: OracleJournal[] = [];
  private readonly balances = new Map<string, { debit: bigint; credit: bigint }>();

  /** One voucher. A journal without postings is none. */
  book(key: string, kind: string, postings: readonly OraclePosting[]): void {
    if (postings.length === 0) return;
    this.journals.push({ key, kind, postings });
    for (const [debit, credit, fen] of postings) {
      const from = this.balances.get(debit) ?? { debit: 0n, credit: 0n };
      this.balances.set(debit, { ...from, debit: from.debit + fen });
      const to = this.balances.get(credit) ?? { debit: 0n, credit: 0n };
      this.balances.set(credit, { ...to, credit: to.credit + fen });
    }
  }

  /** Books what is owed: one voucher a provider for the month, one for each late amount. Gives the sums by provider and fund. */
  owe(split: ReadonlyMap<ModelVisit, Parts>, late: readonly Adjustment[]): Map<string, bigint> {
    const owed = new Map<string, bigint>();
    const vouchers = new Map<string, OraclePosting[]>();
    const add = (voucher: string, { provider }: ModelVisit, fund: FundCode, fen: bigint) => {
      owed.set(`${provider}|${fund}`, (owed.get(`${provider}|${fund}`) ?? 0n) + fen);
      vouchers.set(voucher, [
        ...(vouchers.get(voucher) ?? []),
        [`budget.committed|${fund}`, `budget.available|${fund}`, fen],
        [`subsidy.expense|${fund}|${provider}`, `provider.payable|${fund}|${provider}`, fen],
        [`budget.spent|${fund}`, `budget.committed|${fund}`, fen],
      ]);
    };
    for (const [visit, parts] of split)
      for (const [fund, fen] of parts) add(`close:${visit.provider}`, visit, fund, fen);
    for (const one of late) add(`late:${one.visit.no}`, one.visit, "district", one.fen);
    for (const [voucher, postings] of vouchers) this.book(voucher, "settlement", postings);
    return owed;
  }

  /** Books under a caller's key: the same request again is a duplicate, another one under its key is refused, and so is a month that is not open. */
  post(key: string, kind: string, postings: readonly OraclePosting[], isOpen: boolean): string {
    const known = this.journals.find((journal) => journal.key === key);
    if (known) {
      if (String(known.postings) !== String(postings) || known.kind !== kind) throw new Refused("closed-for-changes");
      return "duplicate";
    }
    if (!isOpen) throw new Refused("closed-for-changes");
    this.book(key, kind, postings);
    return "ok";
  }

  /** The postings that undo a journal. */
  swapped(key: string): OraclePosting[] {
    const found = this.journals.find((journal) => journal.key === key);
    if (!found) throw new Refused("journal-not-posted");
    return found.postings.map(([debit, credit, fen]) => [credit, debit, fen]);
  }

  stand(): { readonly balances: string[]; readonly vouchers: number } {
    const balances = [...this.balances].map(([account, { debit, credit }]) => `${account} ${debit} ${credit}`).sort();
    return { balances, vouchers: this.journals.length };
  }
}
