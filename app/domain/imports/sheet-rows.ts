/**
 * A sheet of an office's file as cells, before anything is believed about it. What a cell *is* matters as much as what it
 * shows: an identity number typed into a numeric cell has already lost its last digits, however well the rest looks.
 */

/** One cell as the file holds it. `text` is what a message may quote. */
export type RawCell =
  | { readonly kind: "empty"; readonly text: "" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly text: string; readonly value: number }
  /** A number shown as a date; `text` is yyyy-mm-dd (with hh:mm when the cell has a time), `value` the serial of the 1900 system. */
  | { readonly kind: "date"; readonly text: string; readonly value: number }
  | { readonly kind: "boolean"; readonly text: "TRUE" | "FALSE"; readonly value: boolean }
  /** A formula that failed; `text` is the error as shown, such as "#REF!". */
  | { readonly kind: "error"; readonly text: string };

/** One row that holds at least one cell. `rowNumber` is the number a spreadsheet shows at its left edge. */
export type SheetRow = { readonly rowNumber: number; readonly cells: readonly RawCell[]; readonly hidden: boolean };

/** One sheet; rows without any content are left out, so numbers may skip. */
export type SheetRows = { readonly sheet: string; readonly rows: readonly SheetRow[] };

export const EMPTY_CELL: RawCell = { kind: "empty", text: "" };

/** The cell at a zero-based column, empty beyond the row's end. */
export function cellAt(row: SheetRow, column: number): RawCell {
  return row.cells[column] ?? EMPTY_CELL;
}

/** "A" of column 0, "Z" of 25, "AA" of 26. */
export function columnLetter(column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** Zero-based column of letters such as "AA"; gives null for anything else. */
export function columnOfLetters(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/.test(letters)) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A text cell, or an empty one for blank text. */
export function textCell(text: string): RawCell {
  return text.trim() === "" ? EMPTY_CELL : { kind: "text", text };
}
