import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import type { SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { sheetName, writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { openZipArchive } from "#app/integrations/workbooks/zip-archive.server.ts";

type Line = { no: number; name: string; idNumber: string; on: string; priceFen: bigint; minutes: number };

const line: Line = {
  no: 1,
  name: "张*英",
  idNumber: "320***********0019",
  on: "2026-12-01",
  priceFen: 3500n,
  minutes: 65,
};
const form: SheetForm<Line> = {
  name: "结算明细",
  title: "服务机构结算明细表",
  unitLine: "单位：崇川区民政局　2026年12月　单位：元",
  columns: [
    { key: "no", header: "序号", kind: "whole", width: 6, value: (row) => row.no },
    { key: "name", header: "姓名", group: "服务对象", kind: "text", width: 10, value: (row) => row.name },
    {
      key: "id_number",
      header: "身份证号",
      group: "服务对象",
      kind: "identifier",
      width: 22,
      value: (row) => row.idNumber,
    },
    { key: "on", header: "服务日期", kind: "date", width: 12, value: (row) => row.on },
    {
      key: "minutes",
      header: "时长",
      unit: "分钟",
      kind: "whole",
      width: 10,
      total: true,
      value: (row) => row.minutes,
    },
    {
      key: "price_fen",
      header: "单价",
      unit: "元/次",
      kind: "yuan",
      width: 12,
      total: true,
      value: (row) => fen(row.priceFen),
    },
  ],
  rows: [line, { ...line, no: 2, priceFen: 3001n }],
  totals: true,
  signatures: ["填表人：", "审核人：", "日期："],
  watermark: "演示数据 & 2026-12-31",
};

describe("a form of officials", () => {
  it("has a title over its width, unit line, grouped header, rows, totals, signatures and mark", async () => {
    const [sheet] = await readWorkbook(await writeWorkbook([layoutSheet(form)]), "a.xlsx");
    const rows = (sheet?.rows ?? []).map((row) => row.cells.map((cell) => (cell.kind === "empty" ? "" : cell.text)));
    expect(rows).toEqual([
      ["服务机构结算明细表"],
      ["单位：崇川区民政局 2026年12月 单位：元".replaceAll(" ", "　")],
      ["序号", "服务对象", "", "服务日期", "时长(分钟)", "单价(元/次)"],
      ["序号", "姓名", "身份证号", "服务日期", "时长(分钟)", "单价(元/次)"],
      ["1", "张*英", "320***********0019", "2026-12-01", "65", "35"],
      ["2", "张*英", "320***********0019", "2026-12-01", "65", "30.01"],
      ["合计", "", "", "", "130", "65.01"],
      ["填表人：　　　　审核人：　　　　日期："],
      ["演示数据 & 2026-12-31"],
    ]);
    expect(sheet?.rows[4]?.cells.map((cell) => cell.kind)).toEqual([
      "number",
      "text",
      "text",
      "date",
      "number",
      "number",
    ]);
  });

  it("prints its header on each page, one page wide, with the mark at the foot", async () => {
    const archive = openZipArchive(
      await writeWorkbook([layoutSheet(form), layoutSheet({ ...form, name: "it's 2" })]),
      READING_LIMITS,
    );
    const part = (name: string) => new TextDecoder().decode(archive.read(name) ?? new Uint8Array());
    expect(part("xl/workbook.xml")).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'结算明细'!$3:$4</definedName>`,
    );
    expect(part("xl/workbook.xml")).toContain(`localSheetId="1">'it''s 2'!$3:$4<`);
    const sheet = part("xl/worksheets/sheet1.xml");
    expect(sheet).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
    expect(sheet).toMatch(
      /<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToHeight="0"\/><headerFooter><oddFooter>&amp;L演示数据 &amp;&amp; 2026-12-31&amp;R/,
    );
  });

  it("refuses amounts that are not fen and dates that cannot be", () => {
    const price = form.columns.at(-1);
    if (price === undefined) throw new Error("no column");
    expect(() => layoutSheet({ ...form, columns: [{ ...price, value: () => 35 }] })).toThrow(TypeError);
    expect(() => layoutSheet({ ...form, rows: [{ ...line, on: "2026-02-30" }] })).toThrow(RangeError);
  });

  it("gets sheet names that a spreadsheet accepts, all different", async () => {
    expect(sheetName("2026/12：[明细]*?")).toBe("2026_12：_明细___");
    expect(sheetName("''")).toBe("Sheet");
    expect(sheetName("长".repeat(40))).toHaveLength(31);
    const twice = await readWorkbook(await writeWorkbook([layoutSheet(form), layoutSheet(form)]), "a.xlsx");
    expect(twice.map((sheet) => sheet.sheet)).toEqual(["结算明细", "结算明细(2)"]);
  });
});
