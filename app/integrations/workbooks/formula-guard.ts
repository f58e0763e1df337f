/**
 * A text that begins like a formula is written with a leading apostrophe, because a spreadsheet that opens the file, or a CSV
 * made from it, would run it (security rule for exports). Reading takes the apostrophe away again, so that every exported cell
 * comes back as it was.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n\0＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n\0＝＋－＠]/;

/** The text as written into a cell. */
export function guardedText(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** The text of a cell as it was before it was guarded. */
export function unguardedText(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
