/** A small district whose elders have devices hung in their homes, and what a test asks of its tables. */
import { sql } from "drizzle-orm";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "./database.ts";
import { loadSmallDistrict } from "./small-district.ts";

export type EldersAtHome = { readonly database: Database; readonly context: Context; readonly elders: string[] };

export async function queryRows<Row>(context: Context, query: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(query))));
}

/** Twelve elders, by their numbers. */
export async function openEldersAtHome(): Promise<EldersAtHome> {
  const database = await testDatabase();
  const context = testContext(database);
  await loadSmallDistrict(database, 12);
  const found = await queryRows<{ no: string }>(context, "select elder_no as no from elder order by elder_no");
  return { database, context, elders: found.map(({ no }) => no) };
}
