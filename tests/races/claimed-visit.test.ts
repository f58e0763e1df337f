/**
 * A visit is taken away while a claim comes to speak of it, in both orders: what a line refers to is looked up once a statement, and that has to
 * be as strong as a foreign key.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Unit } from "#db/transaction.ts";
import { FRESH } from "#tests/mutations/fence-attempts.ts";
import { buildFenceBase, ROW } from "#tests/mutations/fence-base.ts";
import { copyStatement } from "#tests/mutations/try-fence.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await buildFenceBase(database);
});
afterAll(async () => database.close());

const claimIt = async (unit: Unit) =>
  void (await unit.orm.execute(sql.raw(await copyStatement(unit, "claim_line", FRESH["claim_line"]?.fresh ?? {}))));
const takeAway = async (unit: Unit) =>
  void (await unit.orm.execute(sql`delete from visit where id = ${ROW.freeVisit}`));

/** Until another session of this database waits for a table, or nobody will any more. */
async function untilOneWaits(unit: Unit, hasEnded: () => boolean): Promise<void> {
  while (!hasEnded()) {
    const rows = await unit.orm.execute(sql`select 1 from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'relation' and not l.granted`);
    if (rowsOf(rows).length > 0) return;
  }
}

/** The second begins when the first has done its work, and the first ends when the second waits for it. @returns what the second came to */
async function oneBehindTheOther(first: (unit: Unit) => Promise<void>, second: (unit: Unit) => Promise<void>) {
  let later: Promise<string> = Promise.resolve("not tried");
  let hasEnded = false;
  await inTransaction(testContext(database), async (unit) => {
    await first(unit);
    later = inTransaction(testContext(database), second).then(
      () => "done",
      (thrown: unknown) => (isRefusal(thrown) ? String(thrown.facts["constraint"]) : String(thrown)),
    );
    void later.then(() => (hasEnded = true));
    await untilOneWaits(unit, () => hasEnded);
  });
  return later;
}

const left = () =>
  inTransaction(testContext(database), async (unit) => {
    const rows = await unit.orm
      .execute(sql`select (select count(*)::int from visit where id = ${ROW.freeVisit}) as visits,
      (select count(*)::int from claim_line where visit_id = ${ROW.freeVisit}) as lines`);
    return rowsOf<{ visits: number; lines: number }>(rows)[0];
  });

it("a claim that comes behind the removal finds no visit, and one before it keeps the visit", async () => {
  expect(await oneBehindTheOther(claimIt, takeAway)).toBe("claimed_visit_stays");
  expect(await left()).toEqual({ visits: 1, lines: 1 });
  await inTransaction(testContext(database), async (unit) => {
    await unit.orm.execute(sql`alter table claim_line disable trigger claim_line_is_never_deleted`);
    await unit.orm.execute(sql`delete from claim_line where visit_id = ${ROW.freeVisit}`);
    await unit.orm.execute(sql`alter table claim_line enable trigger claim_line_is_never_deleted`);
  });
  expect(await oneBehindTheOther(takeAway, claimIt)).toBe("claim_line_visit_known");
  expect(await left()).toEqual({ visits: 0, lines: 0 });
});
