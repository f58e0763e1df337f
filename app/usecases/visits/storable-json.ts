/** JSON that a database can store: PostgreSQL's jsonb takes neither the character U+0000 nor half a surrogate pair. */

const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const storableText = (text: string) => text.replaceAll("\u0000", "\ufffd").replace(HALF_PAIR, "\ufffd");

/** The same value with such characters replaced by U+FFFD, in keys too. What JSON cannot carry is null. */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item)]));
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}
