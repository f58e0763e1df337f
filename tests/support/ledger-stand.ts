/** How a ledger stands, in words: the oracle's and the stored one are compared by it. */
/** What is compared after every command; every list sorted. */
export type LedgerStand = {
  readonly balances: readonly string[];
  readonly vouchers: number;
  readonly periods: readonly string[];
  readonly budgets: readonly string[];
  readonly entitlements: readonly string[];
  /** Each visit with its minutes and whether it counts: the verified set of I11. */
  readonly visits: readonly string[];
  readonly lines: readonly string[];
  readonly payments: readonly string[];
  readonly clawbacks: readonly string[];
  readonly adjustments: readonly string[];
};
