/** A form that officials hand in, opened again: its texts, and the number that its totals row has under a header. */
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";

export async function openForm(bytes: Uint8Array): Promise<SheetRows[]> {
  return readWorkbook(bytes, "form.xlsx");
}

export const textsOf = (sheet: SheetRows | undefined) =>
  (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));

/** The number of the totals row in the column of this header, in hundredths: fen where the column is of yuan. */
export function totalOf(sheet: SheetRows | undefined, header: string): number {
  const column = textsOf(sheet)
    .find((row) => row.includes(header))
    ?.indexOf(header);
  const foot = (sheet?.rows ?? []).find((row) => row.cells[0]?.text === "合计");
  const cell = foot?.cells[column ?? -1];
  return cell?.kind === "number" ? Math.round(cell.value * 100) : Number.NaN;
}
