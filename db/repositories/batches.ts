import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Ids of one statement that carries them as a list. */
export const IDS_AT_ONCE = 5000;

/**
 * A column of ids is one of these, with one parameter for all of them: thousands of parameters take the driver longer to write than the
 * database to answer. @param ids UUIDs
 */
export function isOneOf(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = ${anyOf(ids)}`;
}

/** The same for statements written as text: "any(…)" behind an equals sign. */
export function anyOf(ids: readonly string[]): SQL {
  return sql`any(${`{${ids.join(",")}}`}::uuid[])`;
}

/** The same for texts, which may hold anything. */
export function isOneOfTexts(column: PgColumn, texts: readonly string[]): SQL {
  return sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
}

/** The same where an index is to be used for each: the list is read before the table is. */
export function isAnyOfTexts(column: PgColumn, texts: readonly string[]): SQL {
  return sql`${column} = any(array(select jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb)))`;
}

/** The same for digests. */
export function isOneOfBytes(column: PgColumn, digests: readonly Uint8Array[]): SQL {
  const given = JSON.stringify(digests.map(keyOfBytes));
  return sql`${column} = any(array(select decode(jsonb_array_elements_text(${given}::text::jsonb), 'hex')))`;
}

/** Long lists of rows travel in pieces: one statement carries at most 65,535 parameters. */
export function* piecesOf<Row>(rows: readonly Row[], size = 400): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

/** Scope-independent key of bytes for maps. */
export function keyOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Rows gathered under a key, in their order: the many side of a relation that was read at once. */
export function rowsByKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
