import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { startCallFile } from "#app/usecases/call-backs/import-call-file.server.ts";
import { importCallSheet } from "#app/usecases/call-backs/import-call-sheet.server.ts";
import { showBatch } from "#app/usecases/call-backs/show-batches.server.ts";
import { writeCallWorkbook } from "#app/usecases/call-backs/write-call-workbook.server.ts";
import { runNextJob } from "#app/usecases/jobs/run-next-job.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { CALL_SHEET_HEADERS, type CallSheetColumn } from "#app/domain/call-backs/call-sheet.ts";
import { tiesOut } from "#app/domain/call-backs/summary.ts";
import { textCell, type SheetRows } from "#app/domain/imports/sheet-rows.ts";
import type { Database } from "#db/connection.server.ts";
import { JOB_DEFINITIONS } from "#workers/definitions.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { call, lookups, MONTH, openCalls, OPERATORS, calledMonth, SATISFIED } from "./called-month.ts";

let database: Database;
const { clerk, rows, one, auditOf, street } = lookups(() => database);
const BATCH = "2026-12-1";
const sheetsOf = async () => readWorkbook(await writeCallWorkbook(clerk(), testCrypto, BATCH), "calls.xlsx");

beforeAll(async () => {
  database = await calledMonth(40);
  await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '20')");
  await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS });
  const [good, lost] = await openCalls(clerk());
  if (good === undefined || lost === undefined) throw new Error("no calls");
  const given = { ...SATISFIED, suggestions: "=1+1", minutesPerVisit: "60", services: "", chosenServices: [] };
  await call(database, good, { given });
  await call(database, lost, { connection: "no_such_number" });
});
afterAll(async () => database.close());

/** The header's place and the text of a row's cells under it. */
function tableOf(sheet: SheetRows | undefined) {
  const head = sheet?.rows.find((row) => row.cells[0]?.text === "序号" || row.cells[0]?.text === "单位");
  const names = head?.cells.map(({ text }) => text) ?? [];
  const body = sheet?.rows.filter((row) => row.rowNumber > (head?.rowNumber ?? 0)) ?? [];
  const at = (row: SheetRows["rows"][number] | undefined, name: string) => row?.cells[names.indexOf(name)];
  return { names, body, at };
}

describe("the workbook of call-backs", () => {
  it("has the data in thirty columns, those not reached, and the summary in three blocks", async () => {
    const sheets = await sheetsOf();
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      "回访数据",
      "异常数据",
      "回访汇总（首次）",
      "回访汇总（二次）",
      "回访汇总（合并）",
    ]);
    const data = tableOf(sheets[0]);
    expect(data.names).toHaveLength(30);
    expect(data.names[15]).toBe("服务时长(分钟)");
    expect(tableOf(sheets[2]).names).toHaveLength(18);
    expect(sheets[0]?.rows[0]?.cells[0]?.text).toBe("居家上门服务回访数据");
    expect(JSON.stringify(sheets[0]?.rows)).toContain("填表人");
    const lost = tableOf(sheets[1]).body.filter((row) => /^\d+$/.test(row.cells[0]?.text ?? ""));
    expect(lost).toHaveLength(1);
  });

  it("keeps numbers of people as text, shows only open calls' telephones in full, and notes each export", async () => {
    const before = await auditOf("call-back.export");
    const { body, at } = tableOf((await sheetsOf())[0]);
    const persons = body.filter((row) => /^\d+$/.test(row.cells[0]?.text ?? ""));
    expect(persons.every((row) => at(row, "电话")?.kind === "text" && at(row, "身份证")?.kind === "text")).toBe(true);
    expect(persons.every((row) => at(row, "身份证")?.text.includes("*"))).toBe(true);
    const ended = persons.filter((row) => at(row, "回访日期")?.text !== "" && at(row, "回访日期") !== undefined);
    expect(ended.length).toBeGreaterThanOrEqual(2);
    expect(ended.every((row) => at(row, "电话")?.text.includes("*"))).toBe(true);
    const open = persons.filter((row) => !ended.includes(row));
    expect(open.every((row) => /^\d{11,12}$/.test(at(row, "电话")?.text ?? ""))).toBe(true);
    expect(await auditOf("call-back.export")).toBe(before + 1);
  });

  it("comes back as it went out: a text that begins like a formula stays text", async () => {
    const { body, at } = tableOf((await sheetsOf())[0]);
    expect(body.map((row) => at(row, "意见建议")?.text)).toContain("=1+1");
  });

  it("takes in what an outside call centre wrote, and nothing of a sheet with a wrong cell", async () => {
    const sheets = await sheetsOf();
    const { names, body } = tableOf(sheets[0]);
    const open = new Set((await openCalls(clerk())).map(({ id }) => id));
    const persons = body.filter((row) => /^\d+$/.test(row.cells[0]?.text ?? "") && !row.cells[1]?.text);
    const [first, second] = persons;
    if (first === undefined || second === undefined) throw new Error("no open persons");
    const written = (values: Readonly<Record<string, string>>, row: typeof first) => ({
      ...row,
      cells: names.map((name, place) =>
        name in values ? textCell(values[name] ?? "") : (row.cells[place] ?? textCell("")),
      ),
    });
    const withRows = (...changed: (typeof first)[]): SheetRows[] => [
      {
        sheet: "回访数据",
        rows: (sheets[0]?.rows ?? []).map((row) => changed.find(({ rowNumber }) => rowNumber === row.rowNumber) ?? row),
      },
    ];
    const yes = { 是否本人: "是", 是否享受上门服务: "是", 总体评价: "满意", 总结: "已接听" };
    const lost = written({ 总结: "关机" }, second);
    const wrong = withRows(written({ ...yes, 总体评价: "很好" }, first), lost);
    const refused = await importCallSheet(clerk(), testCrypto, { batchNo: BATCH, sheets: wrong });
    expect(refused).toMatchObject({
      state: "refused",
      problems: [{ header: "总体评价", value: "很好", code: "unknown" }],
    });
    expect((await openCalls(clerk())).length).toBe(open.size);
    const right = withRows(written(yes, first), lost);
    await expect(importCallSheet(street(), testCrypto, { batchNo: BATCH, sheets: right })).rejects.toMatchObject({
      code: "whole-district-only",
    });
    expect(await importCallSheet(clerk(), testCrypto, { batchNo: BATCH, sheets: right })).toMatchObject({
      imported: 2,
    });
    expect(await importCallSheet(clerk(), testCrypto, { batchNo: BATCH, sheets: right })).toMatchObject({
      imported: 0,
    });
    expect(await auditOf("call-back.import")).toBe(2);
    const { result } = await one<{ result: string }>(
      `select connection as result from call_back c where position = ${first.cells[0]?.text ?? "0"} and batch_id = (select id from call_back_batch where batch_no = '${BATCH}')`,
    );
    expect(result).toBe("answered");
  });

  it("is taken in by a job where it is large: wrong cells by place, then each person once, and the file is thrown away", async () => {
    const blobs = memoryBlobs();
    const run = async () => {
      const job = { definitions: JOB_DEFINITIONS, crypto: testCrypto, blobs, holder: "test", random: () => 0 };
      const thrown: unknown[] = [];
      const at = { ...clerk(), scope: WHOLE_DISTRICT };
      await runNextJob(at, { ...job, onProgress: () => {}, onError: (_id, one) => void thrown.push(one) });
      expect(thrown).toEqual([]);
    };
    const bytes = await writeCallWorkbook(clerk(), testCrypto, BATCH);
    const file = { batchNo: BATCH, name: "calls.xlsx", bytes };
    const first = await startCallFile(clerk(), blobs, file);
    expect(await startCallFile(clerk(), blobs, file)).toBe(first);
    await run();
    expect(await showJob(clerk(), first)).toMatchObject({ state: "done", result: { state: "imported", imported: 0 } });
    expect(blobs.kept.size).toBe(0);

    const csv = (row: Partial<Record<CallSheetColumn, string>>) => {
      const columns = Object.keys(CALL_SHEET_HEADERS) as CallSheetColumn[];
      const lines = [columns.map((one) => CALL_SHEET_HEADERS[one]), columns.map((one) => row[one] ?? "")];
      return new TextEncoder().encode(lines.map((line) => line.join(",")).join("\n"));
    };
    const wrong = { batchNo: BATCH, name: "calls.csv", bytes: csv({ number: "9999", elder: "某某", result: "关机" }) };
    const second = await startCallFile(clerk(), blobs, wrong);
    await run();
    const { state, result } = await showJob(clerk(), second);
    expect({ state, result }).toMatchObject({
      state: "done",
      result: { state: "refused", count: 1, cells: [{ cell: "A2", code: "no-such-person" }] },
    });
    expect(JSON.stringify(result)).not.toContain("某某");
    expect(blobs.kept.size).toBe(0);
    expect(await auditOf("call-back.import")).toBe(2);
  });

  it("ties out on the page in every unit and round", async () => {
    const shown = await showBatch(clerk(), { batchNo: BATCH, grouping: "street", kind: "all", page: 1 });
    for (const block of shown.blocks)
      expect([block.first, block.second, block.merged].map(tiesOut)).toEqual([true, true, true]);
    const whole = shown.blocks.at(-1)?.merged;
    const parts = shown.blocks.slice(0, -1).reduce((sum, { merged }) => sum + merged.total, 0);
    expect(whole?.total).toBe(parts);
    expect(whole?.answered).toBeGreaterThanOrEqual(2);
    const own = await showBatch(street(), { batchNo: BATCH, grouping: "provider", kind: "all", page: 1 });
    expect(own.calls).toEqual([]);
  });
});
