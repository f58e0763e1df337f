import { describe, expect, it } from "vitest";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { importProblemSentence } from "#app/messages/import-problems.ts";
import { aContext, elderRow, idNumberOf, letterOf, numberCell, PROVIDER, sheetOf } from "./import-fixtures.ts";

function read(rows: readonly Record<string, string | RawCell>[]) {
  return readImport([sheetOf(ELDER_FILE, rows)], elderRows(aContext()));
}

function elderOf(over: Record<string, string | RawCell>): ElderRecord {
  const reading = read([elderRow(over)]);
  expect(reading.problems.filter((problem) => problem.level === "error")).toEqual([]);
  const [row] = reading.rows;
  if (row === undefined) throw new Error("no record");
  return row.record;
}

/** Cells that a roster may not hold, each with the problem it must raise. */
const BROKEN: readonly (readonly [key: string, cell: string | RawCell, code: string])[] = [
  ["fullName", "", "required-empty"],
  ["fullName", "张\ufffd英", "text-damaged"],
  ["idNumber", numberCell("320699195001010000"), "number-in-text-column"],
  ["idNumber", numberCell("3.20699195001010E+17"), "number-in-text-column"],
  ["idNumber", "3.20699E+17", "id-number-invalid"],
  ["idNumber", "320699195001010010", "id-number-invalid"],
  ["idNumber", "320699195002300018", "id-number-invalid"],
  ["idNumber", "320699500101001", "id-number-invalid"],
  ["phone", "1390000", "phone-invalid"],
  ["phone", numberCell("13900000001"), "number-in-text-column"],
  ["street", "城西街道", "street-unknown"],
  ["street", "", "required-empty"],
  ["address", "路".repeat(501), "text-too-long"],
  ["residentSince", "1998-02-30", "date-impossible"],
  ["residentSince", "98年5月", "date-unreadable"],
  ["longitude", "一百二十", "number-unreadable"],
  ["datum", "Beijing-54", "code-unknown"],
  ["assistance", "特困", "code-unknown"],
  ["assistancePeriod", "2026-12-31至2026-01-01", "period-reversed"],
  ["grade", "5", "code-unknown"],
  ["assessedOn", { kind: "error", text: "#REF!" }, "cell-error"],
  ["assessedOn", "", "required-empty"],
  ["assessmentExpiresOn", "2025-03-04", "assessed-after-expiry"],
  ["living", "合租", "code-unknown"],
  ["serviceMode", "日托", "code-unknown"],
  ["subtypes", "LC06、LC99", "subtype-unknown"],
  ["wishedProvider", "没有的机构", "provider-unknown"],
  ["windows", "周一随时", "windows-unreadable"],
  ["workerSex", "老", "code-unknown"],
  ["inHospital", "2026-13-01起", "date-impossible"],
  ["diedOn", "1939-01-01", "date-before-birth"],
  ["consentOn", "不知道", "date-unreadable"],
];

describe("a roster with broken cells", () => {
  it("names each problem with its cell, and refuses the whole file", () => {
    expect(new Set(BROKEN.map(([, , code]) => code)).size).toBeGreaterThanOrEqual(18);
    const rows = BROKEN.map(([key, cell], index) =>
      elderRow({ idNumber: idNumberOf("19400229", String(100 + index)), [key]: cell }),
    );
    const reading = read([...rows, elderRow()]);
    expect(reading.refused).toBe(true);
    expect(reading.rows.map((row) => row.rowNumber)).toEqual([rows.length + 3]);
    BROKEN.forEach(([key, , code], index) => {
      const inCell = reading.problems.filter((problem) => problem.row === index + 3);
      expect([index, key, inCell.map((problem) => `${problem.code} ${problem.column}`)]).toEqual([
        index,
        key,
        [`${code} ${letterOf(ELDER_FILE, key)}`],
      ]);
    });
  });

  it("says so in Chinese and English, with sheet, row, column and a masked value", () => {
    const reading = read([elderRow({ idNumber: "320699195001010010" })]);
    const [problem] = reading.problems as [ImportProblem];
    expect(importProblemSentence(problem, "zh-CN")).toBe(
      "工作表“服务对象花名册”第 3 行 B 列（身份证号）“320***********0010”：身份证号的校验位不对。应为：文本格式的 18 位身份证号。",
    );
    expect(importProblemSentence(problem, "en")).toBe(
      "Sheet “服务对象花名册”, row 3, column B (身份证号) “320***********0010”: the identity number fails its check digit. Expected: an identity number of 18 characters in a text cell.",
    );
  });

  it("refuses the second row of one person and names the first", () => {
    const reading = read([elderRow(), elderRow({ idNumber: ` ${idNumberOf("19400229", "002").toLowerCase()}` })]);
    expect(reading.problems).toMatchObject([
      { code: "id-number-duplicate", row: 4, column: "B", facts: { first_row: 3 } },
    ]);
  });

  it("names both coordinates that are swapped, one that is missing, and a point far from the street", () => {
    const codes = (over: Record<string, string>) =>
      read([elderRow(over)]).problems.map((problem) => `${problem.code} ${problem.level} ${problem.column}`);
    expect(codes({ longitude: "32.01", latitude: "120.87" })).toEqual(["coordinates-swapped error J"]);
    expect(codes({ longitude: "120.87" })).toEqual(["coordinates-incomplete error K"]);
    expect(codes({ longitude: "0", latitude: "0" })).toEqual(["number-out-of-range error J"]);
    expect(codes({ longitude: "121.47", latitude: "31.23" })).toEqual(["coordinates-far warning J"]);
    expect(codes({ longitude: "120.87", latitude: "32.01" })).toEqual([]);
  });
});

describe("one elder of the roster", () => {
  it("is read with every fact", () => {
    expect(
      elderOf({
        wishedProvider: PROVIDER.name,
        workerSex: "女",
        refusedWorkers: "王秀兰、李芳",
        living: "独居",
        serviceMode: "两者",
        contactName: "张建国",
        contactPhone: "8711 2345",
        benefits: "重度残疾人护理补贴（2026-01-01起）、无",
        remark: "听力不好",
      }),
    ).toEqual({
      fullName: "张桂英",
      idNumber: idNumberOf("19400229", "002"),
      birthOn: "1940-02-29",
      sex: "female",
      phone: "13900000001",
      registeredAddress: "江苏省南通市崇川区城东街道濠东路1号",
      registeredDistrict: "320613",
      street: "chengdong",
      community: "北濠社区",
      address: "濠东路1号2幢301室",
      residentSince: "1998-05-01",
      place: { latitude: 32.015, longitude: 120.878, quality: "approximate", sourceDatum: "WGS-84" },
      assistance: { kind: "dibao", from: "2026-01-01", to: "2026-12-31" },
      assessment: { grade: 2, assessedOn: "2026-03-05", expiresOn: null },
      living: "alone",
      serviceMode: "both",
      subtypes: ["LC06", "LC09", "RN01"],
      wishedProvider: PROVIDER.creditCode,
      windows: [
        ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 660 })),
        { weekday: 6, startMinute: 840, endMinute: 960 },
      ],
      workerSex: "female",
      refusedWorkers: ["王秀兰", "李芳"],
      absences: [],
      diedOn: null,
      benefits: [{ name: "重度残疾人护理补贴", from: "2026-01-01", to: null }],
      contact: { name: "张建国", phone: "051387112345" },
      consentOn: "2026-03-05",
      remark: "听力不好",
    });
  });

  it("keeps rare characters of a name", () => {
    expect(elderOf({ fullName: "䶮𠮷㛃龑𠅤" }).fullName).toBe("䶮𠮷㛃龑𠅤");
  });

  it("is placed by its community when that is known, else by its street; GCJ-02 is turned into WGS-84", () => {
    const context = aContext({
      communities: [{ street: "chengdong", name: "北濠社区", latitude: 32.02, longitude: 120.88 }],
    });
    const placeOf = (over: Record<string, string>) =>
      readImport([sheetOf(ELDER_FILE, [elderRow(over)])], elderRows(context)).rows[0]?.record.place;
    expect(placeOf({})).toMatchObject({ latitude: 32.02, quality: "approximate" });
    expect(placeOf({ community: "别的社区" })).toMatchObject({ latitude: 32.015, quality: "approximate" });
    const converted = placeOf({ longitude: "120.88", latitude: "32.02", datum: "高德" });
    expect(converted).toMatchObject({ quality: "given", sourceDatum: "GCJ-02" });
    expect(converted?.longitude).not.toBeCloseTo(120.88, 3);
  });

  it("takes the district of registration from its cell, else from the address, never from the identity number", () => {
    expect(elderOf({ registeredDistrict: "320613" }).registeredDistrict).toBe("320613");
    expect(elderOf({ registeredDistrict: "海门区" }).registeredDistrict).toBe("海门区");
    expect(elderOf({ registeredDistrict: "" }).registeredDistrict).toBe("320613");
    const reading = read([elderRow({ registeredDistrict: "", registeredAddress: "如皋市如城街道1号" })]);
    expect(reading.problems).toMatchObject([{ code: "registered-district-unclear", level: "warning", column: "E" }]);
    expect(reading.rows[0]?.record.registeredDistrict).toBeNull();
  });

  it("may be unassessed or without consent when the roster says so, but not when it says nothing", () => {
    expect(elderOf({ grade: "未评估", assessedOn: "" }).assessment).toBeNull();
    expect(elderOf({ consentOn: "未签" }).consentOn).toBeNull();
    expect(read([elderRow({ consentOn: "" })]).problems).toMatchObject([
      { code: "required-empty", column: letterOf(ELDER_FILE, "consentOn") },
    ]);
    expect(read([elderRow({ grade: "" })]).problems).toMatchObject([{ code: "required-empty" }]);
  });

  it("may be in hospital or in an institution, with and without dates", () => {
    expect(elderOf({ inHospital: "2026-11-09至2026-11-14" }).absences).toEqual([
      { kind: "hospital", from: "2026-11-09", to: "2026-11-14", place: null },
    ]);
    expect(elderOf({ inHospital: "否" }).absences).toEqual([]);
    expect(elderOf({ institution: "濠滨颐养院（2026年3月1日起）" }).absences).toEqual([
      { kind: "institution", from: "2026-03-01", to: null, place: "濠滨颐养院" },
    ]);
    const yes = read([elderRow({ inHospital: "是" })]);
    expect(yes.problems).toMatchObject([{ code: "hospital-date-missing", level: "warning" }]);
    expect(yes.rows[0]?.record.absences).toEqual([{ kind: "hospital", from: null, to: null, place: null }]);
  });

  it("has dates from cells of every kind", () => {
    expect(elderOf({ assessedOn: { kind: "date", text: "2026-03-05", value: 46086 } }).assessment?.assessedOn).toBe(
      "2026-03-05",
    );
    expect(elderOf({ assessedOn: numberCell("20260305") }).assessment?.assessedOn).toBe("2026-03-05");
    expect(elderOf({ grade: numberCell("3") }).assessment?.grade).toBe(3);
  });

  it("is questioned, not refused, for a date after today", () => {
    expect(read([elderRow({ assessedOn: "2026-11-16" })]).problems).toMatchObject([
      { code: "date-in-future", level: "warning" },
    ]);
    expect(read([elderRow({ assessedOn: "2026-11-15" })]).problems).toEqual([]);
  });
});
