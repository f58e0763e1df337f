/**
 * The door through which office files come in: .xlsx and CSV become sheets of raw cells. Our own reader of the workbook parts,
 * because the maintained library turns failed formulas into empty cells, refuses a whole file for one of them, hides merges and
 * hidden rows, and unpacks without a limit.
 */
import { setImmediate as afterOthers } from "node:timers/promises";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { readCsv } from "./read-csv.server.ts";
import type { ReadingLimits } from "./reading-limits.ts";
import { READING_LIMITS } from "./reading-limits.ts";
import { SheetCells } from "./sheet-cells.ts";
import { readDateStyles, readSharedStrings, readWorkbookParts, xmlText } from "./workbook-parts.ts";
import { XmlScanner } from "./xml-scanner.ts";
import { openZipArchive } from "./zip-archive.server.ts";

/** Tags handled before other work may run; about 20 ms. */
const TAGS_AT_A_TIME = 50_000;

/** Old binary workbooks and encrypted new ones share this container. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP_FILE = [0x50, 0x4b, 0x03, 0x04];

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/**
 * Reads a file by its content, not by its name. Refuses "file-empty", "file-too-large", "workbook-old-format" (.xls, or a
 * workbook with a password), "workbook-encrypted", "workbook-unreadable", "workbook-too-large-unpacked",
 * "workbook-too-many-rows", "workbook-too-many-columns", "file-encoding-unknown", "csv-unreadable".
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  limits: ReadingLimits = READING_LIMITS,
): Promise<SheetRows[]> {
  if (bytes.byteLength === 0) throw new Refusal("file-empty");
  if (bytes.byteLength > limits.fileBytes) {
    throw new Refusal("file-too-large", {
      megabytes: Math.ceil(bytes.byteLength / 1e6),
      most: Math.floor(limits.fileBytes / 1e6),
    });
  }
  if (startsWith(bytes, COMPOUND_FILE)) throw new Refusal("workbook-old-format");
  if (!startsWith(bytes, ZIP_FILE)) return [readCsv(bytes, fileName, limits)];
  return readXlsx(bytes, limits);
}

async function readXlsx(bytes: Uint8Array, limits: ReadingLimits): Promise<SheetRows[]> {
  const archive = openZipArchive(bytes, limits);
  const parts = readWorkbookParts((name) => archive.read(name));
  const optional = <T>(path: string | null, read: (part: Uint8Array) => T[]): T[] => {
    const part = path === null ? null : archive.read(path);
    return part === null ? [] : read(part);
  };
  const sharedStrings = optional(parts.sharedStringsPath, readSharedStrings);
  const dateStyles = optional(parts.stylesPath, readDateStyles);
  const shown = parts.sheets.filter((sheet) => !sheet.hidden);
  const sheets: SheetRows[] = [];
  for (const { name, path } of shown) {
    const part = archive.read(path);
    if (part === null) throw new Refusal("workbook-unreadable", { detail: "sheet" });
    const cells = new SheetCells({ sharedStrings, dateStyles, date1904: parts.date1904, limits });
    const scanner = new XmlScanner(xmlText(part), cells);
    while (scanner.advance(TAGS_AT_A_TIME)) await afterOthers();
    sheets.push({ sheet: name, rows: cells.rows() });
  }
  if (sheets.length === 0) throw new Refusal("workbook-unreadable", { detail: "no sheet" });
  return sheets;
}
