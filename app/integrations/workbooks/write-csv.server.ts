/** Writes a form as CSV for programs and spreadsheets: UTF-8 with mark, Chinese header, machine header, RFC 4180 quoting. */
import { guardedText } from "./formula-guard.ts";
import type { FormColumn } from "./sheet-form.ts";
import { headerText, plainValue } from "./sheet-form.ts";

const MARK = "\ufeff";

/** One cell: guarded against formulas unless it is a number, quoted when it holds a separator, quote, line end or outer space. */
export function csvCellText(text: string, isNumber: boolean): string {
  const safe = isNumber ? text : guardedText(text);
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The file's bytes. Only columns and rows of a form are written: titles and totals would be read as data. */
export function writeCsv<Row>(form: {
  readonly columns: readonly FormColumn<Row>[];
  readonly rows: readonly Row[];
}): Uint8Array {
  const lines = [
    form.columns.map((column) => csvCellText(headerText(column), false)).join(","),
    form.columns.map((column) => csvCellText(column.key, false)).join(","),
    ...form.rows.map((row) =>
      form.columns
        .map((column) => {
          const isNumber = column.kind === "yuan" || column.kind === "whole" || column.kind === "decimal";
          return csvCellText(plainValue(column.kind, column.value(row)), isNumber);
        })
        .join(","),
    ),
  ];
  return new TextEncoder().encode(`${MARK}${lines.join("\r\n")}\r\n`);
}
