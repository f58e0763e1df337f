/** A sound and a thoroughly broken roster for the tests of imports. */
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import type { RawCell, SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { writeMarkedWorkbook } from "#app/integrations/workbooks/mark-workbook.server.ts";
import { elderRow, idNumberOf, letterOf, numberCell, sheetOf } from "#tests/domain/imports/import-fixtures.ts";

export const persons = (count: number, over: Record<string, string | RawCell> = {}) =>
  Array.from({ length: count }, (_, index) =>
    elderRow({ idNumber: idNumberOf("19400229", String(100 + index)), ...over }),
  );

/** Each row breaks one cell (two rows break two); the code and column that must be named. */
export const BROKEN: readonly (readonly [key: string, value: string | RawCell, code: string])[] = [
  ["fullName", "", "required-empty"],
  ["fullName", "王锟斤拷", "text-damaged"],
  ["address", "路".repeat(501), "text-too-long"],
  ["idNumber", numberCell("320699194002290000"), "number-in-text-column"],
  ["idNumber", "320699195001010010", "id-number-invalid"],
  ["idNumber", "320699195002300018", "id-number-invalid"],
  ["idNumber", "320699500101001", "id-number-invalid"],
  ["phone", "12345", "phone-invalid"],
  ["phone", numberCell("13900000001"), "number-in-text-column"],
  ["street", "不存在街道", "street-unknown"],
  ["residentSince", "去年", "date-unreadable"],
  ["residentSince", "2026-02-30", "date-impossible"],
  ["assessedOn", "1930-01-01", "date-before-birth"],
  ["assessmentExpiresOn", "2026-03-04", "assessed-after-expiry"],
  ["assistance", "富裕", "code-unknown"],
  ["grade", "九级", "code-unknown"],
  ["assistancePeriod", "2026-12-31至2026-01-01", "period-reversed"],
  ["assistancePeriod", "今年全年", "period-unreadable"],
  ["subtypes", "ZZ99", "subtype-unknown"],
  ["wishedProvider", "没有这家机构", "provider-unknown"],
  ["windows", "随便什么时候", "windows-unreadable"],
  ["longitude", "abc", "number-unreadable"],
  ["latitude", "32.01", "coordinates-incomplete"],
  ["consentOn", { kind: "error", text: "#REF!" }, "cell-error"],
  ["idNumber", idNumberOf("19400229", "100"), "id-number-duplicate"],
];

export function brokenRoster(): SheetRows {
  const rows = persons(1).concat(
    BROKEN.map(([key, value], index) =>
      elderRow({ idNumber: idNumberOf("19400229", String(200 + index)), [key]: value }),
    ),
  );
  return sheetOf(ELDER_FILE, rows);
}
/** Title in row 1, header in row 2, the sound row 3: the first broken one stands in row 4. */
export const BROKEN_CELLS = BROKEN.map(([key, , code], index) => {
  const column = code === "coordinates-incomplete" ? "longitude" : key;
  return `${code} ${letterOf(ELDER_FILE, column)}${index + 4}`;
});

/** The sheet as an .xlsx file; the marking writer keeps every cell as it is. */
export async function workbookOf(sheet: SheetRows): Promise<Uint8Array> {
  return writeMarkedWorkbook({
    sheets: [sheet],
    problems: [],
    remark: () => "",
    remarkHeader: "",
    header: { sheet: "", row: 0 },
    watermark: "",
  });
}

export function csvOf(sheet: SheetRows): string {
  return sheet.rows.map((row) => row.cells.map((cell) => `"${cell.text}"`).join(",")).join("\r\n");
}
