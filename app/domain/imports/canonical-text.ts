/**
 * One text per record, the same for the same content whatever the file's column order or spelling. Its digest tells an
 * import whether a row changed since the last file, so that the same file twice changes nothing.
 */

export type CanonicalValue =
  string | number | bigint | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/** Compact JSON with sorted keys; whole amounts (bigint) are written as text. */
export function canonicalText(value: CanonicalValue): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: CanonicalValue): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
