import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import { IMPORT_PROBLEM_CODES } from "#app/domain/imports/problem.ts";
import { providerRows } from "#app/domain/imports/provider-rows.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { textCell } from "#app/domain/imports/sheet-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import { importProblemSentence } from "#app/messages/import-problems.ts";
import { aContext, elderRow, providerRow, sheetOf, workerRow } from "./import-fixtures.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      "周",
      "一",
      "至",
      "9",
      ":",
      "-",
      "0",
      "2",
      "6",
      "年",
      "月",
      "Q",
      "1",
      "；",
      "、",
      "（",
      "）",
      "LC",
      "无",
      " ",
      "上午",
      "点",
      "半",
      "３",
      "x",
      "城东",
      "\n",
    ),
    maxLength: 14,
  }),
  fc.constantFrom(
    "2026-02-30",
    "9e99",
    "-0",
    "NaN",
    "__proto__",
    "constructor",
    "\u202e城东",
    "1/0",
    "２０２６－１１－２２",
    "320699195001010019",
  ),
);
const cell: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 6, arbitrary: text.map(textCell) },
  fc.double().map((value): RawCell => ({ kind: "number", text: String(value), value })),
  fc
    .double({ min: -10, max: 200_000, noNaN: true })
    .map((value): RawCell => ({ kind: "date", text: "2026-11-22", value })),
  fc.boolean().map((value): RawCell => ({ kind: "boolean", text: value ? "TRUE" : "FALSE", value })),
  fc.constant<RawCell>({ kind: "error", text: "#REF!" }),
);

const readers = {
  elders: {
    file: ELDER_FILE,
    row: elderRow(),
    read: (row: Record<string, string | RawCell>) => readImport([sheetOf(ELDER_FILE, [row])], elderRows(aContext())),
  },
  providers: {
    file: PROVIDER_FILE,
    row: providerRow(),
    read: (row: Record<string, string | RawCell>) =>
      readImport([sheetOf(PROVIDER_FILE, [row])], providerRows(aContext())),
  },
  workers: {
    file: WORKER_FILE,
    row: workerRow(),
    read: (row: Record<string, string | RawCell>) => readImport([sheetOf(WORKER_FILE, [row])], workerRows(aContext())),
  },
  facilities: {
    file: FACILITY_FILE,
    row: { name: "站", kind: "社区站", street: "城东" },
    read: (row: Record<string, string | RawCell>) =>
      readImport([sheetOf(FACILITY_FILE, [row])], facilityRows(aContext())),
  },
};

describe.each(Object.entries(readers))("a row of the %s file with any cell in it", (_, { file, row, read }) => {
  it("is read, or refused with problems that have codes and words", () => {
    fc.assert(
      fc.property(fc.constantFrom(...file.columns.map((column) => column.key)), cell, (key, value) => {
        const reading = read({ ...row, [key]: value });
        for (const problem of reading.problems) {
          expect(IMPORT_PROBLEM_CODES).toContain(problem.code);
          expect(importProblemSentence(problem, "zh-CN")).not.toMatch(/[{}]/u.test(value.text) ? /$^/ : /[{}]/);
        }
        expect(reading.refused).toBe(reading.problems.some((problem) => problem.level === "error"));
        if (!reading.refused && reading.rowCount === 1) expect(reading.rows).toHaveLength(1);
        if (reading.refused) expect(reading.rows).toHaveLength(0);
      }),
      { numRuns: 600 },
    );
  });
});
