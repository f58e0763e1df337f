/** Tries an attempt with a fence and without it, each in a transaction that is rolled back, and says in a word what came of it. */
import { sql } from "drizzle-orm";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Unit } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { FRESH, type Row } from "./fence-attempts.ts";

/** A fence of the catalogue. kind: c check, u unique, p primary key, f foreign key, i unique index, t trigger. */
export type Fence = {
  readonly table: string;
  readonly kind: string;
  readonly name: string;
  readonly columns: readonly string[];
};

/** Everything in the catalogue that refuses rows of these tables; what says that a column is filled is not listed. */
export async function listFences(unit: Unit, tables: readonly string[], schema: string): Promise<Fence[]> {
  const names = tables.map((table) => `'${table}'`).join(", ");
  const columns = (keys: string, table: string) =>
    `array(select a.attname::text from unnest(${keys}) k join pg_attribute a on a.attrelid = ${table} and a.attnum = k)`;
  return rowsOf<Fence>(
    await unit.orm.execute(
      sql.raw(`select t.relname::text as "table", c.contype::text as kind, c.conname::text as name, ${columns("c.conkey", "t.oid")} as columns
          from pg_constraint c join pg_class t on t.oid = c.conrelid
         where t.relnamespace = '${schema}'::regnamespace and c.contype <> 'n' and t.relname in (${names})
        union all
        select t.relname::text, 'i', x.relname::text, ${columns("i.indkey::smallint[]", "t.oid")}
          from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
         where i.indisunique and t.relnamespace = '${schema}'::regnamespace and t.relname in (${names})
           and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
        union all
        select t.relname::text, 't', g.tgname::text, '{}'::text[] from pg_trigger g join pg_class t on t.oid = g.tgrelid
         where not g.tgisinternal and t.relnamespace = '${schema}'::regnamespace and t.relname in (${names})
        order by 1, 2, 3`),
    ),
  );
}

export function dropStatement({ table, kind, name }: Pick<Fence, "table" | "kind" | "name">): string {
  if (kind === "t") return `drop trigger "${name}" on "${table}"`;
  return kind === "i" ? `drop index "${name}"` : `alter table "${table}" drop constraint "${name}" cascade`;
}

class RolledBack extends Error {}

/** The constraint's name, else the word in front of the message's colon. */
function wordOf(thrown: unknown): string {
  for (let layer = thrown; layer instanceof Error; layer = layer.cause as Error) {
    const error = layer as Error & { code?: string; constraint?: string; constraint_name?: string };
    if (typeof error.code !== "string" || !/^[0-9A-Z]{5}$/.test(error.code)) continue;
    return error.constraint || error.constraint_name || (error.message.split(":")[0] ?? "");
  }
  throw thrown;
}

export type Attempt = { readonly statements: readonly string[]; readonly probe?: string | undefined };

/** "accepted", the probe's text, or the name of what refused it. @param drop statement that removes the fence first, or null */
export async function outcomeOf(database: Database, attempt: Attempt, drop: string | null): Promise<string> {
  let answer = "accepted";
  const work = testContext(database).database.orm.transaction(async (orm) => {
    await orm.execute(sql.raw(`set local search_path = ${database.districtSchema}, extensions, pg_temp`));
    if (drop !== null) await orm.execute(sql.raw(drop));
    for (const statement of attempt.statements) await orm.execute(sql.raw(statement));
    await orm.execute(sql.raw("set constraints all immediate"));
    if (attempt.probe !== undefined) {
      const [row] = rowsOf<{ text: string }>(await orm.execute(sql.raw(attempt.probe)));
      answer = row?.text ?? "";
    }
    throw new RolledBack();
  });
  try {
    await work;
  } catch (thrown) {
    if (!(thrown instanceof RolledBack)) return wordOf(thrown);
  }
  return answer;
}

const SPOKEN: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  run: "(select id from settlement_run where period_id = 202611)",
  "first run": "(select id from settlement_run where period_id = 202610)",
  "open clawback": "(select id from clawback where state = 'confirmed' limit 1)",
  "fresh decision": "gen_random_uuid()",
};

function valueText(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return SPOKEN[value] ?? `'${value.replaceAll("'", "''")}'`;
  if (Array.isArray(value)) return `array[${value.map((one) => `'${String(one)}'`).join(", ")}]`;
  return String(value);
}

/** Copies one row of a table with these columns changed. */
export async function copyStatement(unit: Unit, table: string, changes: Row): Promise<string> {
  const columns = rowsOf<{ name: string }>(
    await unit.orm.execute(
      sql`select column_name::text as name from information_schema.columns where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`,
    ),
  ).map(({ name }) => name);
  const values = columns.map((name) => (name in changes ? valueText(changes[name]) : `"${name}"`));
  const from = FRESH[table]?.from;
  return `insert into "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) select ${values.join(", ")} from "${table}"${from === undefined ? "" : ` where ${from}`} limit 1`;
}

/** A value that no row of another table has. */
export const MISSING: Readonly<Record<string, unknown>> = {
  street_id: 999_999,
  period_id: 190_001,
  account_id: 99_999,
  fund: "nowhere",
};

export async function reading<T>(database: Database, work: (unit: Unit) => Promise<T>): Promise<T> {
  return inTransaction(testContext(database), work);
}

/** The statement that makes a function as it is now. */
export async function functionSource(unit: Unit, signature: string): Promise<string> {
  const [row] = rowsOf<{ source: string }>(
    await unit.orm.execute(sql`select pg_get_functiondef(${signature}::regprocedure) as source`),
  );
  return row?.source ?? "";
}
