/** Named statements stay in the session of a server; the embedded database keeps none. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/connection.server.ts";
import { rowsOf, inTransaction, withNamedStatements, type Context, type Unit } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
let context: Context;

beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
});
afterAll(() => database.close());

const names = (unit: Unit) =>
  unit.orm.execute(sql`select statement from pg_prepared_statements where statement like '%named-marker%'`);

describe("a statement with a name", () => {
  const ask = (given: Context, text: string) =>
    inTransaction(given, async (unit) => {
      await unit.orm.execute(sql`select ${text}::text as "named-marker"`);
      return rowsOf(await names(unit)).length;
    });

  it("is kept once in its session when it is short and has values, and only for work that asks for it", async () => {
    expect(await ask(context, "a")).toBe(0);
    expect(await ask(withNamedStatements(context), "a")).toBeGreaterThan(0);
  });

  it("is none whose number of values varies with the rows", async () => {
    const many = sql.join(
      Array.from({ length: 65 }, (_, index) => sql`${`v${index}`}::text`),
      sql`, `,
    );
    const named = await inTransaction(withNamedStatements(context), async (unit) => {
      await unit.orm.execute(sql`select 'long-marker', ${many}`);
      return rowsOf(
        await unit.orm.execute(
          sql`select 1 from pg_prepared_statements where statement like '%long-marker%' and statement not like '%pg_prepared%'`,
        ),
      );
    });
    expect(named).toEqual([]);
  });
});
