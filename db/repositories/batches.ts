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
