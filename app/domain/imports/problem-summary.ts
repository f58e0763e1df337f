/** What is kept of a file's problems: every kind with its count, and of each kind the first ones with their cells. */
import type { ImportProblem, ImportProblemCode } from "./problem.ts";

export type ProblemCount = {
  readonly code: ImportProblemCode;
  readonly level: "error" | "warning";
  readonly count: number;
};

export type ProblemSummary = {
  /** Errors before warnings, then in the order of the file. */
  readonly counts: readonly ProblemCount[];
  readonly kept: readonly ImportProblem[];
  readonly errors: number;
  readonly warnings: number;
};

/** A page that lists more of one kind helps nobody; the marked workbook shows them all. */
export const KEPT_OF_A_KIND = 1000;

/** Errors first, each level in the order of the file. */
export function summarisedProblems(problems: readonly ImportProblem[]): ProblemSummary {
  const sorted = [
    ...problems.filter((problem) => problem.level === "error"),
    ...problems.filter((problem) => problem.level === "warning"),
  ];
  const counts = new Map<ImportProblemCode, ProblemCount>();
  const kept: ImportProblem[] = [];
  for (const problem of sorted) {
    const count = (counts.get(problem.code)?.count ?? 0) + 1;
    counts.set(problem.code, { code: problem.code, level: problem.level, count });
    if (count <= KEPT_OF_A_KIND) kept.push(problem);
  }
  const errors = sorted.filter((problem) => problem.level === "error").length;
  return { counts: [...counts.values()], kept, errors, warnings: sorted.length - errors };
}
