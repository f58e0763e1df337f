/** Numbers of the elders of a district in their order. */
import { sql } from "drizzle-orm";
import { inReading, rowsOf, type Context } from "#db/transaction.ts";

export async function listElderNumbers(context: Context): Promise<string[]> {
  return inReading(context, async (unit) =>
    rowsOf<{ no: string }>(await unit.orm.execute(sql`select elder_no as no from elder order by elder_no`)).map(
      ({ no }) => no,
    ),
  );
}
