import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

it("every table and column of a district says what it holds", async () => {
  const silent = await inTransaction(testContext(database), async (unit) =>
    rowsOf<{ name: string }>(
      await unit.orm.execute(sql`
        select t.relname || coalesce('.' || c.attname, '') as name
        from pg_class t
        left join pg_attribute c on c.attrelid = t.oid and c.attnum >= 0 and not c.attisdropped
        where t.relnamespace = ${database.districtSchema}::regnamespace and t.relkind = 'r'
          and t.relname <> '__drizzle_migrations'
          and (col_description(t.oid, c.attnum) is null or obj_description(t.oid, 'pg_class') is null)
        order by 1`),
    ),
  );
  expect(silent.map((row) => row.name)).toEqual([]);
});
