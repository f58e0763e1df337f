import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { csvSeparator } from "#app/integrations/workbooks/read-csv.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";

const text = "姓名,身份证号\r\n张䶮𠮷㛃龑𠅤,320699195001010019\r\n";

async function rowsOf(bytes: Uint8Array | string) {
  const [sheet] = await readWorkbook(typeof bytes === "string" ? Buffer.from(bytes) : bytes, "目录/花名册.csv");
  return {
    sheet: sheet?.sheet,
    rows: (sheet?.rows ?? []).map((row) => [row.rowNumber, ...row.cells.map((cell) => cell.text)]),
  };
}

describe("a CSV file", () => {
  it("is read in UTF-8 with and without mark, GB18030 and UTF-16", async () => {
    const wanted = {
      sheet: "花名册",
      rows: [
        [1, "姓名", "身份证号"],
        [2, "张䶮𠮷㛃龑𠅤", "320699195001010019"],
      ],
    };
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      iconv.encode(text, "gb18030"),
      iconv.encode(text.replaceAll(",", "\t"), "utf-16le", { addBOM: true }),
    ]) {
      expect(await rowsOf(bytes)).toEqual(wanted);
    }
  });

  it("counts rows as a spreadsheet does: blank lines count, line breaks inside a cell do not", async () => {
    expect((await rowsOf('a,b\n\n"x\ny",2\n,\nz,3')).rows).toEqual([
      [1, "a", "b"],
      [3, "x\ny", "2"],
      [5, "z", "3"],
    ]);
  });

  it("takes away what offices add to keep digits, and what our exports add against formulas", async () => {
    expect((await rowsOf("=\"0123\",'=1+1,'甲")).rows).toEqual([[1, "0123", "=1+1", "'甲"]]);
  });

  it("is split at its own separator", () => {
    expect(csvSeparator("a;b;c,d")).toBe(";");
    expect(csvSeparator('"a,b,c,d"\tb\tc')).toBe("\t");
    expect(csvSeparator("a")).toBe(",");
  });

  it("is refused when it is no text, too long, or a quote never closes", async () => {
    const codeOf = async (bytes: Uint8Array, limits = READING_LIMITS) =>
      readWorkbook(bytes, "a.csv", limits).then(
        () => "read",
        (thrown: unknown) => (isRefusal(thrown) ? thrown.code : "error"),
      );
    expect(await codeOf(Buffer.from([0xff, 0xff, 0x80, 0x00]))).toBe("file-encoding-unknown");
    expect(await codeOf(Buffer.from("a\0b"))).toBe("file-encoding-unknown");
    expect(await codeOf(Buffer.from("1\n2\n3"), { ...READING_LIMITS, rows: 3 })).toBe("read");
    expect(await codeOf(Buffer.from("1\n2\n3"), { ...READING_LIMITS, rows: 2 })).toBe("workbook-too-many-rows");
    expect(await codeOf(Buffer.from(`a,"${"b,".repeat(200_000)}`))).toBe("csv-unreadable");
  });
});
