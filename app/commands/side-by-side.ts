/** Lines of a terminal that say the same in both languages, Chinese first, with their values in one column. */

/** Terminal columns: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

/** A label padded to a width, and its value set to the right of a column. */
export function labelledLine(
  label: string,
  value: string | number,
  { labelWidth, valueWidth }: { readonly labelWidth: number; readonly valueWidth: number },
): string {
  const room = Math.max(1, labelWidth - widthOf(label));
  return `${label}${" ".repeat(room)}${String(value).padStart(valueWidth)}`;
}
