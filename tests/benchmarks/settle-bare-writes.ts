/**
 * What writing a settlement costs when nothing is read, judged, digested or fenced: the rows that a settlement has made, written once more into
 * tables with the same columns, checks and indexes, one statement a table, and the two rows of each visit that it changes, changed once
 * more. No settlement that leaves these rows can be faster; triggers, references and the posting function are left out.
 */
import { sql } from "drizzle-orm";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";

/** Written by a settlement, in the order of their references. */
const WRITTEN = ["claim_line", "settlement_line", "settlement_part", "journal", "posting", "close_input"];

/** As the product's own table of visits is filled: changed rows stay in their pages (migration 0050). */
const FILL = 50;

async function execute(context: Context, statement: string): Promise<unknown> {
  return inTransaction(context, async (unit) => {
    await unit.orm.execute(sql.raw("set local statement_timeout = 0; set local max_parallel_workers_per_gather = 0"));
    return unit.orm.execute(sql.raw(statement));
  });
}

/** Columns that are given values, quoted and joined. */
async function columnsOf(context: Context, table: string): Promise<string> {
  const rows = await execute(
    context,
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
      where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  return rowsOf<{ names: string }>(rows)[0]?.names ?? "";
}

const emptyTwin = (table: string, how = "") =>
  `create table bare_${table} (like ${table} including defaults including constraints including indexes) ${how}`;

/** Makes the empty twins; what is changed and not written is copied. Not measured. */
export async function prepareBareWrites(context: Context): Promise<void> {
  for (const table of WRITTEN) await execute(context, emptyTwin(table));
  await execute(context, emptyTwin("visit", `with (fillfactor = ${FILL})`));
  const columns = await columnsOf(context, "visit");
  await execute(context, `insert into bare_visit (${columns}) select ${columns} from visit`);
  await execute(context, "analyze bare_visit");
}

/** Writes and changes the rows. This is what is measured. */
export async function writeBare(context: Context): Promise<void> {
  for (const table of WRITTEN) {
    const columns = await columnsOf(context, table);
    await execute(context, `insert into bare_${table} (${columns}) select ${columns} from ${table}`);
  }
  await execute(context, "update bare_claim_line set decision = 'approve', decided_by = 'bare', decided_at = now()");
  await execute(
    context,
    `update bare_visit set version = version + 1 where id in (select visit_id from settlement_line)`,
  );
}
