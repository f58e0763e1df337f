/**
 * The one door to HiGHS, a solver of linear and mixed whole-number programs compiled to WebAssembly: a model goes in as plain columns
 * and rows, values and duals come out. It runs inside the process on one thread and blocks it while it solves; nothing leaves the
 * machine. The product's own algorithms do not need it; it bounds and polishes plans and is the independent judge in tests.
 */
import loadHighs from "highs";
import type { Highs, Model, ModelData, ModelStatusCode } from "highs";

/** One unknown: its cost in the objective, its bounds (default 0 and no upper one) and its coefficients in the rows. */
export type SolverColumn = {
  readonly cost: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly isWhole?: boolean;
  readonly entries: readonly (readonly [row: number, coefficient: number])[];
};

/** One constraint: lower <= sum of coefficient times value <= upper. -Infinity and Infinity stand for no bound. */
export type SolverRow = { readonly lower: number; readonly upper: number };

/** The objective is minimised. */
export type SolverModel = { readonly columns: readonly SolverColumn[]; readonly rows: readonly SolverRow[] };

export type SolverLimits = {
  /** Wall-clock limit; default none. */
  readonly timeLimitSeconds?: number;
  /** Stops a whole-number program once it is within this share of its bound; default 0, the proven optimum. */
  readonly relativeGap?: number;
};

export type SolverResult = {
  /** "limited": a limit ended the search; the values are the best found and keep every row. */
  readonly status: "optimal" | "limited";
  readonly objective: number;
  /** No solution has a smaller objective; equal to the objective where the optimum is proven. */
  readonly bound: number;
  /** One per column. */
  readonly values: Float64Array;
  /** Change of the objective per unit of a row's binding bound; null for a whole-number program, which has none. */
  readonly rowDuals: Float64Array | null;
  /** Reduced costs of the columns; null for a whole-number program. */
  readonly columnDuals: Float64Array | null;
};

/** bad-model: the model contradicts itself (an index or bound out of range, not a number). no-solution: a limit came before any. */
export type SolverFailureCode = "bad-model" | "infeasible" | "unbounded" | "no-solution";

/** Why there is no result; expected, so that the caller can tell the cases apart. */
export class SolverFailure extends Error {
  readonly code: SolverFailureCode;

  constructor(code: SolverFailureCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = "SolverFailure";
    this.code = code;
  }
}

let loading: Promise<Highs> | null = null;

/** Solves a model. Throws SolverFailure when there is no solution to give. */
export async function solveModel(model: SolverModel, limits: SolverLimits = {}): Promise<SolverResult> {
  assertModel(model);
  if (model.columns.length === 0) return emptyResult(model);
  loading ??= loadHighs();
  const highs = await loading;
  return highs.withModel(modelData(model), (instance) => {
    instance.options.set({
      output_flag: false,
      mip_rel_gap: limits.relativeGap ?? 0,
      ...(limits.timeLimitSeconds === undefined ? {} : { time_limit: limits.timeLimitSeconds }),
    });
    instance.run();
    return resultOf(highs, instance, model);
  });
}

function assertModel({ columns, rows }: SolverModel): void {
  const isRange = (lower: number, upper: number) => lower <= upper;
  for (const [index, { lower, upper }] of rows.entries())
    if (!isRange(lower, upper)) throw new SolverFailure("bad-model", `row ${index} has no range`);
  for (const [index, { cost, lower = 0, upper = Infinity, entries }] of columns.entries()) {
    if (!Number.isFinite(cost)) throw new SolverFailure("bad-model", `column ${index} has no cost`);
    if (!isRange(lower, upper)) throw new SolverFailure("bad-model", `column ${index} has no range`);
    const seen = new Set<number>();
    for (const [row, coefficient] of entries) {
      const isKnown = Number.isInteger(row) && row >= 0 && row < rows.length && !seen.has(row);
      if (!isKnown || !Number.isFinite(coefficient))
        throw new SolverFailure("bad-model", `column ${index} has a wrong entry in row ${row}`);
      seen.add(row);
    }
  }
}

function modelData({ columns, rows }: SolverModel): ModelData {
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []];
  for (const { entries } of columns) {
    for (const [row, coefficient] of entries) {
      indices.push(row);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower = 0 }) => lower),
    colUpper: columns.map(({ upper = Infinity }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: { format: "csc", numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(isWhole({ columns }) ? { integrality: columns.map((column) => (column.isWhole ? 1 : 0)) } : {}),
  };
}

function isWhole({ columns }: Pick<SolverModel, "columns">): boolean {
  return columns.some((column) => column.isWhole === true);
}

function resultOf(highs: Highs, instance: Model, model: SolverModel): SolverResult {
  const status = statusOf(highs, instance.getModelStatus());
  if (status === "limited" && instance.info.get("primal_solution_status") !== highs.constants.solutionStatus.feasible)
    throw new SolverFailure("no-solution", "a limit came before the first solution");
  const { colValue, colDual, rowDual } = instance.getSolution();
  const objective = instance.getObjectiveValue();
  const whole = isWhole(model);
  const bound =
    status === "optimal" && !whole ? objective : whole ? Number(instance.info.get("mip_dual_bound")) : -Infinity;
  return {
    status,
    objective,
    bound,
    values: colValue,
    rowDuals: whole ? null : rowDual,
    columnDuals: whole ? null : colDual,
  };
}

function statusOf(highs: Highs, code: ModelStatusCode): SolverResult["status"] {
  const { modelStatus } = highs.constants;
  if (code === modelStatus.optimal) return "optimal";
  if (code === modelStatus.infeasible) throw new SolverFailure("infeasible", "no values keep every row");
  if (code === modelStatus.unbounded || code === modelStatus.unboundedOrInfeasible)
    throw new SolverFailure("unbounded", "the objective has no end, or there is no solution");
  const limits: readonly ModelStatusCode[] = [
    modelStatus.timeLimit,
    modelStatus.iterationLimit,
    modelStatus.solutionLimit,
  ];
  if (limits.includes(code)) return "limited";
  throw new SolverFailure("no-solution", `the solver ended with status ${code}`);
}

/** Without unknowns every row's sum is 0. */
function emptyResult({ rows }: SolverModel): SolverResult {
  if (rows.some(({ lower, upper }) => lower > 0 || upper < 0))
    throw new SolverFailure("infeasible", "a row without unknowns asks for more than 0");
  const [values, rowDuals, columnDuals] = [new Float64Array(0), new Float64Array(rows.length), new Float64Array(0)];
  return { status: "optimal", objective: 0, bound: 0, values, rowDuals, columnDuals };
}
