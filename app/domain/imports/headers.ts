/**
 * Finds the header row of a sheet and which column is which. Offices put a title and a unit line above, add stars and spaces,
 * change the order, and keep columns of their own; none of that is an error. A required column that is absent is.
 */
import { plainText } from "./cells/plain-text.ts";
import type { ImportColumn, ImportFile } from "./columns/column.ts";
import { templateHeader } from "./columns/column.ts";
import type { ImportProblem, ImportProblemCode, ProblemFacts } from "./problem.ts";
import { levelOf, quotedValue } from "./problem.ts";
import type { SheetRow, SheetRows } from "./sheet-rows.ts";
import { columnLetter } from "./sheet-rows.ts";

/** Rows in which the header is looked for, counted over rows with content. */
const HEADER_SEARCH_ROWS = 12;

export type MatchedHeaders<Key extends string> = {
  readonly headerRow: number;
  /** Zero-based column by key; keys without a column are absent. */
  readonly columns: ReadonlyMap<Key, number>;
  /** Problems of the header: missing, double, ignored columns, unknown units. */
  readonly problems: readonly ImportProblem[];
};

/** A header as compared: half-width, lower case, without white space, stars, colons, brackets and what stands in them. */
export function headerKey(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replace(/[([【{<][^)\]】}>]*[)\]】}>]/g, "")
    .replace(/[\s*＊:：、,，.。_\-/\\'"“”()[\]【】必填#]/g, "");
}

/** The unit in the brackets of a header, "元/次" of "单价（元/次）*"; null without brackets or when they hold a remark such as 必填. */
export function headerUnit(text: string): string | null {
  const bracketed = /[([【]([^)\]】]*)[)\]】]/.exec(plainText(text))?.[1]?.replace(/\s/g, "");
  return bracketed === undefined || bracketed === "" || /必填|选填|可不填|示例|格式|文本/.test(bracketed)
    ? null
    : bracketed;
}

type Names<Key extends string> = ReadonlyMap<string, ImportColumn<Key>>;

function namesOf<Key extends string>(file: ImportFile<Key>): Names<Key> {
  const names = new Map<string, ImportColumn<Key>>();
  for (const column of file.columns) {
    for (const name of [column.header, column.key, ...column.synonyms]) {
      const key = headerKey(name);
      if (!names.has(key)) names.set(key, column);
    }
  }
  return names;
}

/** How many different columns of the file a row names. */
function matchCount<Key extends string>(row: SheetRow, names: Names<Key>): number {
  return new Set(
    row.cells.flatMap((cell) => (cell.kind === "text" ? (names.get(headerKey(cell.text))?.key ?? []) : [])),
  ).size;
}

/** The sheet that looks most like the file (most headers matched); the first one wins a tie. Null when no sheet names two columns. */
export function chooseSheet<Key extends string>(sheets: readonly SheetRows[], file: ImportFile<Key>): SheetRows | null {
  const names = namesOf(file);
  let best: { sheet: SheetRows; count: number } | null = null;
  for (const sheet of sheets) {
    const count = Math.max(0, ...sheet.rows.slice(0, HEADER_SEARCH_ROWS).map((row) => matchCount(row, names)));
    if (count >= 2 && (best === null || count > best.count)) best = { sheet, count };
  }
  return best?.sheet ?? null;
}

/** Finds the header row (the one that names most columns, at least two) and matches it. Null when there is none. */
export function matchHeaders<Key extends string>(sheet: SheetRows, file: ImportFile<Key>): MatchedHeaders<Key> | null {
  const names = namesOf(file);
  let header: SheetRow | null = null;
  let most = 1;
  for (const row of sheet.rows.slice(0, HEADER_SEARCH_ROWS)) {
    const count = matchCount(row, names);
    if (count > most) [header, most] = [row, count];
  }
  return header === null ? null : matchRow({ sheet: sheet.sheet, row: header, names, file });
}

type HeaderRow<Key extends string> = { sheet: string; row: SheetRow; names: Names<Key>; file: ImportFile<Key> };

function matchRow<Key extends string>({ sheet, row, names, file }: HeaderRow<Key>): MatchedHeaders<Key> {
  const columns = new Map<Key, number>();
  const problems: ImportProblem[] = [];
  const silent = new Set(file.silent.map(headerKey));
  const report = (at: number | null, header: string, code: ImportProblemCode, facts: ProblemFacts = {}) => {
    problems.push({
      sheet,
      row: row.rowNumber,
      column: at === null ? "" : columnLetter(at),
      header: quotedValue(header, null),
      value: at === null ? "" : quotedValue(header, null),
      code,
      level: levelOf(code),
      facts,
    });
  };
  row.cells.forEach((cell, at) => {
    if (cell.text.trim() === "") return;
    const column = names.get(headerKey(cell.text));
    if (column === undefined) {
      if (!silent.has(headerKey(cell.text))) report(at, cell.text, "column-ignored");
      return;
    }
    const first = columns.get(column.key);
    if (first !== undefined)
      return report(at, cell.text, "column-duplicated", { first_column: columnLetter(first), header: column.header });
    columns.set(column.key, at);
    const unit = headerUnit(cell.text);
    if (unit !== null && column.units.length > 0 && !column.units.includes(unit)) {
      report(at, cell.text, "column-unit-unknown", { unit, expected: column.units.join("、") });
    }
  });
  for (const column of file.columns) {
    if (column.required && ![column.key, ...column.instead].some((key) => columns.has(key)))
      report(null, column.header, "column-missing", { expected: templateHeader(column) });
  }
  return { headerRow: row.rowNumber, columns, problems };
}
