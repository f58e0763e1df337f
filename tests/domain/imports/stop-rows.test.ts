import { describe, expect, it } from "vitest";
import { STOP_FILE } from "#app/domain/imports/columns/stop-columns.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import { EMPTY_CELL, textCell, type SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { readMatter, stopFactOf, stopRows } from "#app/domain/imports/stop-rows.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aContext, idNumberOf, sheetOf } from "./import-fixtures.ts";

const ID = idNumberOf("19400229", "002");
const OTHER = idNumberOf("19410301", "001");
/** The fixtures' day is 2026-11-15. */
const read = (...rows: { idNumber?: string; days: string; matter: string }[]) =>
  readImport(
    [
      sheetOf(
        STOP_FILE,
        rows.map((row) => ({ idNumber: ID, ...row })),
      ),
    ],
    stopRows(aContext()),
  );
const codes = (reading: ReturnType<typeof read>) => reading.problems.map(({ code, column }) => `${code} ${column}`);
const only = (...rows: Parameters<typeof read>) => read(...rows).rows.map(({ record }) => record);

describe("a list of three columns", () => {
  it("reads a death on its day, a stay with both ends or one, a move and a named benefit", () => {
    expect(
      only(
        { days: "2026-11-10", matter: "去世" },
        { days: "2026-10-01至2026-10-09", matter: "住院：通大附院" },
        { days: "2026.11.1", matter: "入住养老机构（静海颐养院）" },
        { days: "20261101", matter: "户籍迁出 海门区" },
        { days: "2026-01-01至2026-12-31", matter: "其他补贴：残疾人护理补贴" },
      ).map(({ kind, from, to, note }) => [kind, from, to, note]),
    ).toEqual([
      ["death", "2026-11-10", null, null],
      ["hospital", "2026-10-01", "2026-10-09", "通大附院"],
      ["institution", "2026-11-01", null, "静海颐养院"],
      ["moved", "2026-11-01", null, "海门区"],
      ["benefit", "2026-01-01", "2026-12-31", "残疾人护理补贴"],
    ]);
  });

  it("reads the fund and the hours of what another fund has paid for, on one day", () => {
    const charges = only(
      { days: "2026-11-10", matter: "其他资金列支：护理保险 09:00-10:30" },
      { days: "2026-11-10", matter: "他方列支（养老券）8：05至9：00" },
      { days: "2026-11-10", matter: "撤销其他资金列支：护理保险 14:00-15:00" },
    );
    expect(charges.map(({ kind, from, to, note, isRevoked }) => [kind, from, to, note, isRevoked])).toEqual([
      ["charge", "2026-11-10", "2026-11-10", "护理保险", false],
      ["charge", "2026-11-10", "2026-11-10", "养老券", false],
      ["charge", "2026-11-10", "2026-11-10", "护理保险", true],
    ]);
    expect(charges.map(({ hours }) => hours && [isoText(hours.startAt), isoText(hours.endAt)])).toEqual([
      ["2026-11-10T01:00:00.000Z", "2026-11-10T02:30:00.000Z"],
      ["2026-11-10T00:05:00.000Z", "2026-11-10T01:00:00.000Z"],
      ["2026-11-10T06:00:00.000Z", "2026-11-10T07:00:00.000Z"],
    ]);
  });

  it.each([
    ["a matter that is no word of the list", "2026-11-10", "出国", "code-unknown C"],
    ["a charge without a fund", "2026-11-10", "其他资金列支 09:00-10:00", "charge-unreadable C"],
    ["a charge without hours", "2026-11-10", "其他资金列支：护理保险", "charge-unreadable C"],
    ["a charge that ends when it begins", "2026-11-10", "其他资金列支：护理保险 09:00-09:00", "charge-unreadable C"],
    ["a charge of several days", "2026-11-10至2026-11-11", "其他资金列支：护理保险 09:00-10:00", "date-unreadable B"],
    ["a benefit without a name", "2026-11-10", "其他补贴", "benefit-unnamed C"],
    ["no matter", "2026-11-10", "", "required-empty C"],
    ["a day that cannot be", "2026-02-30", "住院", "date-impossible B"],
    ["an end before the beginning", "2026-11-10至2026-11-09", "住院", "period-reversed B"],
    ["an end without a beginning", "至2026-11-09", "住院", "period-unreadable B"],
    ["a death on several days", "2026-11-01至2026-11-02", "去世", "date-unreadable B"],
    ["a death tomorrow", "2026-11-16", "去世", "death-in-future B"],
  ])("refuses %s, by its cell", (_name, days, matter, problem) => {
    const reading = read({ days, matter });
    expect(codes(reading)).toEqual([problem]);
    expect(reading.refused).toBe(true);
  });

  it("takes a death today, and a stay that is to begin with a question", () => {
    expect(codes(read({ days: "2026-11-15", matter: "去世" }))).toEqual([]);
    const coming = read({ days: "2026-11-16", matter: "住院" });
    expect(codes(coming)).toEqual(["date-in-future B"]);
    expect(coming.refused).toBe(false);
  });

  it("refuses a number that fails its check digit", () => {
    expect(
      codes(
        read({ idNumber: `${ID.slice(0, 17)}${ID.endsWith("1") ? "2" : "1"}`, days: "2026-11-10", matter: "去世" }),
      ),
    ).toEqual(["id-number-invalid A"]);
  });

  it("takes several stays of one person, and refuses the same one twice", () => {
    const stays = [
      { days: "2026-10-01至2026-10-09", matter: "住院" },
      { days: "2026-11-01", matter: "住院" },
      { idNumber: OTHER, days: "2026-10-01", matter: "住院" },
    ];
    expect(codes(read(...stays))).toEqual([]);
    expect(codes(read(...stays, { days: "2026-10-01", matter: "住院" }))).toEqual(["stop-duplicate A"]);
    expect(codes(read({ days: "2026-11-01", matter: "去世" }, { days: "2026-11-02", matter: "死亡" }))).toEqual([
      "stop-duplicate A",
    ]);
  });
});

describe("an authority's own list", () => {
  const listed = (headers: readonly string[], ...rows: (readonly string[])[]): SheetRows => ({
    sheet: "名单",
    rows: [headers, ...rows].map((texts, at) => ({
      rowNumber: at + 1,
      cells: texts.map((text) => (text === "" ? EMPTY_CELL : textCell(text))),
      hidden: false,
    })),
  });
  const readList = (headers: readonly string[], ...rows: (readonly string[])[]) =>
    readImport([listed(headers, ...rows)], stopRows(aContext()));
  const facts = (reading: ReturnType<typeof readList>) =>
    reading.rows.map(({ record: { kind, from, to } }) => [kind, from, to]);

  it("says by the header of its date what happened", () => {
    const deaths = readList(["姓名", "身份证号", "死亡日期"], ["李桂兰", ID, "2026-11-10 14:30"]);
    expect(facts(deaths)).toEqual([["death", "2026-11-10", null]]);
    expect(deaths.problems).toEqual([]);
    const stays = readList(
      ["身份证号码", "入院日期", "出院日期"],
      [ID, "2026/10/1", "2026/10/9"],
      [OTHER, "2026-11-01", ""],
    );
    expect(facts(stays)).toEqual([
      ["hospital", "2026-10-01", "2026-10-09"],
      ["hospital", "2026-11-01", null],
    ]);
    const moves = readList(["序号", "身份证", "户籍迁出日期"], ["1", ID, "20261101"]);
    expect(facts(moves)).toEqual([["moved", "2026-11-01", null]]);
    const homes = readList(["身份证号", "入住日期", "退住日期"], [ID, "2026年10月1日", "2026年10月31日"]);
    expect(facts(homes)).toEqual([["institution", "2026-10-01", "2026-10-31"]]);
  });

  it("keeps the end of a stay that has a column of its own beside the matter", () => {
    const reading = readList(
      ["身份证号", "入院日期", "出院日期", "情形"],
      [ID, "2026-10-01", "2026-10-09", "住院：通大附院"],
    );
    expect(facts(reading)).toEqual([["hospital", "2026-10-01", "2026-10-09"]]);
    expect(reading.rows[0]?.record.note).toBe("通大附院");
  });

  it("is refused at its cells where a row says nothing, too much, or an end before its beginning", () => {
    const heads = ["身份证号", "死亡日期", "入院日期", "出院日期"];
    const problemsOf = (...row: string[]) => codes(readList(heads, row));
    expect(problemsOf(ID, "", "", "")).toEqual(["required-empty ", "required-empty "]);
    expect(problemsOf(ID, "2026-11-10", "2026-10-01", "2026-10-09")).toContain("required-empty ");
    expect(problemsOf(ID, "", "2026-10-09", "2026-10-01")).toEqual(["period-reversed D"]);
    expect(problemsOf(ID, "2026-11-16", "", "")).toEqual(["death-in-future B"]);
    expect(codes(readList(["身份证号", "日期"], [ID, "2026-11-10"]))).toContain("column-missing ");
    expect(codes(readList(["身份证号", "姓名"], [ID, "李桂兰"]))).toContain("header-not-found ");
  });
});

describe("the third cell", () => {
  it("takes back what an earlier list said", () => {
    expect(readMatter("撤销：去世")).toEqual({ kind: "death", note: null, isRevoked: true });
    expect(readMatter("更正 住院（通大附院）")).toEqual({ kind: "hospital", note: "通大附院", isRevoked: true });
  });

  it("is null without a known word at its beginning", () => {
    for (const text of ["", "曾住院", "撤销", "不详"]) expect(readMatter(text)).toBeNull();
  });

  it("gives the fact that the elder's file will hold", () => {
    const [record] = only({ days: "2026-11-10", matter: "去世" });
    if (!record) throw new Error("the row is sound");
    expect(stopFactOf(record)).toEqual({ kind: "death", from: plainDate("2026-11-10"), to: null, note: null });
  });
});
