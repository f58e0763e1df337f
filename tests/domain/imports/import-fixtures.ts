/** A district, sheets and rows for the import tests. Identity numbers use the unassigned division 320699. */
import { fen } from "#app/domain/money/fen.ts";
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import type { ImportFile } from "#app/domain/imports/columns/column.ts";
import type { ImportContext } from "#app/domain/imports/import-context.ts";
import type { RawCell, SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { EMPTY_CELL, textCell } from "#app/domain/imports/sheet-rows.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { SERVICE_CATALOGUE, STREETS } from "#db/seed/reference-data.ts";

export const PROVIDER = { creditCode: "52320699MJ0000018T", name: "濠滨居家养老服务中心" };

export function aContext(over: Partial<ImportContext> = {}): ImportContext {
  return {
    asOf: plainDate("2026-11-15"),
    district: { code: "320613", names: ["崇川区", "南通市崇川区", "江苏省南通市崇川区"] },
    streets: STREETS,
    communities: [],
    subtypes: SERVICE_CATALOGUE,
    providers: [PROVIDER],
    contracts: [],
    payments: [],
    ownStreets: "all",
    priceFloorFen: fen(3000),
    priceCapFen: fen(5000),
    ...over,
  };
}

/** A valid synthetic identity number. */
export function idNumberOf(birth: string, sequence: string): string {
  const first = `320699${birth}${sequence}`;
  return `${first}${idCheckCharacter(first)}`;
}

type Given = Readonly<Record<string, string | RawCell>>;

function cellOf(value: string | RawCell | undefined): RawCell {
  return value === undefined ? EMPTY_CELL : typeof value === "string" ? textCell(value) : value;
}

/** A sheet with a title, the file's header and the rows given by column key. The header is row 2, data begin in row 3. */
export function sheetOf(
  file: ImportFile,
  rows: readonly Given[],
  headers?: Readonly<Record<string, string>>,
): SheetRows {
  const lines = [
    [textCell("标题")],
    file.columns.map((column) => textCell(headers?.[column.key] ?? column.header)),
    ...rows.map((row) => file.columns.map((column) => cellOf(row[column.key]))),
  ];
  return { sheet: file.nameZh, rows: lines.map((cells, index) => ({ rowNumber: index + 1, cells, hidden: false })) };
}

/** The letter of a column in `sheetOf`. */
export function letterOf(file: ImportFile, key: string): string {
  const index = file.columns.findIndex((column) => column.key === key);
  return index < 26 ? String.fromCharCode(65 + index) : `A${String.fromCharCode(65 + index - 26)}`;
}

export const numberCell = (text: string): RawCell => ({ kind: "number", text, value: Number(text) });

export function elderRow(over: Given = {}): Given {
  return {
    fullName: "张桂英",
    idNumber: idNumberOf("19400229", "002"),
    phone: "13900000001",
    registeredAddress: "江苏省南通市崇川区城东街道濠东路1号",
    registeredDistrict: "崇川区",
    street: "城东街道",
    community: "北濠社区",
    address: "濠东路1号2幢301室",
    residentSince: "1998-05-01",
    assistance: "低保",
    assistancePeriod: "2026-01-01至2026-12-31",
    grade: "中度失能",
    assessedOn: "2026-03-05",
    subtypes: "RN01、LC06、LC09",
    windows: "周一至周五 9:00-11:00；周六 14:00-16:00",
    consentOn: "2026-03-05",
    ...over,
  };
}

export function workerRow(over: Given = {}): Given {
  return {
    fullName: "王秀兰",
    idNumber: idNumberOf("19780304", "004"),
    phone: "13900000002",
    provider: PROVIDER.name,
    employedFrom: "2021-05-01",
    sex: "女",
    qualifications: "Q1:3206990001:2027-03-01",
    homeStreet: "城东",
    availability: "周一至周五 8:00-17:00",
    weeklyHoursMax: "40",
    ...over,
  };
}

export function providerRow(over: Given = {}): Given {
  return {
    name: PROVIDER.name,
    creditCode: PROVIDER.creditCode,
    contractNo: "CC-2026-01",
    contractPeriod: "2026-01-01至2026-12-31",
    streets: "城东、文峰街道",
    subtypes: "全部",
    price: "35.00",
    monthlyCapacity: "200",
    ...over,
  };
}
