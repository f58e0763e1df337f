import { describe, expect, it } from "vitest";
import { readBedSheet } from "#app/domain/family-beds/bed-sheet.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";

const sheet = (...lines: readonly (readonly string[])[]): SheetRows => ({
  sheet: "床位",
  rows: lines.map((cells, index) => ({
    rowNumber: index + 1,
    hidden: false,
    cells: cells.map((text) => (text === "" ? { kind: "empty", text: "" } : { kind: "text", text })),
  })),
});
const HEADERS = ["老人编号*", "申请日期", "申请方式", "知情同意依据*", "实施机构代码"];

describe("the sheet of applications", () => {
  it("is read below its title, whatever the order and the stars", () => {
    const { rows, problems } = readBedSheet([
      sheet(
        ["崇川区床位申请表"],
        HEADERS,
        ["e000012", "2026/11/02", "电话", "同意书 7", "91320699MA7000034A"],
        ["E000013", "", "", "同意书 8"],
      ),
    ]);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        ...{ rowNumber: 3, elderNo: "E000012", appliedOn: "2026-11-02", channel: "phone", consent: "同意书 7" },
        bodies: [{ role: "works", creditCode: "91320699MA7000034A" }],
      },
      { rowNumber: 4, elderNo: "E000013", appliedOn: null, channel: "on_behalf", bodies: [] },
    ]);
  });

  it("says which row has a day or a channel that is none", () => {
    const { problems } = readBedSheet([sheet(HEADERS, ["E1", "2026-02-30", "传真", "x"])]);
    expect(problems).toEqual([
      { rowNumber: 2, code: "bed-date-wrong", field: "appliedOn" },
      { rowNumber: 2, code: "bed-step-incomplete", field: "channel" },
    ]);
  });

  it("of another kind is refused as a whole", () => {
    expect(readBedSheet([sheet(["姓名", "年龄"], ["甲", "80"])]).problems).toEqual([
      { rowNumber: 0, code: "bed-sheet-headers", field: "" },
    ]);
  });
});
