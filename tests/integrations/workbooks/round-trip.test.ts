import fc from "fast-check";
import readSheetOfLibrary from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import type { FormColumn, SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";

type Line = { text: string };
const column: FormColumn<Line> = { key: "text", header: "文字", kind: "text", width: 20, value: (line) => line.text };
const form = (lines: readonly Line[]): SheetForm<Line> => ({
  name: "表",
  title: "标题",
  columns: [column],
  rows: lines,
});

async function textsOf(bytes: Uint8Array, name: string): Promise<string[]> {
  const [sheet] = await readWorkbook(bytes, name);
  return (sheet?.rows ?? []).slice(2).map((row) => row.cells[0]?.text ?? "");
}

const RARE = "䶮𠮷㛃龑𠅤";
/** Rare names, markup, formulas, escapes of the format itself, controls, lone halves of characters. */
const nasty = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from(RARE),
      "\ud842",
      "\udfb7",
      "_x0041_",
      "_x",
      "&",
      "<",
      "]]>",
      '"',
      "'",
      "=",
      "+",
      "-",
      "@",
      "＝",
      "\t",
      "\n",
      "\r",
      "\0",
      "\u0085",
      "\ufffd",
      "\uffff",
      ",",
      ";",
    ),
    minLength: 1,
    maxLength: 12,
  }),
  fc.constantFrom(
    '=HYPERLINK("x")',
    "+86 13800000000",
    "-5",
    "@SUM(A1)",
    "'=1",
    "''=1",
    "＝1",
    "007",
    "1e5",
    "2026-01-01",
  ),
);
const filled = nasty.filter((text) => text.trim() !== "");

describe("exported workbooks", () => {
  it("come back as they were, whatever the text holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(filled, { minLength: 1, maxLength: 8 }), async (texts) => {
        const bytes = await writeWorkbook([layoutSheet(form(texts.map((text) => ({ text }))))]);
        expect(await textsOf(bytes, "a.xlsx")).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  it("may hold words that programs keep for themselves", async () => {
    const texts = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "甲"];
    const bytes = await writeWorkbook([layoutSheet(form(texts.map((text) => ({ text }))))]);
    expect(await textsOf(bytes, "a.xlsx")).toEqual(texts);
    const [sheet] = await readSheetOfLibrary(Buffer.from(bytes));
    expect(sheet?.data.slice(2).map((row) => row[0])).toEqual(texts);
  });

  it("show the maintained library the same cells, formulas disarmed", async () => {
    const texts = [`张${RARE}`, "=1+1", "320699195001010019", "a\nb", "_x0041_"];
    const bytes = await writeWorkbook([layoutSheet(form(texts.map((text) => ({ text }))))]);
    const [sheet] = await readSheetOfLibrary(Buffer.from(bytes));
    expect(sheet?.data.slice(2).map((row) => row[0])).toEqual([
      `张${RARE}`,
      "'=1+1",
      "320699195001010019",
      "a\nb",
      "_x0041_",
    ]);
  });
});

describe("exported CSV files", () => {
  it("come back as they were; what UTF-8 and line ends cannot hold apart", async () => {
    const writable = filled
      .map((text) => text.replace(/\p{Cs}/gu, "半").replaceAll("\0", "零"))
      .filter((text) => text.trim() !== "");
    await fc.assert(
      fc.asyncProperty(fc.array(writable, { minLength: 1, maxLength: 8 }), async (texts) => {
        const bytes = writeCsv(form(texts.map((text) => ({ text }))));
        expect(await textsOf(bytes, "a.csv")).toEqual(texts);
      }),
      { numRuns: 200 },
    );
  });

  it("begin with a mark, a Chinese header and a machine header, and hold plain amounts", () => {
    const columns: FormColumn<{ price: bigint }>[] = [
      { key: "price_fen", header: "单价", unit: "元/次", kind: "yuan", width: 8, value: (row) => fen(row.price) },
    ];
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      writeCsv({ columns, rows: [{ price: -350n }, { price: 3500n }] }),
    );
    expect(text).toBe("\ufeff单价(元/次)\r\nprice_fen\r\n-3.50\r\n35.00\r\n");
  });
});
