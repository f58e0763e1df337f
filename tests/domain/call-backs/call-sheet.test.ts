import { describe, expect, it } from "vitest";
import {
  CALL_SHEET_HEADERS,
  readCallSheet,
  type CallSheetColumn,
  type SheetWords,
} from "#app/domain/call-backs/call-sheet.ts";
import { textCell, type RawCell, type SheetRows } from "#app/domain/imports/sheet-rows.ts";

const COLUMNS = Object.keys(CALL_SHEET_HEADERS) as CallSheetColumn[];
const WORDS: SheetWords = {
  connections: new Map([
    ["已接听", "answered"],
    ["无人接听", "no_answer"],
  ]),
  answers: new Map([
    ["person|是", "self"],
    ["served|是", "yes"],
    ["served|否", "no"],
    ["overall|满意", "satisfied"],
    ["uniformBadge|否", "no"],
    ["notServed|去世", "deceased"],
  ]),
  subtypes: new Map([["助浴", "LC04"]]),
};
const PERSONS = [
  { position: 1, name: "王某", isOpen: true },
  { position: 2, name: "李某", isOpen: true },
  { position: 3, name: "孙某", isOpen: false },
];
type Line = Partial<Record<CallSheetColumn, string | RawCell>>;
const cellOf = (value: string | RawCell | undefined): RawCell =>
  value === undefined ? textCell("") : typeof value === "string" ? textCell(value) : value;

/** A title, a unit line, the header and these lines below it. */
function sheet(...lines: Line[]): SheetRows {
  const row = (rowNumber: number, cells: RawCell[]) => ({ rowNumber, cells, hidden: false });
  return {
    sheet: "回访数据",
    rows: [
      row(1, [textCell("居家上门服务回访数据")]),
      row(
        3,
        COLUMNS.map((key) => textCell(CALL_SHEET_HEADERS[key])),
      ),
      ...lines.map((line, index) =>
        row(
          4 + index,
          COLUMNS.map((key) => cellOf(line[key])),
        ),
      ),
    ],
  };
}
const read = (...lines: Line[]) => readCallSheet([sheet(...lines)], PERSONS, WORDS);
const good: Line = { number: "1", elder: "王某", person: "是", served: "是", overall: "满意", result: "已接听" };

describe("a sheet of results", () => {
  it("gives answers, services by their names, and results that reached nobody", () => {
    const { rows, problems } = read(
      { ...good, services: "助浴、理发", uniformBadge: "否", minutesPerVisit: "45" },
      {
        ...{ number: "2", elder: "李某", result: "无人接听" },
      },
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        position: 1,
        connection: "answered",
        answers: { person: "self", services: ["LC04"], otherService: "理发", uniformBadge: "no", minutesPerVisit: 45 },
      },
      { position: 2, connection: "no_answer", answers: null },
    ]);
  });
  it("says why nobody was served in its last column", () => {
    const { rows } = read({ number: "1", elder: "王某", person: "是", served: "否", result: "去世" });
    expect(rows[0]?.answers).toMatchObject({ served: "no", notServed: "deceased" });
  });
  it("leaves out who has no result yet, totals and signatures", () => {
    const { rows, problems } = read({ number: "1", elder: "王某" }, { number: "合计" }, { number: "填表人：" });
    expect([rows, problems]).toEqual([[], []]);
  });
  it("leaves out whose call has ended, whatever stands there", () => {
    const { rows, problems } = read({ number: "3", elder: "孙某", result: "剔除" });
    expect([rows, problems]).toEqual([[], []]);
  });
  it.each([
    [{ ...good, overall: "很好" }, ["N4", "unknown", "总体评价"]],
    [{ ...good, overall: "" }, ["N4", "missing", "总体评价"]],
    [{ ...good, minutesPerVisit: "一小时" }, ["I4", "out-of-range", "服务时长/次"]],
    [{ ...good, elder: "赵某" }, ["B4", "no-such-person", "服务对象"]],
    [{ ...good, number: "9" }, ["A4", "no-such-person", "序号"]],
    [
      { ...good, phone: { kind: "number", text: "13812345678", value: 13812345678 } },
      ["C4", "number-as-number", "电话"],
    ],
    [{ number: "1", elder: "王某", result: "打不通" }, ["Q4", "unknown", "总结"]],
    [{ number: "1", elder: "王某", result: "已接听" }, ["E4", "missing", "是否本人"]],
    [{ number: "1", elder: "王某", person: "是", served: "否" }, ["Q4", "missing", "总结"]],
  ] as [Line, string[]][])("names the cell that is wrong: %o", (line, [cell, code, header]) =>
    expect(read(line).problems).toMatchObject([{ cell, code, header }]),
  );
  it("masks what stands in a cell that is wrong, and names a person who stands twice", () => {
    const number: RawCell = { kind: "number", text: "13812345678", value: 13812345678 };
    expect(read({ ...good, phone: number }).problems[0]?.value).toBe("138****5678");
    expect(read(good, good).problems).toMatchObject([{ cell: "A5", code: "twice" }]);
  });
  it("is refused without the header of the form", () =>
    expect(() => readCallSheet([{ sheet: "x", rows: [] }], PERSONS, WORDS)).toThrow(
      expect.objectContaining({ code: "call-sheet-unknown" }) as Error,
    ));
});
