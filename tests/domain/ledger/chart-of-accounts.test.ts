import { describe, expect, it } from "vitest";
import { ACCOUNTS, accountKey, accountText, isAccountCode, setOf } from "#app/domain/ledger/chart-of-accounts.ts";

describe("chart of accounts", () => {
  it("has four budget accounts and eleven of money", () => {
    const sets = Object.values(ACCOUNTS).map((account) => account.set);
    expect(sets.filter((set) => set === "budget")).toHaveLength(4);
    expect(sets.filter((set) => set === "money")).toHaveLength(11);
  });

  it("names an account by code, fund, street and provider", () => {
    const key = accountKey("provider.payable", "f", { providerCode: "P" });
    expect(accountText(key)).toBe("provider.payable|f||P");
    expect(accountText(accountKey("subsidy.expense", "f", { streetId: 3, providerCode: "P" }))).toBe(
      "subsidy.expense|f|3|P",
    );
    expect(setOf(key)).toBe("money");
  });

  it("refuses an account that does not exist", () => {
    expect(() => accountKey("provider.bonus", "f")).toThrow("account-unknown");
    expect([isAccountCode("suspense"), isAccountCode("toString")]).toEqual([true, false]);
  });
});
