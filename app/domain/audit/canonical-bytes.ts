/**
 * The byte string that is hashed into the audit chain: JSON with sorted keys, no spaces, whole numbers only, UTF-8.
 * Never hash what a database prints; its key order and number format are not stable.
 */
export type CanonicalValue =
  string | number | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/** Whole numbers are what an account of money and events needs; the terms of a policy may hold shares, such as 0.05. */
type NumberText = (value: number) => string;

function wholeText(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return String(value);
}

function finiteText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a number: ${value}`);
  return String(value);
}

function write(value: CanonicalValue, numberText: NumberText): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return `[${value.map((item: CanonicalValue) => write(item, numberText)).join(",")}]`;
  const record = value as Readonly<Record<string, CanonicalValue>>;
  let text = "";
  for (const key of Object.keys(record).sort())
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${write(record[key] as CanonicalValue, numberText)}`;
  return `{${text}}`;
}

/** Throws RangeError for fractions and unsafe numbers. */
export function canonicalJson(value: CanonicalValue): string {
  return write(value, wholeText);
}

/** The same text for values that may hold fractions, as ECMAScript prints them. Throws RangeError for what is no number. */
export function sortedJson(value: CanonicalValue): string {
  return write(value, finiteText);
}
