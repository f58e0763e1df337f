/**
 * Close, late evidence, approval, withdrawal, clawback, appeal, appropriation and payment at the same moment, from several servers, in an
 * order that the seed chooses (reliability, 17.3): one order or another, never a mixture. A night runs more seeds: RACE_SEEDS=50.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountKey } from "#app/domain/ledger/chart-of-accounts.ts";
import { makeJournal } from "#app/domain/ledger/journal.ts";
import { makePosting } from "#app/domain/ledger/posting.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { BANK_FILE } from "#app/domain/imports/columns/bank-columns.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { approveClose, withdrawClose } from "#app/usecases/reconciliation/approve-close.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { followUpPayments } from "#app/usecases/reconciliation/follow-up-payments.server.ts";
import { finishClose } from "#app/usecases/reconciliation/finish-close.server.ts";
import { lockOpenPeriod } from "#app/usecases/reconciliation/open-period.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { postJournals } from "#app/usecases/reconciliation/post-journals.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import {
  as,
  CLOSED,
  CLOSING,
  closingTemplate,
  countsOf,
  NOW,
  type ClosingTemplate,
} from "#tests/support/closing-month.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { brokenInvariants } from "#tests/support/stored-stand.ts";

const SEEDS = Number(process.env["RACE_SEEDS"] ?? "3");
const SERVERS = 4;
const opening = { month: CLOSING, bank: "simulated", override: null } as const;

let template: ClosingTemplate;
beforeAll(async () => {
  template = await closingTemplate();
}, 900_000);
afterAll(async () => template.close());

type Step = (database: Database) => Promise<unknown>;

/** Evidence that arrives while the month is being closed: the visit's digest is another one. */
const lateEvidence: Step = (database) =>
  inTransaction(as(database, "system:sync"), (unit) =>
    unit.orm.execute(
      sql`update visit set evidence_digest = 'late', version = version + 1 where id = (select min(id::text)::uuid from visit where service_month = ${`${CLOSING}-01`} and approval_state = 'verified')`,
    ),
  );

const decideWaiting: Step = async (database) => {
  const [one] = (await showClawbacks(as(database, "user:lead"))).filter(({ state }) => state === "proposed");
  if (one) await decideClawback(as(database, "user:lead"), { id: one.id, decision: "accept", note: null });
};

/** The bank answers for the month before: one payment in full, one sent back. Two servers read the same file. */
const bankAnswers: Step = async (database) => {
  const orders = await inTransaction(as(database, "user:finance"), async (unit) =>
    rowsOf<{ batch: string; code: string; fen: string }>(
      await unit.orm.execute(sql`select l.batch_no as batch, p.credit_code as code, l.ordered_fen::text as fen
        from payment_line l join provider p on p.id = l.provider_id where l.batch_no = ${`BF${CLOSED}-1`} order by p.credit_code`),
    ),
  );
  const rows = orders.slice(0, 2).map(({ batch, code, fen: amount }, index) => ({
    ...{ batchNo: batch, creditCode: code, bookedOn: localDateOf(NOW), reference: `RB-${index}` },
    ...(index === 0 ? { paid: cellYuanText(fen(BigInt(amount))) } : { paid: "0", reason: "户名不符" }),
  }));
  await importFile(as(database, "user:finance"), testCrypto, {
    ...{ kind: "bank", sheets: [sheetOf(BANK_FILE, rows)], apply: true },
  });
};

const STEPS: readonly Step[] = [
  (database) => finishClose(as(database, "user:lead"), CLOSING),
  (database) => finishClose(as(database, "user:finance"), CLOSING),
  (database) => finishClose(as(database, "system:job"), CLOSING),
  (database) => approveClose(as(database, "user:third"), CLOSING),
  (database) => withdrawClose(as(database, "user:lead"), CLOSING, "再看"),
  (database) => openClose(as(database, "user:opener"), opening),
  lateEvidence,
  decideWaiting,
  decideWaiting,
  bankAnswers,
  bankAnswers,
  (database) => followUpPayments(as(database, "user:finance"), `BF${CLOSED}-1`),
  (database) =>
    enterBudget(as(database, "user:finance"), {
      fund: "district",
      year: 2027,
      documentNo: "2027-2",
      amountFen: fen(500),
      note: "",
    }),
];

async function race(databases: readonly Database[], seed: number): Promise<unknown[]> {
  const draw = seededRandom(seed);
  const order = draw.shuffle(STEPS).map((step) => ({ step, after: draw.next() * 60 }));
  const outcomes = await Promise.allSettled(
    order.map(async ({ step, after }, index) => {
      await new Promise((done) => setTimeout(done, after));
      const database = databases[index % databases.length];
      if (database) await step(database);
    }),
  );
  return outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
}

/** Brings the month to its end from wherever the race has left it. */
async function finishAfterAll(database: Database): Promise<void> {
  const tried = await finishClose(as(database, "user:lead"), CLOSING).catch((thrown: unknown) => thrown);
  if (!isRefusal(tried)) return;
  await withdrawClose(as(database, "user:lead"), CLOSING, "重开").catch(() => undefined);
  await openClose(as(database, "user:opener"), opening);
  for (const who of ["user:lead", "user:finance"]) await approveClose(as(database, who), CLOSING);
  await finishClose(as(database, "user:lead"), CLOSING);
}

describe("a close among other hands", () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
    "holds every invariant, with the order of seed %i",
    async (seed) => {
      const { name, handles } = await template.copy(SERVERS);
      const [first] = handles;
      if (!first) throw new Error("no database");
      for (const thrown of await race(handles, seed)) expect(isRefusal(thrown), String(thrown)).toBe(true);
      expect(await inTransaction(as(first, "user:test"), brokenInvariants)).toEqual([]);
      await finishAfterAll(first);
      const after = await countsOf(first);
      expect(await inTransaction(as(first, "user:test"), brokenInvariants)).toEqual([]);
      // Closed is closed: everything at once again adds nothing to the month.
      await Promise.allSettled([
        finishClose(as(first, "user:lead"), CLOSING),
        openClose(as(first, "user:opener"), opening),
      ]);
      expect(await countsOf(first)).toEqual(after);
      const [sums] = await inTransaction(as(first, "user:test"), async (unit) =>
        rowsOf<{ lines: number; wrong: number }>(
          await unit.orm.execute(sql`select count(*)::int as lines, count(*) filter (where l.n <> 1)::int as wrong
          from (select visit_id, count(*) as n from settlement_line where voided_by_run is null group by visit_id) l`),
        ),
      );
      expect(sums?.lines).toBeGreaterThan(0);
      expect(sums?.wrong).toBe(0);
      // Whoever came first, the bank's two lines stand once each, and what came back is ordered again at most once.
      await bankAnswers(first);
      const [bank] = await inTransaction(as(first, "user:test"), async (unit) =>
        rowsOf<{ lines: number; again: number }>(
          await unit.orm
            .execute(sql`select (select count(*)::int from bank_line where bank_reference like 'RB-%') as lines,
            (select count(*)::int from payment_line where follows is not null) as again`),
        ),
      );
      expect(bank?.lines).toBe(2);
      expect(bank?.again).toBeLessThanOrEqual(1);
      await Promise.all(handles.map(async (handle) => handle.close()));
      await template.drop(name);
    },
  );
});

describe("voucher numbers", () => {
  it("have no gap after many postings at once, some of which roll back and some of which come twice", async () => {
    const { name, handles } = await template.copy(SERVERS);
    const [first] = handles;
    if (!first) throw new Error("no database");
    const draw = seededRandom(7);
    const [debit, credit] = [accountKey("fee.expense", "district"), accountKey("treasury.bank", "district")];
    const post =
      (index: number, aborts: boolean): Step =>
      (database) =>
        inTransaction(as(database, "user:test"), async (unit) => {
          const { period, month } = await lockOpenPeriod(unit);
          const key = `race:${index % 40}`;
          const journal = makeJournal({
            ...{ idempotencyKey: key, kind: "unmatched_bank_line", month, sourceType: "race", sourceId: key },
            postings: [makePosting(debit, credit, fen(5))],
          });
          const place = {
            periodId: period.id,
            closingRun: null,
            postedBy: "race",
            providerIds: new Map(),
            visitIds: new Map(),
          };
          await postJournals(unit, [journal], place);
          if (aborts) throw new RangeError("rolled back");
        });
    const steps = Array.from({ length: 120 }, (_, index) => post(index, draw.next() < 0.3));
    await Promise.allSettled(steps.map((step, index) => step(handles[index % SERVERS] ?? first)));
    expect(await inTransaction(as(first, "user:test"), brokenInvariants)).toEqual([]);
    const [found] = await inTransaction(as(first, "user:test"), async (unit) =>
      rowsOf<{ n: number }>(
        await unit.orm.execute(sql`select count(*)::int as n from journal where source_type = 'race'`),
      ),
    );
    expect(found?.n).toBeGreaterThan(20);
    await Promise.all(handles.map(async (handle) => handle.close()));
    await template.drop(name);
  });
});
