import { expect, it } from "vitest";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";

it.each(["valueOf", "constructor", "toString"])("a cell that says %s comes back as it was", async (text) => {
  const columns = [{ key: "a", header: "列", kind: "text", width: 10, value: (row: string) => row }] as const;
  const bytes = await writeWorkbook([layoutSheet({ name: "表", title: "题", columns, rows: [text] })]);
  const [sheet] = await readWorkbook(bytes, "x.xlsx");
  expect(sheet?.rows.at(-1)?.cells[0]?.text).toBe(text);
});
