/**
 * The file an office gets back when its import was refused: its own rows where they were, offending cells coloured and
 * commented, and one more column that says what to do.
 */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import type { RawCell, SheetRow, SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { columnLetter } from "#app/domain/imports/sheet-rows.ts";
import type { FormCell, SheetLayout } from "./sheet-form.ts";
import { writeWorkbook } from "./write-workbook.server.ts";

export type Marking = {
  readonly sheets: readonly SheetRows[];
  readonly problems: readonly ImportProblem[];
  /** The remark for one problem, in the reader's language. */
  readonly remark: (problem: ImportProblem) => string;
  /** Header of the added column: 问题. */
  readonly remarkHeader: string;
  /** Sheet and row of the header; row 0 where none was found. */
  readonly header: { readonly sheet: string; readonly row: number };
  readonly watermark: string;
};

/** Rows keep their numbers up to here; a sheet with content further down is written without its gaps. */
const KEPT_ROWS = 100_000;
const [REMARK_WIDTH, CELL_WIDTH] = [60, 16];

/** Writes the marked workbook: errors red, warnings yellow. */
export async function writeMarkedWorkbook(marking: Marking): Promise<Uint8Array> {
  return writeWorkbook(marking.sheets.map((sheet) => markedSheet(sheet, marking)));
}

function markedSheet(sheet: SheetRows, marking: Marking): SheetLayout {
  const headerRow = marking.header.sheet === sheet.sheet ? marking.header.row : 0;
  const ofSheet = marking.problems.filter((problem) => problem.sheet === sheet.sheet);
  const byRow = new Map<number, ImportProblem[]>();
  for (const problem of ofSheet) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem]);
  const width = Math.max(1, ...sheet.rows.map((row) => row.cells.length));
  const sparse = (sheet.rows.at(-1)?.rowNumber ?? 0) > KEPT_ROWS;
  const rows: (FormCell | null)[][] = [];
  for (const row of sheet.rows) {
    while (!sparse && rows.length < row.rowNumber - 1) rows.push([]);
    const isHeader = row.rowNumber === headerRow;
    rows.push(markedRow(row, width, { problems: byRow.get(row.rowNumber) ?? [], marking, isHeader }));
  }
  const headerTo = Math.min(headerRow, rows.length);
  return {
    name: sheet.sheet,
    widths: [...Array.from({ length: width }, () => CELL_WIDTH), REMARK_WIDTH],
    rows,
    headerFrom: Math.max(1, headerTo),
    headerTo: Math.max(1, headerTo),
    watermark: marking.watermark,
  };
}

type RowMarks = {
  readonly problems: readonly ImportProblem[];
  readonly marking: Marking;
  readonly isHeader: boolean;
};

function markedRow(row: SheetRow, width: number, { problems, marking, isHeader }: RowMarks): (FormCell | null)[] {
  const cells: (FormCell | null)[] = Array.from({ length: width }, (_, column) => {
    const letter = columnLetter(column);
    const here = problems.filter((problem) => problem.column === letter);
    const cell = writtenCell(row.cells[column], levelOf(here) ?? (isHeader ? "header" : "body"));
    return cell === null || here.length === 0 ? cell : { ...cell, note: here.map(marking.remark).join("\n") };
  });
  const remarks = [...(isHeader ? [marking.remarkHeader] : []), ...problems.map(marking.remark)];
  if (remarks.length > 0) {
    cells.push({ kind: "text", value: remarks.join("；"), style: levelOf(problems) ?? "header" });
  }
  return cells;
}

function levelOf(problems: readonly ImportProblem[]): "error" | "warning" | null {
  if (problems.length === 0) return null;
  return problems.some((problem) => problem.level === "error") ? "error" : "warning";
}

/** The cell as it was; a cell that is empty and wrong is coloured all the same. */
function writtenCell(cell: RawCell | undefined, style: FormCell["style"]): FormCell | null {
  switch (cell?.kind) {
    case undefined:
    case "empty":
      return style === "body" || style === "header" ? null : { kind: "text", value: null, style };
    case "number":
      return { kind: Number.isInteger(cell.value) ? "whole" : "decimal", value: cell.value, style };
    case "date":
      return { kind: "date-serial", value: cell.value, style };
    case "text":
    case "boolean":
    case "error":
      return { kind: "text", value: cell.text, style };
  }
}
