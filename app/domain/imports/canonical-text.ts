/**
 * One text per record, the same for the same content whatever the file's column order or spelling. Its digest tells an
 * import whether a row changed since the last file, so that the same file twice changes nothing.
 */

export type CanonicalValue =
  string | number | bigint | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/** Compact JSON with sorted keys; whole amounts (bigint) are written as text. */
export function canonicalText(value: CanonicalValue): string {
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join(",")}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
