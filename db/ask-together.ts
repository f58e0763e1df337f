/**
 * Several questions in one statement. A page that needs ten short lists spends more on asking ten times than on the lists: over a network each
 * question is a round trip, in the embedded database each is parsed, described, bound, run and synchronised by itself. Every list comes as
 * JSON, row by row in its own order, and is read by the columns that it was asked with, so that it equals what the question alone answers.
 */
import { Column, fillPlaceholders, getTableColumns, is, sql, Table, type Placeholder, type SQL } from "drizzle-orm";
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

type Value = string | number | boolean | null;

/** What a set is asked with, as it stands in its questions. */
export type Places<Name extends string> = Readonly<Record<Name, Placeholder>>;

type Questions = Readonly<Record<string, Question>>;

/** The rows of each question under its name. */
type Answers<Asked extends Questions> = { -readonly [Name in keyof Asked]: Awaited<Asked[Name]> };

/** A set as it is sent, for one scope. */
type Written = {
  /** Text between the values; one more than there are values. */
  readonly pieces: readonly string[];
  readonly parameters: readonly unknown[];
  readonly lists: readonly { readonly name: string; readonly fields: readonly Field[] }[];
};

/** The unit while questions are written down: its scope is part of their text, its moment and its numbers would stand there for ever. */
function shapeOf(unit: Unit): Unit {
  const refuse = () => {
    throw new Error("what changes from one asking to the next is a value of the set");
  };
  const { orm, scope, district } = unit;
  return Object.defineProperty({ orm, scope, district, newId: refuse } as unknown as Unit, "now", { get: refuse });
}

function write(unit: Unit, questions: Questions): Written {
  const lists = Object.entries(questions).map(([name, question]) => {
    const { sql: select, selectedFields } = question.as(name)._;
    return { name, select, fields: fieldsOf(selectedFields) };
  });
  const answers = lists.map(({ name, select, fields }) => {
    const names = fields.map((_, place) => sql.identifier(`c${place}`));
    const rows = sql`json_agg(json_build_array(${sql.join(fields.map(asJson), sql`, `)}))`;
    return sql`(select coalesce(${rows}, '[]') from (${select}) as q(${sql.join(names, sql`, `)})) as ${sql.identifier(name)}`;
  });
  const whole = unit.orm.select({ answers: sql`${sql.join(answers, sql`, `)}` }).from(sql`(select 1) as one`);
  const { sql: text, params } = whole.toSQL();
  return { pieces: text.split(/\$\d+/), parameters: params, lists };
}

/** As many scopes as a district's offices and providers have; a set that is asked by more begins anew. */
const MOST_SCOPES = 200;

/**
 * A set of questions. It is written down once for each scope and then only filled with its values, because Drizzle needs longer to write a
 * statement of this size than the database to answer it.
 * @param names of the values; a moment is given in ISO text
 * @param build the questions, with a place for each value
 * @returns asks the set: the rows of each question under its name
 */
export function questionSet<Name extends string, Asked extends Questions>(
  names: readonly Name[],
  build: (unit: Unit, places: Places<Name>) => Asked,
): (unit: Unit, values: Readonly<Record<Name, Value>>) => Promise<Answers<Asked>> {
  const known = new Map<string, Written>();
  const places = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as unknown as Places<Name>;
  const writtenFor = (unit: Unit): Written => {
    const scope = JSON.stringify(unit.scope);
    const written = known.get(scope) ?? write(unit, build(shapeOf(unit), places));
    if (known.size >= MOST_SCOPES) known.clear();
    known.set(scope, written);
    return written;
  };
  return async (unit, values) => {
    const { pieces, parameters, lists } = writtenFor(unit);
    const filled = fillPlaceholders([...parameters], values);
    const statement = pieces.flatMap((piece, place) =>
      place === 0 ? [sql.raw(piece)] : [sql`${filled[place - 1]}`, sql.raw(piece)],
    );
    const [answer] = rowsOf<Record<string, unknown[][]>>(await unit.orm.execute(sql.join(statement)));
    const read = lists.map(({ name, fields }) => [name, answer?.[name]?.map((row) => readRow(fields, row)) ?? []]);
    return Object.fromEntries(read) as Answers<Asked>;
  };
}
