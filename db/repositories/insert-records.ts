/** Many rows of one table by one statement with one parameter: a JSON text of records, whose columns the first row names. */
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Unit } from "../transaction.ts";

/** Rows of one statement; its text stays below a megabyte or two. */
export const RECORDS_AT_ONCE = 2000;

/** The name in the database, as drizzle's casing makes it. */
const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Amounts travel as text, which the column's type reads back. */
function recordValue(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/**
 * Inserts rows that all have the columns of the first one; columns that are left out take their defaults. No column may hold bytes.
 * @param tail what follows, such as what to do on conflict
 */
export async function insertRecords<Table extends PgTable>(
  unit: Unit,
  table: Table,
  rows: readonly Table["$inferInsert"][],
  tail: SQL = sql``,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = getTableColumns(table);
  const names = Object.keys(first).flatMap((key) => {
    return columns[key] === undefined ? [] : [[key, snakeCase(key)] as const];
  });
  const records = rows.map((row) =>
    Object.fromEntries(
      names.map(([key, name]) => [name, recordValue((row as Readonly<Record<string, unknown>>)[key])]),
    ),
  );
  const list = sql.raw(names.map(([, name]) => `"${name}"`).join(", "));
  await unit.orm.execute(
    sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(records)}::jsonb) ${tail}`,
  );
}
