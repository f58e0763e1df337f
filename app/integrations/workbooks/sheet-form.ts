/**
 * A form as officials use it: title, unit line, header (grouped where asked), rows, totals, signature line. Described once per
 * form with typed columns; this file lays it out as cells, the writers turn cells into .xlsx or CSV.
 */
import type { Fen } from "#app/domain/money/fen.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanNumber, cellYuanText } from "#app/domain/money/yuan-text.ts";
import { serialOfDate } from "#app/domain/imports/cells/dates.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

/** What a column holds: `identifier` is always a text cell; `yuan` takes fen and shows two decimals; `date` takes yyyy-mm-dd. */
export type FormKind = "text" | "identifier" | "yuan" | "date" | "whole" | "decimal";

export type FormValue = string | number | Fen | null;

export type FormColumn<Row> = {
  /** Machine name, written as a second header row of CSV files. */
  readonly key: string;
  readonly header: string;
  /** Shown in brackets behind the header: "时长(分钟)". */
  readonly unit?: string;
  /** Columns that follow each other with the same group share a merged header above. */
  readonly group?: string;
  readonly kind: FormKind;
  /** Characters. */
  readonly width: number;
  /** Summed in the totals row. */
  readonly total?: boolean;
  readonly value: (row: Row) => FormValue;
};

export type SheetForm<Row> = {
  readonly name: string;
  readonly title: string;
  /** Unit, month, 单位：元. */
  readonly unitLine?: string;
  readonly columns: readonly FormColumn<Row>[];
  readonly rows: readonly Row[];
  readonly totals?: boolean;
  /** "填表人：", "审核人：", "日期：". */
  readonly signatures?: readonly string[];
  /** Printed at the foot of each page and in the last line: who exported, when; 演示数据 where simulated. */
  readonly watermark?: string;
};

/** A cell ready to be written; `style` names how it looks. */
export type FormCell = {
  readonly kind: FormKind | "date-serial";
  readonly value: string | number | null;
  readonly style: "title" | "unit" | "header" | "body" | "total" | "foot" | "error" | "warning";
  readonly columnSpan?: number;
  readonly rowSpan?: number;
  /** Shown as a comment of the cell. */
  readonly note?: string;
};

export type SheetLayout = {
  readonly name: string;
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (FormCell | null)[])[];
  /** First row of the header and rows above the data, both one-based and repeated on each printed page. */
  readonly headerFrom: number;
  readonly headerTo: number;
  readonly watermark: string | null;
};

/** Lays a form out. Amounts must be fen, dates yyyy-mm-dd, identifiers text: anything else throws TypeError or RangeError. */
export function layoutSheet<Row>(form: SheetForm<Row>): SheetLayout {
  const width = form.columns.length;
  const line = (text: string, style: FormCell["style"]) => [
    { kind: "text", value: text, style, columnSpan: width } satisfies FormCell,
    ...Array.from({ length: width - 1 }, () => null),
  ];
  const above = [line(form.title, "title"), ...(form.unitLine === undefined ? [] : [line(form.unitLine, "unit")])];
  const header = headerRows(form.columns);
  const body = form.rows.map((row) => form.columns.map((column) => bodyCell(column, column.value(row))));
  const foot = [(form.signatures ?? []).join("　　　　"), form.watermark ?? ""].filter((text) => text !== "");
  return {
    name: form.name,
    widths: form.columns.map((column) => column.width),
    rows: [
      ...above,
      ...header,
      ...body,
      ...(form.totals === true ? [totalsRow(form)] : []),
      ...foot.map((text) => line(text, "foot")),
    ],
    headerFrom: above.length + 1,
    headerTo: above.length + header.length,
    watermark: form.watermark ?? null,
  };
}

/** The header as people read it, "时长(分钟)". */
export function headerText(column: { readonly header: string; readonly unit?: string }): string {
  return column.unit === undefined ? column.header : `${column.header}(${column.unit})`;
}

function headerRows<Row>(columns: readonly FormColumn<Row>[]): (FormCell | null)[][] {
  const cell = (value: string, spans: Partial<FormCell> = {}): FormCell => ({
    kind: "text",
    value,
    style: "header",
    ...spans,
  });
  if (columns.every((column) => column.group === undefined)) return [columns.map((column) => cell(headerText(column)))];
  const upper = columns.map((column, index) => {
    if (column.group === undefined) return cell(headerText(column), { rowSpan: 2 });
    if (columns[index - 1]?.group === column.group) return null;
    const end = columns.findIndex((other, at) => at > index && other.group !== column.group);
    return cell(column.group, { columnSpan: (end < 0 ? columns.length : end) - index });
  });
  return [upper, columns.map((column) => (column.group === undefined ? null : cell(headerText(column))))];
}

function bodyCell<Row>(column: FormColumn<Row>, value: FormValue): FormCell | null {
  const style = "body";
  // An empty cell of a number that is a name is text as well: whoever fills it in by hand types no number.
  if (value === null || value === "")
    return column.kind === "identifier" ? { kind: "identifier", value: null, style } : null;
  switch (column.kind) {
    case "yuan":
      return { kind: "yuan", value: cellYuanNumber(amountOf(value)), style };
    case "date":
      return { kind: "date-serial", value: serialOfDate(plainDate(textOf(value))), style };
    case "whole":
    case "decimal":
      return { kind: column.kind, value: numberOf(value), style };
    case "identifier":
    case "text":
      return { kind: column.kind, value: textOf(value), style };
  }
}

/** The value as CSV text: amounts with two decimals, everything else as it is. */
export function plainValue(kind: FormKind, value: FormValue): string {
  if (value === null) return "";
  return kind === "yuan" ? cellYuanText(amountOf(value)) : String(value);
}

const SUM_DECIMALS = 6;

function totalsRow<Row>(form: SheetForm<Row>): (FormCell | null)[] {
  return form.columns.map((column, index) => {
    if (column.total !== true) return index === 0 ? { kind: "text", value: "合计", style: "total" } : null;
    const values = form.rows.map((row) => column.value(row)).filter((value) => value !== null);
    if (column.kind === "yuan") {
      const sum = values.reduce((total, value) => total + amountOf(value), 0n);
      return { kind: "yuan", value: cellYuanNumber(fen(sum)), style: "total" };
    }
    return {
      kind: column.kind,
      // A sum of tenths is 87.30000000000001 in floating point.
      value: Number(values.reduce<number>((total, value) => total + numberOf(value), 0).toFixed(SUM_DECIMALS)),
      style: "total",
    };
  });
}

function amountOf(value: FormValue): Fen {
  if (typeof value !== "bigint") throw new TypeError(`an amount must be fen: ${String(value)}`);
  return value;
}

function numberOf(value: FormValue): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError(`not a number: ${String(value)}`);
  return value;
}

function textOf(value: FormValue): string {
  if (typeof value !== "string") throw new TypeError(`must be text: ${String(value)}`);
  return value;
}
