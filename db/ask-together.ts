/**
 * Several questions in one statement. A page that needs ten short lists spends more on asking ten times than on the lists: over a network each
 * question is a round trip, in the embedded database each is parsed, described, bound, run and synchronised by itself. Every list comes as
 * JSON, row by row in its own order, and is read by the columns that it was asked with, so that it equals what the question alone answers.
 */
import { Column, getTableColumns, is, sql, Table, type SQL } from "drizzle-orm";
import { rowsOf, type Unit } from "./transaction.ts";

/**
 * A select of Drizzle. What it selects besides columns needs a name (`.as("…")`) and comes as JSON says it; a part of an outer join that
 * matched nothing is an object of nulls here, so join inner.
 */
type Question = PromiseLike<readonly unknown[]> & {
  as: (name: string) => { readonly _: { readonly sql: SQL; readonly selectedFields: object } };
};

type Field = { readonly path: readonly string[]; readonly column: Column | null };

/** Columns and named expressions in the order in which the select names them. */
function fieldsOf(selected: object, path: readonly string[] = []): Field[] {
  return Object.keys(selected).flatMap((name) => {
    const field: unknown = (selected as Record<string, unknown>)[name];
    const at = [...path, name];
    if (is(field, Column)) return [{ path: at, column: field }];
    if (is(field, Table)) return fieldsOf(getTableColumns(field), at);
    const isGroup = Object.getPrototypeOf(field) === Object.prototype;
    return isGroup ? fieldsOf(field as object, at) : [{ path: at, column: null }];
  });
}

const typeOf = ({ column }: Field) => column?.getSQLType();

/** JSON has no whole numbers of 64 bits. */
function asJson(field: Field, place: number): SQL {
  const value = sql.identifier(`c${place}`);
  return typeOf(field) === "bigint" ? sql`${value}::text` : sql`${value}`;
}

function readValue(field: Field, value: unknown): unknown {
  if (value === null || field.column === null) return value;
  if (typeOf(field) === "bytea") return field.column.mapFromDriverValue(Buffer.from(String(value).slice(2), "hex"));
  return field.column.mapFromDriverValue(value);
}

type Row = { [name: string]: unknown };

function readRow(fields: readonly Field[], values: readonly unknown[]): Row {
  const row: Row = {};
  for (const [place, field] of fields.entries()) {
    let group = row;
    for (const name of field.path.slice(0, -1)) group = (group[name] ??= {}) as Row;
    group[field.path.at(-1) ?? ""] = readValue(field, values[place] ?? null);
  }
  return row;
}

/** @returns the rows of each question under its name */
export async function askTogether<Questions extends Readonly<Record<string, Question>>>(
  unit: Unit,
  questions: Questions,
): Promise<{ -readonly [Name in keyof Questions]: Awaited<Questions[Name]> }> {
  const asked = Object.entries(questions).map(([name, question]) => {
    const { sql: select, selectedFields } = question.as(name)._;
    return { name, select, fields: fieldsOf(selectedFields) };
  });
  const lists = asked.map(({ name, select, fields }) => {
    const names = fields.map((_, place) => sql.identifier(`c${place}`));
    return sql`(select coalesce(json_agg(json_build_array(${sql.join(fields.map(asJson), sql`, `)})), '[]') from (${select}) as q(${sql.join(names, sql`, `)})) as ${sql.identifier(name)}`;
  });
  const [answer] = rowsOf<Record<string, unknown[][]>>(await unit.orm.execute(sql`select ${sql.join(lists, sql`, `)}`));
  const read = asked.map(({ name, fields }) => [name, answer?.[name]?.map((values) => readRow(fields, values)) ?? []]);
  return Object.fromEntries(read) as { -readonly [Name in keyof Questions]: Awaited<Questions[Name]> };
}
