/** What every sheet that is handed in has in common (domain reference, section 13): unit line, totals, signature line, watermark. */
import type { SheetForm } from "#app/integrations/workbooks/sheet-form.ts";

export type Heading = { readonly unitLine: string; readonly watermark: string };

export const SIGNATURES: readonly string[] = ["填表人：", "审核人：", "日期："];

type Sheet<Row> = Pick<SheetForm<Row>, "name" | "title" | "columns" | "rows"> & {
  /** Left out: the usual three. */
  readonly signatures?: readonly string[];
};

export function officialSheet<Row>(
  { signatures = SIGNATURES, ...sheet }: Sheet<Row>,
  heading: Heading,
): SheetForm<Row> {
  return { ...sheet, totals: true, signatures, ...heading };
}
