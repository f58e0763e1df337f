/** Reads one import file row by row: finds the sheet and header, leaves out titles and totals, collects records and problems. */
import type { CanonicalValue } from "./canonical-text.ts";
import { canonicalText } from "./canonical-text.ts";
import { keptText, plainText } from "./cells/plain-text.ts";
import type { ImportFile } from "./columns/column.ts";
import { templateHeader } from "./columns/column.ts";
import { chooseSheet, matchHeaders } from "./headers.ts";
import type { ImportProgress } from "./import-context.ts";
import type { ImportProblem } from "./problem.ts";
import { refusesFile } from "./problem.ts";
import { RowReader, type RowPlace } from "./row-reader.ts";
import type { SheetRow, SheetRows } from "./sheet-rows.ts";
import { cellAt, columnLetter } from "./sheet-rows.ts";

/** What a file consists of and how one row becomes a record. Made anew for each reading: it remembers the rows it has seen. */
export type RowRules<Key extends string, Entry extends CanonicalValue> = {
  readonly file: ImportFile<Key>;
  /** The column whose emptiness, together with a word such as 合计, marks a closing line. */
  readonly keyColumn: Key;
  /**
   * What an error of a row does. Left out: it refuses the file, all or nothing. "keep": it refuses itself alone and its record is kept, too;
   * "leave-out": it refuses itself alone and has no record.
   */
  readonly faultyRows?: "keep" | "leave-out";
  /** Compares the file's last line of totals with the rows that were read; what it reports refuses the file. */
  checkTotals?(reader: RowReader<Key>): void;
  /** The record, or null when the row has errors (reported to the reader). */
  read(reader: RowReader<Key>): Entry | null;
};

export type ImportedRow<Entry> = {
  readonly record: Entry;
  readonly rowNumber: number;
  /** Canonical text of the record; its digest tells whether the row changed. */
  readonly text: string;
};

export type ImportReading<Entry> = {
  readonly sheet: string;
  readonly headerRow: number;
  /** Letter of the file's key column; empty when the sheet has none. */
  readonly keyLetter: string;
  /** Letter of each column that the sheet has, by key. */
  readonly letters: ReadonlyMap<string, string>;
  /** Data rows of the sheet, with and without problems. */
  readonly rowCount: number;
  /** Rows without errors, and with them where the rules keep those. To be stored only when `refused` is false. */
  readonly rows: readonly ImportedRow<Entry>[];
  readonly problems: readonly ImportProblem[];
  readonly refused: boolean;
};

const CLOSING =
  /^(?:合计|总计|小计|本页小计|本页合计|共计|填表人|填报人|制表人?|经办人?|审核人?|复核人?|单位负责人|负责人|填表日期|填报日期|注|说明|备注|水印)(?:$|[:：\s])|演示数据/;

/** Second sheet of the district's own templates: it explains the columns and is left out without notice. */
export const GUIDE_SHEET = "填写说明";
/** What stands in the first cell of a template's example row. */
export const EXAMPLE_MARK = "示例";

/** Reads to the end; `onProgress` is called about once in a hundred rows and at the end. */
export function readImport<Key extends string, Entry extends CanonicalValue>(
  sheets: readonly SheetRows[],
  rules: RowRules<Key, Entry>,
  onProgress?: ImportProgress,
): ImportReading<Entry> {
  const steps = importSteps(sheets, rules);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress?.(step.value.done, step.value.total);
  }
}

/** The same reading in steps of up to a hundred rows, for callers that let other work run in between. */
export function* importSteps<Key extends string, Entry extends CanonicalValue>(
  sheets: readonly SheetRows[],
  rules: RowRules<Key, Entry>,
): Generator<{ done: number; total: number }, ImportReading<Entry>> {
  const sheet = chooseSheet(sheets, rules.file);
  const headers = sheet === null ? null : matchHeaders(sheet, rules.file);
  if (sheet === null || headers === null) return withoutHeader(sheets, rules.file);
  const problems: ImportProblem[] = [...ignoredSheets(sheets, sheet), ...headers.problems];
  const keyAt = headers.columns.get(rules.keyColumn);
  const keys = new Set(rules.file.columns.map((column) => plainText(column.key)));
  const below = sheet.rows.filter((row) => row.rowNumber > headers.headerRow && isDataRow(row, keyAt, keys));
  const rows = below.filter((row) => !isExample(row));
  problems.push(...exampleRows(sheet.sheet, below), ...hiddenRows(sheet.sheet, rows));
  if (rows.length === 0) problems.push(filePlace(sheet.sheet, headers.headerRow, "rows-missing"));
  const columns = new Map(rules.file.columns.map((column) => [column.key, column]));
  const read: ImportedRow<Entry>[] = [];
  const ofFile = [...problems];
  for (const [index, row] of rows.entries()) {
    const reader = new RowReader({ sheet: sheet.sheet, row, positions: headers.columns, columns });
    read.push(...readRow(reader, rules, `row ${row.rowNumber} of ${sheet.sheet}`));
    problems.push(...reader.problems);
    const done = index + 1;
    if (done % 100 === 0 && done < rows.length) yield { done, total: rows.length };
  }
  const totals = sheet.rows.findLast((row) => row.rowNumber > headers.headerRow && isTotals(row, keyAt, keys));
  const ofTotals = problemsOfTotals(rules, totals, { sheet: sheet.sheet, positions: headers.columns, columns });
  problems.push(...ofTotals);
  yield { done: rows.length, total: rows.length };
  return {
    sheet: sheet.sheet,
    headerRow: headers.headerRow,
    keyLetter: keyAt === undefined ? "" : columnLetter(keyAt),
    letters: new Map([...headers.columns].map(([key, at]) => [key, columnLetter(at)])),
    rowCount: rows.length,
    rows: read,
    problems,
    refused: refusesFile(rules.faultyRows === undefined ? problems : [...ofFile, ...ofTotals]),
  };
}

/** What the rules say against the file's last line of totals; nothing where it has none. */
function problemsOfTotals<Key extends string, Entry extends CanonicalValue>(
  rules: RowRules<Key, Entry>,
  row: SheetRow | undefined,
  place: Omit<RowPlace<Key>, "row">,
): readonly ImportProblem[] {
  if (row === undefined) return [];
  const reader = new RowReader({ ...place, row });
  rules.checkTotals?.(reader);
  return reader.problems;
}

/** The row's record, unless its errors leave it out. */
function readRow<Key extends string, Entry extends CanonicalValue>(
  reader: RowReader<Key>,
  rules: RowRules<Key, Entry>,
  place: string,
): ImportedRow<Entry>[] {
  const record = rules.read(reader);
  const isKept = rules.faultyRows === "keep" || !refusesFile(reader.problems);
  if (!isKept) return [];
  if (record === null) throw new Error(`${place} was left out without a problem`);
  return [{ record, rowNumber: reader.rowNumber, text: canonicalText(record) }];
}

/** False for empty rows, a machine header (keys of the columns) under the header, totals and signature lines. */
function isDataRow(row: SheetRow, keyAt: number | undefined, keys: ReadonlySet<string>): boolean {
  const texts = row.cells.map((cell) => keptText(cell.text)).filter((text) => text !== "");
  const [first] = texts;
  if (first === undefined || texts.every((text) => keys.has(plainText(text)))) return false;
  const key = keyAt === undefined ? "" : keptText(cellAt(row, keyAt).text);
  return !CLOSING.test(first) || (key !== "" && key !== first);
}

const TOTALS = /^(?:合计|总计|共计)(?:$|[:：\s])/;

/** The closing line that adds up the whole file. */
function isTotals(row: SheetRow, keyAt: number | undefined, keys: ReadonlySet<string>): boolean {
  const first = row.cells.map((cell) => keptText(cell.text)).find((text) => text !== "") ?? "";
  return TOTALS.test(first) && !isDataRow(row, keyAt, keys);
}

function isExample(row: SheetRow): boolean {
  const first = row.cells.map((cell) => keptText(cell.text)).find((text) => text !== "") ?? "";
  return first === EXAMPLE_MARK || first === `（${EXAMPLE_MARK}）` || first === `(${EXAMPLE_MARK})`;
}

/** The example row of a template is never imported, and that is said. */
function exampleRows(sheet: string, rows: readonly SheetRow[]): ImportProblem[] {
  return rows.filter(isExample).map((row) => ({
    sheet,
    row: row.rowNumber,
    column: columnLetter(0),
    header: "",
    value: EXAMPLE_MARK,
    code: "row-example",
    level: "warning",
    facts: {},
  }));
}

function filePlace(
  sheet: string,
  row: number,
  code: "rows-missing" | "header-not-found",
  expected: string | null = null,
): ImportProblem {
  return {
    sheet,
    row,
    column: "",
    header: "",
    value: "",
    code,
    level: "error",
    facts: expected === null ? {} : { expected },
  };
}

function withoutHeader<Entry>(sheets: readonly SheetRows[], file: ImportFile): ImportReading<Entry> {
  const expected = file.columns
    .filter((column) => column.required)
    .map(templateHeader)
    .join("、");
  const first = sheets[0];
  const problem = filePlace(first?.sheet ?? "", first?.rows[0]?.rowNumber ?? 1, "header-not-found", expected);
  return {
    sheet: first?.sheet ?? "",
    headerRow: 0,
    keyLetter: "",
    letters: new Map(),
    rowCount: 0,
    rows: [],
    problems: [problem],
    refused: true,
  };
}

function ignoredSheets(sheets: readonly SheetRows[], chosen: SheetRows): ImportProblem[] {
  return sheets
    .filter((sheet) => sheet !== chosen && sheet.rows.length > 0 && keptText(sheet.sheet) !== GUIDE_SHEET)
    .map((sheet) => ({
      sheet: sheet.sheet,
      row: 1,
      column: "",
      header: "",
      value: "",
      code: "sheet-ignored",
      level: "warning",
      facts: { used: chosen.sheet },
    }));
}

/** One warning for all hidden rows: they are read, because a filter left on must not drop elders from a roster. */
function hiddenRows(sheet: string, rows: readonly SheetRow[]): ImportProblem[] {
  const hidden = rows.filter((row) => row.hidden);
  const first = hidden[0];
  if (first === undefined) return [];
  return [
    {
      sheet,
      row: first.rowNumber,
      column: columnLetter(0),
      header: "",
      value: "",
      code: "row-hidden",
      level: "warning",
      facts: { count: hidden.length },
    },
  ];
}
