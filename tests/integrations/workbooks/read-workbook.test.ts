import { describe, expect, it } from "vitest";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { isDateFormat } from "#app/integrations/workbooks/workbook-parts.ts";
import type { WorkbookText } from "./workbook-builder.ts";
import { workbookOf, zipOf } from "./workbook-builder.ts";

async function rowsOf(text: WorkbookText) {
  const [sheet] = await readWorkbook(workbookOf(text), "a.xlsx");
  return sheet?.rows ?? [];
}

async function cellsOf(cells: string, text: Omit<WorkbookText, "sheets"> = {}): Promise<readonly RawCell[]> {
  const rows = await rowsOf({ ...text, sheets: { 表: `<sheetData><row r="1">${cells}</row></sheetData>` } });
  return rows[0]?.cells ?? [];
}

async function refusalOf(bytes: Uint8Array, limits = READING_LIMITS): Promise<string> {
  try {
    await readWorkbook(bytes, "a.xlsx", limits);
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
  return "read";
}

describe("a cell of a workbook", () => {
  it("tells a number from a text that looks the same", async () => {
    const cells = await cellsOf(
      '<c r="A1"><v>320699195001010019</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>3.20699195001010E+17</v></c>',
      {
        sharedStrings: "<si><t>320699195001010019</t></si>",
      },
    );
    expect(cells.map((cell) => [cell.kind, cell.text])).toEqual([
      ["number", "320699195001010019"],
      ["text", "320699195001010019"],
      ["number", "3.20699195001010E+17"],
    ]);
  });

  it("is a date when its style shows one, in both serial systems", async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>';
    const cells = '<c r="A1" s="1"><v>46348</v></c><c r="B1" s="2"><v>46348.5</v></c><c r="C1" s="0"><v>46348</v></c>';
    expect((await cellsOf(cells, { styles })).map((cell) => [cell.kind, cell.text])).toEqual([
      ["date", "2026-11-22"],
      ["date", "2026-11-22 12:00"],
      ["number", "46348"],
    ]);
    const early = '<c r="A1" s="1"><v>44886</v></c>';
    expect((await cellsOf(early, { styles, date1904: true }))[0]).toEqual({
      kind: "date",
      text: "2026-11-22",
      value: 46348,
    });
  });

  it("keeps a failed formula as an error, a computed one as its value, an uncomputed one as an error", async () => {
    const cells = await cellsOf(
      '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>NOW()</f></c><c r="D1" t="str"><f>A&amp;B</f><v>甲</v></c><c r="E1"><f>6*7</f><v></v></c>',
    );
    expect(cells).toEqual([
      { kind: "error", text: "#DIV/0!" },
      { kind: "number", text: "2", value: 2 },
      { kind: "error", text: "#CALC!" },
      { kind: "text", text: "甲" },
      { kind: "error", text: "#CALC!" },
    ]);
  });

  it("joins formatted runs and leaves phonetic hints out", async () => {
    const sharedStrings =
      '<si><r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 三&amp;</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>';
    expect(await cellsOf('<c r="A1" t="s"><v>0</v></c>', { sharedStrings })).toEqual([
      { kind: "text", text: "张 三&" },
    ]);
  });

  it("reads inline texts, booleans, prefixed elements and cells without an address", async () => {
    const rows = await rowsOf({
      sheets: {
        表: '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData>',
      },
    });
    expect(rows).toEqual([
      {
        rowNumber: 1,
        hidden: false,
        cells: [
          { kind: "text", text: "甲" },
          { kind: "boolean", text: "TRUE", value: true },
        ],
      },
    ]);
  });
});

describe("a sheet of a workbook", () => {
  it("gives each row of a merged group the group's value, but not the columns of a merged title", async () => {
    const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const sheet = `<sheetData><row r="1">${text("A1", "标题")}</row><row r="2">${text("A2", "城东")}${text("B2", "甲")}</row><row r="3">${text("B3", "乙")}</row></sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>`;
    const rows = await rowsOf({ sheets: { 表: sheet } });
    expect(rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([["标题"], ["城东", "甲"], ["城东", "乙"]]);
  });

  it("marks hidden rows and leaves hidden sheets out", async () => {
    const row = '<sheetData><row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData>';
    const sheets = await readWorkbook(workbookOf({ sheets: { 字典: row, 花名册: row }, hidden: ["字典"] }), "a.xlsx");
    expect(sheets.map((sheet) => sheet.sheet)).toEqual(["花名册"]);
    expect(sheets[0]?.rows[0]).toMatchObject({ rowNumber: 2, hidden: true });
  });

  it("costs nothing for a cell in the last row of a million", async () => {
    const rows = await rowsOf({
      sheets: { 表: '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>' },
    });
    expect(rows).toHaveLength(1);
  });

  it("is refused above the limits of rows and columns and read at them", async () => {
    const row = (number: number) => `<row r="${number}"><c r="A${number}"><v>1</v></c></row>`;
    const bytes = workbookOf({ sheets: { 表: `<sheetData>${row(1)}${row(2)}${row(3)}</sheetData>` } });
    expect(await refusalOf(bytes, { ...READING_LIMITS, rows: 3 })).toBe("read");
    expect(await refusalOf(bytes, { ...READING_LIMITS, rows: 2 })).toBe("workbook-too-many-rows");
    const wide = workbookOf({ sheets: { 表: '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>' } });
    expect(await refusalOf(wide)).toBe("workbook-too-many-columns");
    const styledOnly = workbookOf({
      sheets: { 表: '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row></sheetData>' },
    });
    expect(await refusalOf(styledOnly)).toBe("read");
  });
});

describe("a file that is no workbook", () => {
  const plain = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';

  it("is refused by what it is", async () => {
    const good = workbookOf({ sheets: { 表: plain } });
    expect(await refusalOf(good)).toBe("read");
    expect(await refusalOf(new Uint8Array())).toBe("file-empty");
    expect(await refusalOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toBe("workbook-old-format");
    expect(await refusalOf(good, { ...READING_LIMITS, fileBytes: good.length - 1 })).toBe("file-too-large");
    expect(await refusalOf(zipOf([{ name: "readme.txt", content: "x" }]))).toBe("workbook-unreadable");
    expect(await refusalOf(good.slice(0, good.length - 40))).toBe("workbook-unreadable");
    expect(await refusalOf(good.slice(0, 200))).toBe("workbook-unreadable");
  });

  it("is refused when it unpacks to more than allowed, before it is unpacked", async () => {
    const bomb = workbookOf({
      sheets: { 表: plain },
      extra: [{ name: "xl/media/a.bin", content: "x", declaredBytes: 3_000_000_000 }],
    });
    expect(await refusalOf(bomb)).toBe("workbook-too-large-unpacked");
  });

  it("is refused when a part unpacks to more than it declared", async () => {
    const sheet = `<worksheet>${plain}${" ".repeat(100_000)}</worksheet>`;
    const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const lying = zipOf([
      {
        name: "xl/workbook.xml",
        content: `<workbook xmlns:r="${relations}"><sheets><sheet name="a" r:id="b"/></sheets></workbook>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        content: `<Relationships><Relationship Id="b" Type="${relations}/worksheet" Target="s.xml"/></Relationships>`,
      },
      { name: "xl/s.xml", content: sheet, declaredBytes: 500 },
    ]);
    expect(await refusalOf(lying)).toBe("workbook-unreadable");
  });

  it("is refused with a password, a document type, broken markup or an unknown entity", async () => {
    expect(await refusalOf(zipOf([{ name: "xl/workbook.xml", content: "x", flags: 1 }]))).toBe("workbook-encrypted");
    for (const sheet of ["<!DOCTYPE a>", "<a><b></a></b>", "<a>", "&nope;", '<row r="2"/><row r="1"/>', '<c r="?"/>']) {
      expect(await refusalOf(workbookOf({ sheets: { 表: sheet } }))).toBe("workbook-unreadable");
    }
    expect(await refusalOf(workbookOf({ sheets: { 表: `${"<a>".repeat(200)}` } }))).toBe("workbook-unreadable");
  });
});

describe("a number format", () => {
  it("shows a date when it names a year or a day and no digit places", () => {
    for (const code of [
      "yyyy-mm-dd",
      "m/d/yy h:mm",
      '[$-804]yyyy"年"m"月"d"日";@',
      "d",
      "YYYY\\-MM",
      "[DBNum1]yyyy年m月",
    ])
      expect(isDateFormat(code)).toBe(true);
    for (const code of ["General", "0.00", '#,##0" days"', "@", '0"年"', "[Red]0.0;-0.0", "h:mm", "mm:ss.0"])
      expect(isDateFormat(code)).toBe(false);
  });
});
