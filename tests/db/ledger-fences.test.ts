import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await run(`insert into ledger_period (id, month) values (202611, '2026-11-01')`);
  await run(
    `insert into account (id, code, side, fund) values (1, 'subsidy.expense', 'debit', 'district'), (2, 'provider.payable', 'credit', 'district')`,
  );
});
afterAll(async () => database.close());

async function run(statement: string): Promise<Record<string, unknown>[]> {
  return inTransaction(testContext(database), async (unit) =>
    rowsOf<Record<string, unknown>>(await unit.orm.execute(sql.raw(statement))),
  );
}

function request(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: v7(),
    period_id: 202611,
    kind: "visit-approved",
    source_type: "line",
    source_id: v7(),
    idempotency_key: v7(),
    request_digest: createHash("sha256").update("one").digest("hex"),
    posted_by: "system:test",
    postings: [
      { debit: 1, credit: 2, amount_fen: "3500" },
      { debit: 1, credit: 2, amount_fen: "100" },
    ],
    ...changes,
  };
}

const entry = (changes: Record<string, unknown> = {}) => post(request(changes));
const post = (entries: unknown) => `select * from ledger_post('${JSON.stringify(entries)}'::jsonb)`;

describe("the ledger's fences", () => {
  it("posts a journal, numbers it without a gap and keeps the balance", async () => {
    const [first] = await run(entry());
    await expect(run(entry({ postings: [{ debit: 1, credit: 1, amount_fen: "5" }] }))).rejects.toThrow();
    const [second] = await run(entry());
    expect(Number(second?.["voucher_no"])).toBe(Number(first?.["voucher_no"]) + 1);
    const [balance] = await run(
      "select (select sum(debit_fen) - sum(credit_fen) from account_balance)::text as rest, (select sum(debit_fen) from account_balance)::text as total, (select sum(amount_fen) from posting)::text as posted",
    );
    expect(balance?.["rest"]).toBe("0");
    expect(balance?.["total"]).toBe(balance?.["posted"]);
  });

  it("posts many journals in one call as it posts them one by one: numbered in their order, balanced, the same key once", async () => {
    const [before] = await run(entry());
    const [first, second] = [request(), request({ postings: [{ debit: 2, credit: 1, amount_fen: "70" }] })];
    const rows = await run(post([first, second, { ...first, id: v7() }]));
    const next = Number(before?.["voucher_no"]) + 1;
    expect(rows.map((row) => [row["journal_id"], Number(row["voucher_no"]), row["duplicate"]])).toEqual([
      [first["id"], next, false],
      [second["id"], next + 1, false],
      [first["id"], next, true],
    ]);
    const [after] = await run(entry());
    expect(Number(after?.["voucher_no"])).toBe(next + 2);
    const drift = await run(`select account_id from account_balance b where
      (debit_fen, credit_fen) is distinct from ((select coalesce(sum(amount_fen), 0) from posting where debit_account_id = b.account_id),
        (select coalesce(sum(amount_fen), 0) from posting where credit_account_id = b.account_id))`);
    expect(drift).toEqual([]);
  });

  it.each([
    ["a journal that is not balanced by two accounts", { postings: [{ debit: 1, credit: 1, amount_fen: "5" }] }],
    ["a journal of a closed month", { period_id: 202609 }],
    ["a journal of a month that nobody opened", { period_id: 202501 }],
  ])("keeps none of a call with %s", async (_name, broken) => {
    await run(`insert into ledger_period (id, month, state, closed_at, input_digest, result_digest, closed_by)
      values (202609, '2026-09-01', 'closed', now(), '\\x01', '\\x02', '{one,two}') on conflict do nothing`);
    const good = request();
    await expect(run(post([good, request(broken)]))).rejects.toThrow();
    expect(await run(`select id from journal where id = '${String(good["id"])}'`)).toEqual([]);
  });

  it("numbers journals of two years in one call, each year without a gap", async () => {
    await run("insert into ledger_period (id, month) values (202701, '2027-01-01') on conflict do nothing");
    const [last] = await run(entry());
    const rows = await run(
      post([request(), request({ period_id: 202701 }), request(), request({ period_id: 202701 })]),
    );
    const from = Number(last?.["voucher_no"]);
    expect(rows.map((row) => Number(row["voucher_no"]))).toEqual([from + 1, 1, from + 2, 2]);
  });

  it("answers the same key with the first journal and refuses the same key for another request", async () => {
    const key = v7();
    const [first] = await run(entry({ idempotency_key: key }));
    const [again] = await run(entry({ idempotency_key: key }));
    expect(again).toMatchObject({ journal_id: first?.["journal_id"], duplicate: true });
    const other = createHash("sha256").update("two").digest("hex");
    await expect(run(entry({ idempotency_key: key, request_digest: other }))).rejects.toMatchObject({
      code: "closed-for-changes",
    });
  });

  it("refuses the same source under a new key", async () => {
    const source = v7();
    await run(entry({ source_id: source }));
    await expect(run(entry({ source_id: source }))).rejects.toMatchObject({ code: "already-exists" });
  });

  it.each([
    ["a zero amount", [{ debit: 1, credit: 2, amount_fen: "0" }]],
    ["a negative amount", [{ debit: 1, credit: 2, amount_fen: "-1" }]],
    ["one account on both sides", [{ debit: 1, credit: 1, amount_fen: "1" }]],
    ["a journal without lines", []],
  ])("refuses %s", async (_name, postings) => {
    await expect(run(entry({ postings }))).rejects.toMatchObject({ code: "breaks-a-rule" });
  });

  it("refuses a journal that is committed with one of its two lines", async () => {
    const id = v7();
    const statement = `insert into journal (id, period_id, kind, source_type, source_id, idempotency_key, request_digest, posting_count, voucher_year, voucher_no, posted_by)
      values ('${id}', 202611, 'x', 'x', '${id}', '${id}', '\\x00', 2, 2026, 9999, 'x');`;
    const line = `insert into posting (journal_id, line, line_count, debit_account_id, credit_account_id, amount_fen) values ('${id}', 1, 2, 1, 2, 5)`;
    await expect(
      inTransaction(testContext(database), async (unit) => {
        await unit.orm.execute(sql.raw(statement));
        await unit.orm.execute(sql.raw(line));
      }),
    ).rejects.toThrow();
  });

  it.each([
    "update journal set kind = 'other'",
    "delete from posting",
    "update posting set amount_fen = 1",
    "truncate posting cascade",
    "update audit_event set actor = 'nobody'",
  ])("refuses: %s", async (statement) => {
    await run(entry());
    await run("select audit_append('money', now(), 'system:test', 'test', 'none', '1', convert_to('{}', 'UTF8'))");
    await expect(run(statement)).rejects.toThrow();
  });

  it("refuses to close a month with one approver, to post into a closed month and to reopen it", async () => {
    await run("insert into ledger_period (id, month) values (202610, '2026-10-01')");
    const close = (people: string) =>
      `update ledger_period set state = 'closed', closed_at = now(), input_digest = '\\x01', result_digest = '\\x02', closed_by = '{${people}}' where id = 202610`;
    await expect(run(close("one"))).rejects.toMatchObject({ code: "breaks-a-rule" });
    await run(close("one,two"));
    await expect(run(entry({ period_id: 202610 }))).rejects.toMatchObject({ code: "closed-for-changes" });
    await expect(run("update ledger_period set state = 'open', closed_at = null where id = 202610")).rejects.toThrow();
  });

  it("detects a broken audit link", async () => {
    const insert = `insert into audit_event (chain, seq, at, actor, action, subject_type, subject_id, canonical, previous_hash, hash)
      values ('money', 99, now(), 'x', 'x', 'x', 'x', '\\x00', '\\x00', sha256('\\x0000'))`;
    await expect(run(insert)).rejects.toThrow();
  });

  it("finds no table outside a unit of work", async () => {
    await expect(database.orm.execute(sql.raw("select 1 from journal"))).rejects.toThrow();
  });

  it("revokes the handle when the unit of work has ended", async () => {
    const unit = await inTransaction(testContext(database), async (open) => open);
    expect(() => unit.orm).toThrow("ended");
  });
});
