import { describe, expect, it } from "vitest";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { quotedFacts, quotedValue, type ImportProblem, type ImportProblemCode } from "#app/domain/imports/problem.ts";
import { KEPT_OF_A_KIND, summarisedProblems } from "#app/domain/imports/problem-summary.ts";

const problem = (code: ImportProblemCode, row: number, level: ImportProblem["level"] = "error"): ImportProblem => ({
  sheet: "表",
  row,
  column: "A",
  header: "列",
  value: "",
  code,
  level,
  facts: {},
});

describe("a summary of problems", () => {
  it("counts every kind, errors before warnings, each in the order of the file", () => {
    const summary = summarisedProblems([
      problem("row-hidden", 1, "warning"),
      problem("phone-invalid", 2),
      problem("code-unknown", 3),
      problem("phone-invalid", 4),
    ]);
    expect(summary.counts.map(({ code, count }) => [code, count])).toEqual([
      ["phone-invalid", 2],
      ["code-unknown", 1],
      ["row-hidden", 1],
    ]);
    expect(summary.kept.map(({ row }) => row)).toEqual([2, 3, 4, 1]);
    expect([summary.errors, summary.warnings]).toEqual([3, 1]);
  });

  it("keeps the first thousand of a kind and counts the rest", () => {
    const at = (count: number) =>
      summarisedProblems(Array.from({ length: count }, (_, row) => problem("phone-invalid", row)));
    expect(at(KEPT_OF_A_KIND).kept).toHaveLength(KEPT_OF_A_KIND);
    const more = at(KEPT_OF_A_KIND + 1);
    expect(more.kept).toHaveLength(KEPT_OF_A_KIND);
    expect(more.counts[0]?.count).toBe(KEPT_OF_A_KIND + 1);
  });
});

describe("numbers of persons in the wrong cell", () => {
  it("are masked wherever they stand, other numbers are not", () => {
    expect(maskNumbersIn("32069919400229002X 张")).toBe("320***********002X 张");
    expect(maskNumbersIn("电话13900000001。")).toBe("电话139****0001。");
    expect(maskNumbersIn("2026-11-15 12345678 合同20260101")).toBe("2026-11-15 12345678 合同20260101");
    expect(quotedValue("32069919400229002X", null)).toBe("320***********002X");
    expect(quotedFacts({ token: "13900000001", most: 3 }, null)).toEqual({ token: "139****0001", most: 3 });
  });
});
