/** The budgets of the oracle, and how an amount is split over the funds. */
import { DISTRICT_CAP_FEN, FUNDS, type FundCode, type ModelVisit } from "./ledger-commands.ts";
import { Refused } from "./oracle-refusal.ts";

type Budget = { readonly cap: bigint; readonly committed: bigint; readonly spent: bigint; readonly excess: bigint };

const above = (used: bigint, cap: bigint) => (used > cap ? used - cap : 0n);

export class OracleBudgets {
  private readonly budgets = new Map<FundCode, Budget>();
  private readonly documents = new Set<string>();

  /** @param start what is held and spent by then, where this is the fund's first document */
  give(fund: FundCode, fen: bigint, document: string, start: { committed: bigint; spent: bigint }): string {
    if (this.documents.has(document)) throw new Refused("already-exists");
    const known = this.budgets.get(fund) ?? { cap: 0n, ...start };
    const cap = known.cap + fen;
    if (cap < 0n) throw new Refused("breaks-a-rule");
    if (cap < known.spent) throw new Refused("budget-below-spent");
    this.documents.add(document);
    this.budgets.set(fund, { ...known, cap, excess: above(known.committed + known.spent, cap) });
    return "ok";
  }

  /** A plan must fit. What has happened is let in, as an excess where it does not fit. */
  hold(fen: bigint, isPlan: boolean): void {
    const budget = this.budgets.get("district");
    if (!budget) return;
    if (isPlan && budget.committed + budget.spent + fen > budget.cap) throw new Refused("budget-short");
    const committed = budget.committed + fen;
    this.budgets.set("district", { ...budget, committed, excess: above(committed + budget.spent, budget.cap) });
  }

  spend(fund: FundCode, fen: bigint): void {
    const budget = this.budgets.get(fund);
    if (!budget) return;
    const spent = budget.spent + fen;
    this.budgets.set(fund, { ...budget, spent, excess: above(budget.committed + spent, budget.cap) });
  }

  /** Null where no budget was given. */
  private freeOf(fund: FundCode, released: bigint, claimed: bigint): bigint | null {
    const budget = this.budgets.get(fund);
    if (!budget) return null;
    const unspent = budget.cap - budget.spent;
    const rest = budget.committed - released;
    return (rest > unspent ? unspent : unspent - rest) - claimed;
  }

  /**
   * Each amount from the first fund up to its cap, the rest from the second; refused when the money does not reach.
   * @param released what the first fund gets back from these visits; @param claimed what it owes for late evidence
   */
  split(
    amounts: ReadonlyMap<ModelVisit, bigint>,
    { released, claimed }: { released: bigint; claimed: bigint },
  ): Map<ModelVisit, Map<FundCode, bigint>> {
    const free = new Map<FundCode, bigint | null>([
      ["district", this.freeOf("district", released, claimed)],
      ["lottery", this.freeOf("lottery", 0n, 0n)],
    ]);
    if ((free.get("district") ?? 0n) < 0n) throw new Refused("funds-short");
    const split = new Map<ModelVisit, Map<FundCode, bigint>>();
    for (const [visit, amount] of [...amounts].sort(([a], [b]) => (a.no < b.no ? -1 : 1))) {
      let left = amount;
      const parts = new Map<FundCode, bigint>();
      for (const fund of FUNDS) {
        const bounds = [left, fund === "district" ? DISTRICT_CAP_FEN : left, free.get(fund) ?? left];
        const fen = bounds.reduce((least, one) => (one < least ? one : least));
        if (fen <= 0n) continue;
        parts.set(fund, fen);
        left -= fen;
        const has = free.get(fund) ?? null;
        if (has !== null) free.set(fund, has - fen);
      }
      if (left > 0n) throw new Refused("funds-short");
      split.set(visit, parts);
    }
    return split;
  }

  stand(): string[] {
    return [...this.budgets]
      .map(([fund, one]) => `${fund} ${one.cap} ${one.committed} ${one.spent} ${one.excess}`)
      .sort();
  }
}
