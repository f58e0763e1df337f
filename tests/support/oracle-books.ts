/** The books of the oracle: journals by key, balances by account. Nothing is ever taken out. */
import { Refused } from "./oracle-refusal.ts";

export type OraclePosting = readonly [debit: string, credit: string, fen: bigint];
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
