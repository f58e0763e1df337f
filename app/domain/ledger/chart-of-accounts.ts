/**
 * Chart of accounts (会计科目). Each account belongs to a fund and may carry a street and a provider. The budget set and
 * the money set balance separately, so a posting never joins them. `suspense` must be zero at close or be listed line
 * by line.
 */
import { Refusal } from "../refusal.ts";

export type AccountSide = "debit" | "credit" | "either";
export type AccountSet = "budget" | "money";

export const ACCOUNTS = {
  "budget.appropriated": { side: "credit", set: "budget" },
  "budget.available": { side: "debit", set: "budget" },
  "budget.committed": { side: "debit", set: "budget" },
  "budget.spent": { side: "debit", set: "budget" },
  "subsidy.expense": { side: "debit", set: "money" },
  "provider.payable": { side: "credit", set: "money" },
  "works.payable": { side: "credit", set: "money" },
  "provider.withheld": { side: "credit", set: "money" },
  "provider.clawback": { side: "debit", set: "money" },
  "payment.in_transit": { side: "credit", set: "money" },
  "treasury.bank": { side: "debit", set: "money" },
  "elder.prepaid": { side: "credit", set: "money" },
  "wechat.clearing": { side: "debit", set: "money" },
  "fee.expense": { side: "debit", set: "money" },
  suspense: { side: "either", set: "money" },
} as const satisfies Readonly<Record<string, { side: AccountSide; set: AccountSet }>>;

export type AccountCode = keyof typeof ACCOUNTS;

/** One account by its business keys; the database gives it a number. */
export type AccountKey = {
  readonly code: AccountCode;
  readonly fund: string;
  readonly streetId: number | null;
  /** Unified social credit code. */
  readonly providerCode: string | null;
};

/** Whether the text is an account of the chart. */
export function isAccountCode(text: string): text is AccountCode {
  return Object.hasOwn(ACCOUNTS, text);
}

/** Names an account of a fund. Refuses "account-unknown". */
export function accountKey(
  code: string,
  fund: string,
  owner: { readonly streetId?: number | null; readonly providerCode?: string | null } = {},
): AccountKey {
  if (!isAccountCode(code)) throw new Refusal("account-unknown", { code });
  return { code, fund, streetId: owner.streetId ?? null, providerCode: owner.providerCode ?? null };
}

/** Texts of keys that were asked before: the postings of a month name few accounts, a million times. */
const TEXTS = new WeakMap<AccountKey, string>();

/** "provider.payable|district_purchase|3|9132…"; equal keys give equal texts. A key must not change between two questions. */
export function accountText(key: AccountKey): string {
  const known = TEXTS.get(key);
  if (known !== undefined) return known;
  const text = [key.code, key.fund, key.streetId ?? "", key.providerCode ?? ""].join("|");
  TEXTS.set(key, text);
  return text;
}

/** Do both keys name one account? */
export function isSameAccount(left: AccountKey, right: AccountKey): boolean {
  return (
    left.code === right.code &&
    left.fund === right.fund &&
    left.streetId === right.streetId &&
    left.providerCode === right.providerCode
  );
}

/** Budget accounts and money accounts are two sets of books. */
export function setOf(key: AccountKey): AccountSet {
  return ACCOUNTS[key.code].set;
}
