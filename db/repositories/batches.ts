/** Long lists of rows travel in pieces: one statement carries at most 65,535 parameters. */
export function* piecesOf<Row>(rows: readonly Row[], size = 400): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

/** Scope-independent key of bytes for maps. */
export function keyOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
