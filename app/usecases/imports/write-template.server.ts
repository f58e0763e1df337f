/** The empty workbook of one kind: the columns the import reads, an example row marked 示例, and a sheet that explains each column. */
import { BANK_FILE } from "#app/domain/imports/columns/bank-columns.ts";
import { CLAIM_FILE } from "#app/domain/imports/columns/claim-columns.ts";
import { columnChoices } from "#app/domain/imports/columns/column-choices.ts";
import type { ImportColumn, ImportFile } from "#app/domain/imports/columns/column.ts";
import { templateColumns, templateHeader } from "#app/domain/imports/columns/column.ts";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { EXAMPLE_ROWS } from "#app/domain/imports/columns/example-rows.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { STOP_FILE } from "#app/domain/imports/columns/stop-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { EXAMPLE_MARK, GUIDE_SHEET } from "#app/domain/imports/read-import.ts";
import type { FormCell, SheetLayout } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import type { ImportKind } from "./import-outcome.ts";

export const IMPORT_FILES: Readonly<Record<ImportKind, ImportFile>> = {
  elders: ELDER_FILE,
  providers: PROVIDER_FILE,
  workers: WORKER_FILE,
  facilities: FACILITY_FILE,
  stops: STOP_FILE,
  bank: BANK_FILE,
  claims: CLAIM_FILE,
};

/** Words of the explaining sheet, in the reader's language. */
export type TemplateWords = {
  readonly unitLine: string;
  /** Column, required, how to write it, accepted words, example. */
  readonly guideHeaders: readonly [string, string, string, string, string];
  readonly required: string;
  readonly optional: string;
  readonly howToWrite: Readonly<Record<ImportColumn["kind"], string>>;
};

const text = (value: string, style: FormCell["style"]): FormCell => ({ kind: "text", value, style });
const NUMBER_WIDTH = 8;

function rowsSheet(file: ImportFile, words: TemplateWords): SheetLayout {
  const columns = templateColumns(file);
  const width = columns.length + 1;
  const above = (value: string, style: FormCell["style"]): (FormCell | null)[] => [
    { ...text(value, style), columnSpan: width },
    ...Array.from({ length: width - 1 }, () => null),
  ];
  const example: Readonly<Record<string, string>> = EXAMPLE_ROWS[file.kind];
  return {
    name: file.nameZh,
    widths: [NUMBER_WIDTH, ...columns.map((column) => column.width)],
    rows: [
      above(file.nameZh, "title"),
      above(words.unitLine, "unit"),
      [text("序号", "header"), ...columns.map((column) => text(templateHeader(column), "header"))],
      [text(EXAMPLE_MARK, "foot"), ...columns.map((column) => text(example[column.key] ?? "", "foot"))],
    ],
    headerFrom: 3,
    headerTo: 3,
    watermark: null,
  };
}

function guideSheet(file: ImportFile, words: TemplateWords): SheetLayout {
  const example: Readonly<Record<string, string>> = EXAMPLE_ROWS[file.kind];
  const lines = templateColumns(file).map((column) => {
    const choices = columnChoices(file.kind, column.key);
    return [
      templateHeader(column),
      column.required ? words.required : words.optional,
      words.howToWrite[column.kind],
      choices.map(({ code, name }) => (code === name ? name : `${name}（${code}）`)).join("、"),
      example[column.key] ?? "",
    ].map((value) => text(value, "body"));
  });
  return {
    name: GUIDE_SHEET,
    widths: [22, 8, 40, 60, 36],
    rows: [words.guideHeaders.map((header) => text(header, "header")), ...lines],
    headerFrom: 1,
    headerTo: 1,
    watermark: null,
  };
}

/** The workbook's bytes; importing it as it is finds no data row. */
export async function writeTemplate(kind: ImportKind, words: TemplateWords): Promise<Uint8Array> {
  const file = IMPORT_FILES[kind];
  return writeWorkbook([rowsSheet(file, words), guideSheet(file, words)]);
}
