import { describe, expect, it } from "vitest";
import type { ImportFile } from "#app/domain/imports/columns/column.ts";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import { joinProviders, providerRows } from "#app/domain/imports/provider-rows.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import type { ImportFormRow } from "#app/integrations/workbooks/import-form.ts";
import { importForm } from "#app/integrations/workbooks/import-form.ts";
import { writeMarkedWorkbook } from "#app/integrations/workbooks/mark-workbook.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { importProblemRemark } from "#app/messages/import-problems.ts";
import { district, importContext } from "./demo-fixtures.ts";

const form = (file: ImportFile, rows: readonly ImportFormRow<string>[]) =>
  importForm(file, rows, {
    title: `崇川区${file.nameZh}`,
    unitLine: "演示数据，均为虚构",
    signatures: ["填表人：", "审核人：", "日期："],
    watermark: "演示数据",
  });

const workbookOf = (file: ImportFile, rows: readonly ImportFormRow<string>[]) =>
  writeWorkbook([layoutSheet(form(file, rows))]);

describe("the demonstration files", () => {
  it("are read back as the records they were written from", async () => {
    const facilities = readImport(
      await readWorkbook(await workbookOf(FACILITY_FILE, district.facilities), "facilities.xlsx"),
      facilityRows(importContext),
    );
    expect(facilities.problems).toEqual([]);
    expect(facilities.rows.map((row) => row.record)).toEqual(district.records.facilities);

    const providers = readImport(
      await readWorkbook(await workbookOf(PROVIDER_FILE, district.providers), "providers.xlsx"),
      providerRows(importContext),
    );
    expect(providers.problems).toEqual([]);
    expect(joinProviders(providers.rows)).toEqual(district.records.providers);

    const workers = readImport(
      await readWorkbook(await workbookOf(WORKER_FILE, district.workers), "workers.xlsx"),
      workerRows(importContext),
    );
    expect(workers.problems).toEqual([]);
    expect(workers.rows.map((row) => row.record)).toEqual(district.records.workers);

    const elders = readImport(
      await readWorkbook(await workbookOf(ELDER_FILE, district.elders), "elders.xlsx"),
      elderRows(importContext),
    );
    expect(elders.problems).toEqual([]);
    expect(elders.rows.map((row) => row.record)).toEqual(district.records.elders);
  });

  it("say the same as CSV with a machine header", async () => {
    const bytes = writeCsv(form(ELDER_FILE, district.elders));
    const elders = readImport(await readWorkbook(bytes, "elders.csv"), elderRows(importContext));
    expect(elders.problems).toEqual([]);
    expect(elders.rows.map((row) => row.record)).toEqual(district.records.elders);
  });

  it("come back marked, in their own rows, when one cell is broken", async () => {
    const broken = district.elders
      .slice(0, 3)
      .map((row, index) => (index === 1 ? { ...row, grade: "九级", idNumber: null } : row));
    const sheets = await readWorkbook(await workbookOf(ELDER_FILE, broken), "elders.xlsx");
    const reading = readImport(sheets, elderRows(importContext));
    expect(reading.problems.map((problem) => [problem.code, problem.row])).toEqual([
      ["required-empty", 5],
      ["code-unknown", 5],
    ]);
    const marked = await writeMarkedWorkbook({
      sheets,
      problems: reading.problems,
      remark: (problem) => importProblemRemark(problem, "zh-CN"),
      remarkHeader: "问题",
      header: { sheet: reading.sheet, row: reading.headerRow },
      watermark: "导入检查",
    });
    const [sheet] = await readWorkbook(marked, "marked.xlsx");
    const last = ELDER_FILE.columns.length;
    expect(sheet?.rows.find((row) => row.rowNumber === 3)?.cells[last]?.text).toBe("问题");
    expect(sheet?.rows.find((row) => row.rowNumber === 5)?.cells[last]?.text).toBe(
      "B 身份证号：必填项为空，应为：填写内容；O 能力等级：不是可识别的选项，应为：其中之一：能力完好、轻度失能、中度失能、重度失能、完全失能",
    );
    expect(sheet?.rows.find((row) => row.rowNumber === 4)?.cells[last]).toBeUndefined();
    const repaired = readImport(await readWorkbook(marked, "marked.xlsx"), elderRows(importContext));
    expect(repaired.problems.filter((problem) => problem.level === "error")).toHaveLength(2);
  });

  it("are read in a couple of seconds at 5,000 rows", async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => district.elders[index % district.elders.length] ?? {});
    const bytes = await workbookOf(ELDER_FILE, rows);
    const before = process.cpuUsage();
    const reading = readImport(await readWorkbook(bytes, "elders.xlsx"), elderRows(importContext));
    const { user, system } = process.cpuUsage(before);
    expect(reading.rowCount).toBe(5000);
    // Processor time, because other work on the machine is not this reader's fault.
    expect((user + system) / 1_000_000).toBeLessThan(5);
  });
});
