import { describe, expect, it } from "vitest";
import { retrofitJournal, serviceJournal } from "#app/domain/family-beds/bed-journals.ts";
import { accountText } from "#app/domain/ledger/chart-of-accounts.ts";
import type { Journal } from "#app/domain/ledger/journal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const month = plainMonth("2026-12");
const money = { bedNo: "JC-000001", fund: "family_bed", streetId: 3, amountFen: fen(26_000n), month };
const postings = (journal: Journal) =>
  journal.postings.map(({ debit, credit, amountFen }) => [accountText(debit), accountText(credit), amountFen]);

describe("journals of beds", () => {
  it("owe the works bodies of the street the retrofit, once a bed", () => {
    const journal = retrofitJournal(money);
    expect(journal.idempotencyKey).toBe("retrofit_subsidy:JC-000001");
    expect(postings(journal)).toEqual([["subsidy.expense|family_bed|3|", "works.payable|family_bed|3|", 26_000n]]);
  });

  it("owe the provider the month, and name the month where it is posted later", () => {
    const service = { ...money, providerCode: "P", serviceMonth: plainMonth("2026-11") };
    const journal = serviceJournal(service);
    expect(postings(journal)).toEqual([["subsidy.expense|family_bed|3|P", "provider.payable|family_bed||P", 26_000n]]);
    expect([journal.refersToMonth, journal.sourceId]).toEqual(["2026-11", "JC-000001:2026-11"]);
    expect(serviceJournal({ ...service, serviceMonth: month }).refersToMonth).toBeNull();
  });
});
