import { describe, expect, it } from "vitest";
import type { CanonicalValue } from "#app/domain/imports/canonical-text.ts";
import { columnChoices } from "#app/domain/imports/columns/column-choices.ts";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { EXAMPLE_ROWS } from "#app/domain/imports/columns/example-rows.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import { providerRows } from "#app/domain/imports/provider-rows.ts";
import { EXAMPLE_MARK, GUIDE_SHEET, readImport, type RowRules } from "#app/domain/imports/read-import.ts";
import { EMPTY_CELL, textCell } from "#app/domain/imports/sheet-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import { aContext, elderRow, sheetOf } from "../import-fixtures.ts";

const codesOf = <Key extends string, Entry extends CanonicalValue>(rules: RowRules<Key, Entry>) =>
  readImport([sheetOf(rules.file, [EXAMPLE_ROWS[rules.file.kind]])], rules).problems.map((problem) => problem.code);

describe("the example row of a template", () => {
  it("would be imported as it stands in each of the four files", () => {
    expect(codesOf(elderRows(aContext()))).toEqual([]);
    expect(codesOf(providerRows(aContext()))).toEqual([]);
    expect(codesOf(workerRows(aContext()))).toEqual([]);
    expect(codesOf(facilityRows(aContext()))).toEqual([]);
  });

  it("is left out where it is marked, with a remark, and the explaining sheet without one", () => {
    const sheet = sheetOf(ELDER_FILE, [elderRow(), elderRow()]);
    const shifted = sheet.rows.map((row, index) => ({
      ...row,
      cells: [index === 2 ? textCell(EXAMPLE_MARK) : EMPTY_CELL, ...row.cells],
    }));
    const guide = { sheet: GUIDE_SHEET, rows: sheet.rows.slice(0, 1) };
    const reading = readImport([{ ...sheet, rows: shifted }, guide], elderRows(aContext()));
    expect(reading.rowCount).toBe(1);
    expect(reading.problems.map((problem) => `${problem.code} ${problem.row}`)).toEqual(["row-example 3"]);
  });
});

describe("the words a coded column accepts", () => {
  it("are offered by code and name for its file alone", () => {
    expect(columnChoices("elders", "grade")[2]).toEqual({ code: "2", name: "中度失能" });
    expect(columnChoices("facilities", "kind")[0]?.name).toBe("街道中心");
    expect(columnChoices("providers", "kind")).toEqual([]);
    expect(columnChoices("workers", "sex").map(({ code }) => code)).toEqual(["female", "male"]);
  });
});
