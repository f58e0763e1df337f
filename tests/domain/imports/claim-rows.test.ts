import { describe, expect, it } from "vitest";
import { claimRows } from "#app/domain/imports/claim-rows.ts";
import { CLAIM_FILE } from "#app/domain/imports/columns/claim-columns.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { numberCell, sheetOf } from "./import-fixtures.ts";

type Row = Readonly<Record<string, string | RawCell>>;
const plain = { elderNo: "E0001", serviceOn: "2026-11-03", asked: "45.00" };
const read = (rows: readonly Row[], headers?: Readonly<Record<string, string>>) =>
  readImport([sheetOf(CLAIM_FILE, rows, headers)], claimRows());
const codes = (...rows: Row[]) => read(rows).problems.map(({ code, row, column }) => `${code} ${column}${row}`);

describe("a provider's claim file", () => {
  it("is read by its own headers or by those of the district's statement", () => {
    const headers = { visitNo: "工单号", elderNo: "服务对象编号", serviceOn: "上门日期", asked: "申请金额（元）" };
    const [row] = read([{ ...plain, visitNo: "V1", quantity: "1", unitPrice: "45" }], headers).rows;
    expect(row?.record.asked).toMatchObject({ visitNo: "V1", elderNo: "E0001", quantity: 1, unitPriceFen: 4500n });
  });

  it("keeps a row that cannot be read with its cells and its reason, and refuses neither the file nor its neighbours", () => {
    const reading = read([plain, { ...plain, serviceOn: "2026-02-30" }, { ...plain, elderNo: numberCell("4.4e17") }]);
    expect(reading.refused).toBe(false);
    expect(reading.rows.map(({ record }) => record.fault)).toEqual([null, "date-impossible", "number-in-text-column"]);
    expect(reading.rows[1]?.record).toMatchObject({
      asked: null,
      cells: { elderNo: "E0001", serviceOn: "2026-02-30" },
    });
  });

  it("wants the amount to be quantity times price, and to divide into whole fen where no price stands", () => {
    expect(codes({ ...plain, quantity: "2", unitPrice: "45" })).toEqual(["claim-amount-differs F3"]);
    expect(codes({ ...plain, quantity: "4", asked: "0.03" })).toEqual(["claim-amount-uneven F3"]);
    expect(codes({ ...plain, asked: "-45" })).toEqual(["amount-unreadable F3"]);
    expect(codes({ ...plain, quantity: "32" })).toContain("number-out-of-range D3");
  });

  it("takes a formula for what it is: text that is no amount and no number of anybody", () => {
    expect(codes({ ...plain, asked: "=1+1" })).toEqual(["amount-unreadable F3"]);
    const [row] = read([{ ...plain, elderNo: "=HYPERLINK(A1)" }]).rows;
    expect(row?.record.asked?.elderNo).toBe("=HYPERLINK(A1)");
  });

  it("without the column of amounts is refused whole", () => {
    const reading = read([plain], { asked: "别的" });
    expect(reading.refused).toBe(true);
    expect(reading.problems.map(({ code }) => code)).toContain("column-missing");
  });
});
