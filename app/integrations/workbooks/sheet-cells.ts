/** One worksheet's XML becomes rows of cells. Empty rows cost nothing: a cell in row 1,048,576 is one row, not a million. */
import { dateOfSerial } from "#app/domain/imports/cells/dates.ts";
import type { RawCell, SheetRow } from "#app/domain/imports/sheet-rows.ts";
import { columnOfLetters, EMPTY_CELL, textCell } from "#app/domain/imports/sheet-rows.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { unguardedText } from "./formula-guard.ts";
import type { ReadingLimits } from "./reading-limits.ts";
import { isOn, unescapedText } from "./workbook-parts.ts";
import type { XmlAttributes, XmlHandler } from "./xml-scanner.ts";

export type SheetContext = {
  readonly sharedStrings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly limits: ReadingLimits;
};

/** Days between the two serial systems of spreadsheets. */
const DAYS_TO_1904 = 1462;
/** Cells that vertical merges may fill; more is an attack. */
const FILLED_CELLS_MOST = 1_000_000;

type OpenCell = {
  column: number;
  type: string;
  style: string | undefined;
  value: string | null;
  inline: string;
  hasFormula: boolean;
};
type OpenRow = { rowNumber: number; hidden: boolean; cells: RawCell[] };

/** Collects the cells of one sheet as its XML goes by. */
export class SheetCells implements XmlHandler {
  readonly #context: SheetContext;
  readonly #rows: OpenRow[] = [];
  readonly #merges: string[] = [];
  #lastRow = 0;
  #row: OpenRow | null = null;
  #cell: OpenCell | null = null;
  #reading: "value" | "inline" | null = null;
  #phonetic = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: () => XmlAttributes): void {
    switch (name) {
      case "row":
        return this.#openRow(attributes());
      case "c":
        return this.#openCell(attributes());
      case "v":
        if (this.#cell) this.#cell.value = "";
        this.#reading = "value";
        return;
      case "t":
        this.#reading = this.#phonetic === 0 ? "inline" : null;
        return;
      case "rPh":
        this.#phonetic += 1;
        return;
      case "f":
        if (this.#cell) this.#cell.hasFormula = true;
        return;
      case "mergeCell":
        this.#merges.push(attributes().ref ?? "");
        return;
      default:
        return;
    }
  }

  text(text: string): void {
    if (this.#cell === null || this.#reading === null) return;
    if (this.#reading === "value") this.#cell.value = (this.#cell.value ?? "") + text;
    else this.#cell.inline += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#reading = null;
    else if (name === "rPh") this.#phonetic -= 1;
    else if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
  }

  /** The rows with content, merged cells filled downwards so that each row of a group shows the group's value. */
  rows(): SheetRow[] {
    this.#fillMerges();
    return this.#rows;
  }

  #openRow(attributes: XmlAttributes): void {
    const last = this.#lastRow;
    const rowNumber = attributes.r === undefined ? last + 1 : Number(attributes.r);
    if (!Number.isSafeInteger(rowNumber) || rowNumber <= last)
      throw new Refusal("workbook-unreadable", { detail: "row" });
    this.#lastRow = rowNumber;
    this.#row = { rowNumber, hidden: isOn(attributes.hidden), cells: [] };
  }

  #openCell(attributes: XmlAttributes): void {
    const letters = /^([A-Z]+)\d+$/.exec(attributes.r ?? "")?.[1] ?? "";
    const column = attributes.r === undefined ? (this.#row?.cells.length ?? 0) : columnOfLetters(letters);
    if (column === null) throw new Refusal("workbook-unreadable", { detail: "cell" });
    this.#cell = { column, type: attributes.t ?? "n", style: attributes.s, value: null, inline: "", hasFormula: false };
  }

  #closeCell(): void {
    const [row, cell] = [this.#row, this.#cell];
    this.#cell = null;
    if (row === null || cell === null) return;
    const raw = this.#rawCell(cell);
    if (raw.kind === "empty") return;
    if (cell.column >= this.#context.limits.columns) {
      throw new Refusal("workbook-too-many-columns", { most: this.#context.limits.columns });
    }
    while (row.cells.length < cell.column) row.cells.push(EMPTY_CELL);
    row.cells[cell.column] = raw;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = null;
    if (row === null || row.cells.length === 0) return;
    this.#rows.push(row);
    if (this.#rows.length > this.#context.limits.rows)
      throw new Refusal("workbook-too-many-rows", { most: this.#context.limits.rows });
  }

  #rawCell(cell: OpenCell): RawCell {
    const value = cell.value;
    switch (cell.type) {
      case "s": {
        const shared = this.#context.sharedStrings[Number(value ?? "x")];
        if (shared === undefined) throw new Refusal("workbook-unreadable", { detail: "text" });
        return textCell(unguardedText(shared));
      }
      case "inlineStr":
        return textCell(unguardedText(unescapedText(cell.inline)));
      case "str":
        return textCell(unguardedText(unescapedText(value ?? "")));
      case "b":
        return { kind: "boolean", text: value === "1" ? "TRUE" : "FALSE", value: value === "1" };
      case "e":
        return { kind: "error", text: value ?? "#ERROR!" };
      case "d":
        return textCell((value ?? "").slice(0, 10));
      default:
        return this.#numberCell(cell);
    }
  }

  #numberCell(cell: OpenCell): RawCell {
    // A formula that its program never computed has no value to believe.
    const text = (cell.value ?? "").trim();
    if (text === "") return cell.hasFormula ? { kind: "error", text: "#CALC!" } : EMPTY_CELL;
    const value = Number(text);
    if (!Number.isFinite(value)) return { kind: "error", text };
    if (this.#context.dateStyles[Number(cell.style ?? "-1")] !== true) return { kind: "number", text, value };
    const serial = this.#context.date1904 ? value + DAYS_TO_1904 : value;
    const date = dateOfSerial(serial);
    return date === null
      ? { kind: "number", text, value }
      : { kind: "date", text: `${date}${timeText(serial)}`, value: serial };
  }

  /** Copies the value of a merged range down its first column; sideways merges are titles and signature lines. */
  #fillMerges(): void {
    const at = new Map(this.#rows.map((row, index) => [row.rowNumber, index]));
    let filled = 0;
    for (const ref of this.#merges) {
      const match = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(ref);
      const column = columnOfLetters(match?.[1] ?? "");
      const index = at.get(Number(match?.[2]));
      if (match === null || column === null || index === undefined) continue;
      const value = this.#rows[index]?.cells[column];
      if (value === undefined || value.kind === "empty") continue;
      for (let below = index + 1; below < this.#rows.length; below += 1) {
        const row = this.#rows[below];
        if (row === undefined || row.rowNumber > Number(match[3])) break;
        while (row.cells.length <= column) row.cells.push(EMPTY_CELL);
        if (row.cells[column]?.kind === "empty") row.cells[column] = value;
        if ((filled += 1) > FILLED_CELLS_MOST) throw new Refusal("workbook-unreadable", { detail: "merges" });
      }
    }
  }
}

/** " 09:30" of a serial with a time of day, empty at midnight. */
function timeText(serial: number): string {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  if (minutes === 0 || minutes === 1440) return "";
  return ` ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
