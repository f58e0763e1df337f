/** Writes forms as .xlsx in the layout officials expect: A4 landscape, header on each page, numbers of people as text cells. */
import type { Cell, CellObject, Row } from "write-excel-file/node";
import writeXlsxFile from "write-excel-file/node";
import { cellNotes, escapedXml } from "./cell-notes.ts";
import { guardedText } from "./formula-guard.ts";
import type { FormCell, SheetLayout } from "./sheet-form.ts";

const BORDER = { borderStyle: "thin", borderColor: "#bfbfbf" } as const;
const STYLES: Readonly<Record<FormCell["style"], Partial<CellObject>>> = {
  title: { fontWeight: "bold", fontSize: 16, align: "center", height: 28 },
  unit: { align: "left", textColor: "#595959" },
  header: {
    fontWeight: "bold",
    align: "center",
    alignVertical: "center",
    wrap: true,
    backgroundColor: "#f2f2f2",
    ...BORDER,
  },
  body: BORDER,
  total: { fontWeight: "bold", ...BORDER },
  foot: { align: "left", textColor: "#595959" },
  error: { backgroundColor: "#ffc7ce", textColor: "#9c0006", ...BORDER },
  warning: { backgroundColor: "#ffeb9c", textColor: "#7f6000", ...BORDER },
};

/** Characters that XML cannot hold or that writers drop; the workbook format has an escape of its own for them. */
const UNWRITABLE = /\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\ufffd/gu;
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;
const SHEET_NAME_MOST = 31;

/** Almost no text needs an escape; one test saves two passes over each of a hundred thousand cells. */
const NEEDS_ESCAPE = /_x|\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\ufffd/u;

/**
 * Text as a workbook stores it: guarded against formulas, with the format's escape for everything XML cannot hold.
 * The library keeps its texts in a plain object, so a cell that says "constructor" would break the whole file: it is escaped too.
 */
export function cellText(text: string): string {
  const guarded = guardedText(text);
  if (guarded in Object.prototype) return escapedUnits(guarded.charAt(0)) + guarded.slice(1);
  if (!NEEDS_ESCAPE.test(guarded)) return guarded;
  return guarded
    .replace(LOOKS_ESCAPED, "_x005F_")
    .replace(UNWRITABLE, (character) =>
      character === "\t" || character === "\n" ? character : escapedUnits(character),
    );
}

function escapedUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .join("");
}

/** A name a spreadsheet accepts: at most 31 characters, none of []/\:*?, no quote at either end. */
export function sheetName(name: string): string {
  const cleaned = name
    .replace(/[[\]/\\:*?]/g, "_")
    .replace(/^'+|'+$/g, "")
    .trim();
  return Array.from(cleaned).join("").slice(0, SHEET_NAME_MOST) || "Sheet";
}

function writtenCell(cell: FormCell | null): Cell {
  if (cell === null) return null;
  const style = { ...STYLES[cell.style], ...spans(cell) };
  if (cell.value === null) return { ...style, type: String, ...(cell.kind === "identifier" && { format: "@" }) };
  switch (cell.kind) {
    case "text":
    case "identifier":
      return { ...style, type: String, value: cellText(String(cell.value)), format: "@" };
    case "yuan":
      return { ...style, type: Number, value: Number(cell.value), format: "0.00" };
    case "date":
    case "date-serial":
      return { ...style, type: Number, value: Number(cell.value), format: "yyyy-mm-dd" };
    case "whole":
      return { ...style, type: Number, value: Number(cell.value), format: "0" };
    case "decimal":
      return { ...style, type: Number, value: Number(cell.value) };
  }
}

function spans(cell: FormCell): Partial<CellObject> {
  return {
    ...(cell.columnSpan !== undefined && cell.columnSpan > 1 ? { columnSpan: cell.columnSpan } : {}),
    ...(cell.rowSpan !== undefined && cell.rowSpan > 1 ? { rowSpan: cell.rowSpan } : {}),
  };
}

const escaped = (text: string) => escapedXml(text).replace(UNWRITABLE, "");

type WriterFeature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>["features"]>[number];

/** Page set-up the library has no option for: one page wide, header rows on each page, watermark and page number at the foot. */
function printing(layouts: readonly SheetLayout[], names: readonly string[]): WriterFeature {
  const titles = layouts
    .map((layout, index) => {
      const quoted = `'${(names[index] ?? "").replace(/'/g, "''")}'`;
      return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(`${quoted}!$${layout.headerFrom}:$${layout.headerTo}`)}</definedName>`;
    })
    .join("");
  return {
    files: {
      transform: {
        "xl/workbook.xml": {
          transform: (xml) => xml.replace("<definedNames/>", () => `<definedNames>${titles}</definedNames>`),
        },
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml, _options, { sheetIndex }) => {
            const mark = (layouts[sheetIndex]?.watermark ?? "").replace(/&/g, "&&");
            const foot = `<headerFooter><oddFooter>${escaped(`&L${mark}&R第 &P 页 共 &N 页`)}</oddFooter></headerFooter>`;
            return xml
              .replace(/<worksheet[^>]*>/, (root) => `${root}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
              .replace(
                /<pageSetup ([^>]*)\/>/,
                (_, given: string) => `<pageSetup ${given} fitToWidth="1" fitToHeight="0"/>${foot}`,
              );
          },
        },
      },
    },
  };
}

/** Writes one workbook with a sheet per layout. Sheet names are made acceptable and different. */
export async function writeWorkbook(layouts: readonly SheetLayout[]): Promise<Uint8Array> {
  const names = differentNames(layouts.map((layout) => sheetName(layout.name)));
  const sheets = layouts.map((layout, index) => ({
    sheet: names[index] ?? "Sheet",
    orientation: "landscape" as const,
    stickyRowsCount: layout.headerTo,
    columns: layout.widths.map((width) => ({ width })),
    data: layout.rows.map((row): Row => row.map(writtenCell)),
  }));
  const options = { fontFamily: "宋体", fontSize: 11, features: [printing(layouts, names), ...cellNotes(layouts)] };
  return writeXlsxFile(sheets, options).toBuffer();
}

function differentNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; used.has(free.toLowerCase()); number += 1)
      free = `${name.slice(0, SHEET_NAME_MOST - 4)}(${number})`;
    used.add(free.toLowerCase());
    return free;
  });
}
