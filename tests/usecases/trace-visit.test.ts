import { runMonthOf } from "#tests/support/small-district.ts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { showDifference } from "#app/usecases/reconciliation/show-difference.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { traceVisit } from "#app/usecases/reconciliation/trace-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month, smallDistrictRows } from "#tests/support/small-district.ts";

let database: Database;

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database, { now: instantAt(addDays(lastDateOf(month), 5), 9 * 60) });
  await runMonthOf(context, smallDistrictRows(40), { month, seed: "1", simulate: true });
});
afterAll(async () => database.close());

describe("the trace of a settled visit", () => {
  it("agrees with itself from the bank to the claim for every line of the month", async () => {
    const settled = await rows<{ visit_no: string; approved: string }>(
      "select v.visit_no, l.approved_fen::text as approved from settlement_line l join visit v on v.id = l.visit_id order by l.approved_fen, v.visit_no",
    );
    const some = [...settled.slice(0, 6), ...settled.slice(-6)];
    expect(new Set(some.map((row) => row.approved)).size).toBeGreaterThan(1);
    for (const { visit_no: visitNo, approved } of some) {
      const trace = await traceVisit(testContext(database), visitNo);
      expect([visitNo, trace.checks.filter((check) => !check.holds)]).toEqual([visitNo, []]);
      expect(trace.checks.length).toBeGreaterThanOrEqual(5);
      expect(trace.settled?.approvedFen.toString()).toBe(approved);
    }
  });
  it("names voucher, accounts and amount of each posting, and the payment and bank line they lead to", async () => {
    const [paid] = await rows<{ visit_no: string; price: string }>(
      "select v.visit_no, l.approved_fen::text as price from settlement_line l join visit v on v.id = l.visit_id where l.outcome = 'accepted' order by v.visit_no limit 1",
    );
    const { books, claim, plan, visit, settled } = await traceVisit(testContext(database), paid?.visit_no ?? "");
    const amount = BigInt(paid?.price ?? "0");
    expect(books?.postings.map(({ debit, credit, amountFen }) => ({ debit, credit, amountFen }))).toEqual([
      { debit: "budget.committed", credit: "budget.available", amountFen: amount },
      { debit: "subsidy.expense", credit: "provider.payable", amountFen: amount },
      { debit: "budget.spent", credit: "budget.committed", amountFen: amount },
    ]);
    expect(books?.postings.every(({ voucherNo, priceVersion }) => voucherNo > 0 && priceVersion !== null)).toBe(true);
    const ordered = books?.payment?.orderedFen;
    expect(books?.paymentPostings.map(({ kind, amountFen }) => ({ kind, amountFen }))).toEqual([
      { kind: "payment_sent", amountFen: ordered },
      { kind: "payment_confirmed", amountFen: ordered },
    ]);
    expect(books?.bank.map((line) => line.amountFen)).toEqual([ordered]);
    expect(claim).toMatchObject({ askedFen: amount, decision: "approve", failures: [] });
    expect(plan.run?.inputDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(plan.series?.rrule).toContain("FREQ=");
    expect(visit.events.length).toBeGreaterThan(0);
    expect(visit.events.every((event) => /^[0-9a-f]{64}$/.test(event.digest))).toBe(true);
    expect(settled).toMatchObject({ isFinal: true, evidenceDigest: visit.evidenceDigest });
  });
});

describe("the visits behind a difference", () => {
  it("add up to the number on the reconciliation, page by page, for the district and for one provider", async () => {
    const context = testContext(database);
    const { total, providers } = await showSettlement(context, month, null);
    expect(total.differences.length).toBeGreaterThan(3);
    for (const { to, code, count, amountFen } of total.differences) {
      const first = await showDifference(context, { month, to, code, provider: null, page: 1 });
      expect([code, first.count, first.amountFen]).toEqual([code, count, amountFen]);
      const rows = [...first.rows];
      for (let page = 2; rows.length < first.total; page += 1)
        rows.push(...(await showDifference(context, { month, to, code, provider: null, page })).rows);
      expect([code, rows.reduce((sum, row) => sum + row.count, 0)]).toEqual([code, count]);
      expect([code, rows.reduce((sum, row) => sum + row.amountFen, first.rest ?? 0n)]).toEqual([code, amountFen]);
    }
    const provider = providers[0]?.code ?? "";
    const [one] = (await showSettlement(context, month, provider)).total.differences;
    const question = { month, to: one?.to ?? "planned", code: one?.code ?? "", provider, page: 1 };
    expect((await showDifference(context, question)).count).toBe(one?.count);
  });
});

describe("the trace of another visit", () => {
  it("stops at the visit that nobody claims and says that its month is closed all the same", async () => {
    const [open] = await rows<{ visit_no: string }>(
      "select visit_no from visit v where not exists (select 1 from claim_line l where l.visit_id = v.id) order by visit_no limit 1",
    );
    const trace = await traceVisit(testContext(database), open?.visit_no ?? "");
    expect(trace).toMatchObject({ claim: null, settled: null, leftOut: true, books: null, checks: [] });
  });
  it("is not found outside the street or the provider of the reader, nor without a visit", async () => {
    const [one] = await rows<{ visit_no: string; street_id: number; provider_id: string; other: string }>(
      "select visit_no, street_id, provider_id, (select id from provider p where p.id <> v.provider_id limit 1) as other from visit v order by visit_no limit 1",
    );
    const ask = (scope: object) => traceVisit(testContext(database, { scope: scope as never }), one?.visit_no ?? "");
    const whole = { streets: "all", provider: "all", worker: "all" };
    await expect(ask({ ...whole, streets: [(one?.street_id ?? 0) + 1] })).rejects.toMatchObject({ code: "not-found" });
    await expect(ask({ ...whole, provider: one?.other })).rejects.toMatchObject({ code: "not-found" });
    expect((await ask({ ...whole, streets: [one?.street_id] })).visitNo).toBe(one?.visit_no);
    await expect(traceVisit(testContext(database), "2026-12-none-1")).rejects.toMatchObject({ code: "not-found" });
  });
});
