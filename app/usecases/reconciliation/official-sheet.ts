/** What every sheet that is handed in has in common (domain reference, section 13): unit line, totals, signature line, watermark. */
import type { SheetForm } from "#app/integrations/workbooks/sheet-form.ts";

export type Heading = { readonly unitLine: string; readonly watermark: string };

/** The office that hands the forms in. 示例/待确认. */
export const REPORTING_OFFICE = "区养老服务科";

export const SIGNATURES: readonly string[] = ["填表人：", "审核人：", "日期："];

type Sheet<Row> = Pick<SheetForm<Row>, "name" | "title" | "columns" | "rows"> & {
  /** Left out: the usual three. */
  readonly signatures?: readonly string[];
};

export function officialSheet<Row>(
  { signatures = SIGNATURES, ...sheet }: Sheet<Row>,
  heading: Heading,
): SheetForm<Row> {
  const unitLine = `填报单位：${REPORTING_OFFICE}\u3000\u3000${heading.unitLine}`;
  return { ...sheet, totals: true, signatures, ...heading, unitLine };
}
