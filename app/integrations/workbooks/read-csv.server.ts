/** CSV as offices save it: UTF-8 with or without mark, GB18030 (what a Chinese spreadsheet writes), or UTF-16 with a mark. */
import { parse } from "csv-parse/sync";
import type { RawCell, SheetRow, SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { EMPTY_CELL, textCell } from "#app/domain/imports/sheet-rows.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { unguardedText } from "./formula-guard.ts";
import type { ReadingLimits } from "./reading-limits.ts";

/** A cell longer than this is no cell but a quote that was never closed. */
const RECORD_CHARACTERS_MOST = 200_000;

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of a file. UTF-8 is tried first, because GB18030 would read almost anything. Refuses "file-encoding-unknown". */
export function decodedText(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const text = marked === null ? (decoded(bytes, "utf-8") ?? decoded(bytes, "gb18030")) : decoded(bytes, marked);
  if (text === null || text.includes("\0")) throw new Refusal("file-encoding-unknown");
  return text;
}

/** The separator that stands most often in the first lines outside quotes; a comma when none does. */
export function csvSeparator(text: string): string {
  const head = text.slice(0, 5_000).replace(/"[^"]*"/g, "");
  const counts = [",", "\t", ";"].map((separator) => ({ separator, count: head.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/** Reads a CSV file as one sheet named after the file. Refuses "file-encoding-unknown", "csv-unreadable", "workbook-too-many-rows". */
export function readCsv(bytes: Uint8Array, fileName: string, limits: ReadingLimits): SheetRows {
  const text = decodedText(bytes);
  const records = parsed(text, limits);
  if (records.length >= limits.rows * 2) throw new Refusal("workbook-too-many-rows", { most: limits.rows });
  const rows: SheetRow[] = [];
  records.forEach((record, index) => {
    if (record.length > limits.columns) throw new Refusal("workbook-too-many-columns", { most: limits.columns });
    const cells = record.map(csvCell);
    if (cells.some((cell) => cell.kind !== "empty")) rows.push({ rowNumber: index + 1, cells, hidden: false });
  });
  if (rows.length > limits.rows) throw new Refusal("workbook-too-many-rows", { most: limits.rows });
  return { sheet: fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, ""), rows };
}

function parsed(text: string, limits: ReadingLimits): string[][] {
  try {
    return parse(text, {
      delimiter: csvSeparator(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: RECORD_CHARACTERS_MOST,
      to: limits.rows * 2,
    });
  } catch (cause) {
    const line = typeof cause === "object" && cause !== null && "lines" in cause ? Number(cause.lines) : 0;
    throw new Refusal("csv-unreadable", { line });
  }
}

/** All CSV cells are text. ="0123" is how offices keep a spreadsheet from turning a number into a number. */
function csvCell(text: string): RawCell {
  const kept = /^="([^"]*)"$/.exec(text.trim())?.[1];
  const cell = kept === undefined ? text : kept;
  return cell.trim() === "" ? EMPTY_CELL : textCell(unguardedText(cell));
}
