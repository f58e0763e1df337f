/** The unit of work: its scope stands before the first statement of the work, whichever way that statement is made. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/connection.server.ts";
import { rowsOf, inTransaction, withNamedStatements, type Context, type Unit } from "#db/transaction.ts";
import { auditChain } from "#db/schema/operation.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
let context: Context;

beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
});
afterAll(() => database.close());

const PROVIDER = "01900000-0000-7000-8000-000000000001";
const scopedTo = (provider: string) => ({ ...context, scope: { streets: [7, 9], provider } }) as unknown as Context;

async function providerOfScope(unit: Unit): Promise<string> {
  const [row] = rowsOf<{ provider: string }>(
    await unit.orm.execute(sql`select current_setting('app.provider') as provider`),
  );
  return row?.provider ?? "";
}

const kinds: readonly (readonly [string, (given: Context) => Context])[] = [
  ["statements without names", (given) => given],
  ["named statements", withNamedStatements],
];

describe.each(kinds)("a unit of work with %s", (_kind, as) => {
  it("has its scope before a raw first statement", async () =>
    expect(await inTransaction(as(scopedTo(PROVIDER)), providerOfScope)).toBe(PROVIDER));

  it("has the district's path before a built first statement", async () =>
    expect(await inTransaction(as(context), (unit) => unit.orm.select().from(auditChain).limit(0))).toEqual([]));

  it("has it before many that are asked at once", async () => {
    const said = await inTransaction(as(scopedTo(PROVIDER)), (unit) =>
      Promise.all([1, 2, 3].map(() => providerOfScope(unit))),
    );
    expect(said).toEqual([PROVIDER, PROVIDER, PROVIDER]);
  });

  it("leaves no scope behind for the next", async () => {
    await inTransaction(as(scopedTo(PROVIDER)), providerOfScope);
    expect(await inTransaction(as(context), providerOfScope)).toBe("*");
  });

  it("undoes what was written when the work refuses", async () => {
    const write = (unit: Unit) =>
      unit.orm.insert(auditChain).values({ chain: "unit-of-work", lastSeq: 0, lastHash: new Uint8Array(32) });
    const failing = inTransaction(as(context), async (unit) => {
      await write(unit);
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow("no");
    const left = await inTransaction(as(context), (unit) =>
      unit.orm.select().from(auditChain).where(eq(auditChain.chain, "unit-of-work")),
    );
    expect(left).toEqual([]);
  });

  it("is refused by a scope that is none, whatever the work does", async () => {
    const broken = { ...context, database: { ...database, districtSchema: 'no_district" ' } };
    await expect(inTransaction(as(broken), () => Promise.resolve("done"))).rejects.toThrow();
  });
});
