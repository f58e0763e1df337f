import { describe, expect, it } from "vitest";
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { IMPORT_PROBLEM_CODES, quotedValue } from "#app/domain/imports/problem.ts";
import { importSteps, readImport } from "#app/domain/imports/read-import.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { textCell } from "#app/domain/imports/sheet-rows.ts";
import { IMPORT_PROBLEM_WORDS, importProblemExpectation, importProblemFault } from "#app/messages/import-problems.ts";
import { aContext, elderRow, idNumberOf, sheetOf } from "./import-fixtures.ts";

const roster = (count: number) =>
  sheetOf(
    ELDER_FILE,
    Array.from({ length: count }, (_, index) => elderRow({ idNumber: idNumberOf("19400229", String(100 + index)) })),
  );
const withRow = (sheet: SheetRows, cells: readonly string[]): SheetRows => ({
  ...sheet,
  rows: [
    ...sheet.rows,
    { rowNumber: (sheet.rows.at(-1)?.rowNumber ?? 0) + 1, cells: cells.map(textCell), hidden: false },
  ],
});

describe("reading an import file", () => {
  it("leaves out titles, a machine header, totals, signatures and marks", () => {
    let sheet = roster(1);
    sheet = withRow(
      sheet,
      ELDER_FILE.columns.map((column) => column.key),
    );
    for (const closing of ["合计", "填表人：张三　审核人：李四", "演示数据 2026-11-15", "审核人："])
      sheet = withRow(sheet, [closing]);
    const reading = readImport([sheet], elderRows(aContext()));
    expect(reading.problems).toEqual([]);
    expect(reading.rowCount).toBe(1);
  });

  it("does not take a person for a closing line", () => {
    const sheet = sheetOf(ELDER_FILE, [
      elderRow({ fullName: "合计" }),
      elderRow({ fullName: "注明", idNumber: idNumberOf("19400229", "004") }),
    ]);
    expect(readImport([sheet], elderRows(aContext())).rowCount).toBe(2);
  });

  it("says when there is no header, no row, another sheet, or hidden rows", () => {
    const codes = (sheets: SheetRows[]) =>
      readImport(sheets, elderRows(aContext())).problems.map((problem) => `${problem.code} ${problem.level}`);
    expect(codes([])).toEqual(["header-not-found error"]);
    expect(codes([{ sheet: "空", rows: [] }])).toEqual(["header-not-found error"]);
    expect(codes([sheetOf(ELDER_FILE, [])])).toEqual(["rows-missing error"]);
    expect(codes([withRow({ sheet: "说明", rows: [] }, ["请勿修改"]), roster(1)])).toEqual(["sheet-ignored warning"]);
    const hidden = roster(3);
    expect(codes([{ ...hidden, rows: hidden.rows.map((row) => ({ ...row, hidden: row.rowNumber > 3 })) }])).toEqual([
      "row-hidden warning",
    ]);
  });

  it("tells its progress in steps and at the end", () => {
    const seen: string[] = [];
    readImport([roster(250)], elderRows(aContext()), (done, total) => seen.push(`${done}/${total}`));
    expect(seen).toEqual(["100/250", "200/250", "250/250"]);
    const steps = importSteps([roster(250)], elderRows(aContext()));
    expect(steps.next()).toEqual({ done: false, value: { done: 100, total: 250 } });
  });

  it("gives the same text for the same content, whatever the spelling and the order of the columns", () => {
    const one = readImport([sheetOf(ELDER_FILE, [elderRow()])], elderRows(aContext())).rows[0];
    const turned = sheetOf({ ...ELDER_FILE, columns: [...ELDER_FILE.columns].reverse() }, [
      elderRow({
        grade: "2",
        assessedOn: "2026年3月5日",
        street: "城东",
        subtypes: "修剪指（趾）甲与足部清洁/LC06;rn01",
        phone: "139 0000 0001",
        windows: "周六 14：00－16：00；周一、二、三、四、五 9点-11点",
      }),
    ]);
    const other = readImport([turned], elderRows(aContext())).rows[0];
    expect(other?.text).toBe(one?.text);
    expect(readImport([sheetOf(ELDER_FILE, [elderRow({ grade: "3" })])], elderRows(aContext())).rows[0]?.text).not.toBe(
      one?.text,
    );
  });
});

describe("canonical text", () => {
  it("sorts keys, keeps the order of lists and writes whole amounts as text", () => {
    expect(canonicalText({ b: [2, 1, { d: null, c: true }], a: 3500n })).toBe(
      '{"a":"3500","b":[2,1,{"c":true,"d":null}]}',
    );
  });
});

describe("the words of import problems", () => {
  it("exist for every code in both languages", () => {
    for (const code of IMPORT_PROBLEM_CODES) {
      expect(IMPORT_PROBLEM_WORDS).toContain(code);
      for (const locale of ["zh-CN", "en"] as const) {
        const facts = Object.fromEntries(
          [
            "expected",
            "header",
            "first_column",
            "unit",
            "used",
            "count",
            "most",
            "least",
            "reason",
            "first_row",
            "today",
            "birth",
            "token",
            "assessed",
            "other",
            "kilometres",
            "sent",
            "quantity",
            "rule",
            "until",
          ].map((name) => [name, "x"]),
        );
        const text =
          importProblemFault(
            {
              code,
              facts: { ...facts, floor_fen: 1, cap_fen: 2, ordered_fen: 3, open_fen: 4, payable_fen: 5, rows_fen: 6 },
            },
            locale,
          ) +
          importProblemExpectation(
            {
              code,
              facts: { ...facts, floor_fen: 1, cap_fen: 2, ordered_fen: 3, open_fen: 4, payable_fen: 5, rows_fen: 6 },
            },
            locale,
          );
        expect([code, /[{}]|—/.test(text.replace("周", "")), text.length > 3]).toEqual([code, false, true]);
      }
    }
  });
});

describe("a quoted value", () => {
  it("is masked when it is personal and shortened when it is long", () => {
    expect(quotedValue("320699195001010019", "id-number")).toBe("320***********0019");
    expect(quotedValue("13900000001", "phone")).toBe("139****0001");
    expect(quotedValue("𠮷桂英", "name")).toBe("𠮷*英");
    expect(quotedValue("6222000000000001", "account")).toBe("****0001");
    expect(quotedValue("南通市崇川区濠东路1号", "address")).toBe("南通市崇川区濠东…");
    expect(quotedValue("字".repeat(61), null)).toBe(`${"字".repeat(60)}…`);
  });
});
