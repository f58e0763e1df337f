import { describe, expect, it } from "vitest";
import type { SolverModel } from "#app/integrations/solver/highs.server.ts";
import { SolverFailure, solveModel } from "#app/integrations/solver/highs.server.ts";

/** Two products share carpentry and finishing time; profit is maximised as negative cost. */
const workshop = (isWhole: boolean, carpentry: number): SolverModel => ({
  columns: [
    {
      cost: -30,
      isWhole,
      entries: [
        [0, 1],
        [1, 2],
      ],
    },
    {
      cost: -50,
      isWhole,
      entries: [
        [0, 2],
        [1, 1],
      ],
    },
  ],
  rows: [
    { lower: -Infinity, upper: carpentry },
    { lower: -Infinity, upper: 50 },
  ],
});

/** Sets of two of three elements cover each element exactly once only in halves. */
const oddCycle: SolverModel = {
  columns: [
    {
      cost: 1,
      entries: [
        [0, 1],
        [1, 1],
      ],
    },
    {
      cost: 1,
      entries: [
        [1, 1],
        [2, 1],
      ],
    },
    {
      cost: 1,
      entries: [
        [0, 1],
        [2, 1],
      ],
    },
    {
      cost: 2,
      entries: [
        [0, 1],
        [1, 1],
        [2, 1],
      ],
    },
  ],
  rows: [0, 1, 2].map(() => ({ lower: 1, upper: 1 })),
};

const failureOf = (model: SolverModel) =>
  solveModel(model).then(
    () => "solved",
    (thrown: unknown) => (thrown instanceof SolverFailure ? thrown.code : thrown),
  );

describe("the solver", () => {
  it("solves a linear program with the duals that prove it", async () => {
    const { status, objective, bound, values, rowDuals, columnDuals } = await solveModel(workshop(false, 41));
    expect(status).toBe("optimal");
    expect(objective).toBeCloseTo(-1_123.333, 2);
    expect(bound).toBe(objective);
    expect([...values].map((value) => Number(value.toFixed(3)))).toEqual([19.667, 10.667]);
    const paid = (rowDuals?.[0] ?? 0) * 41 + (rowDuals?.[1] ?? 0) * 50;
    expect(paid).toBeCloseTo(objective, 6);
    expect([...(columnDuals ?? [])].every((value) => Math.abs(value) < 1e-9)).toBe(true);
  });

  it("solves whole numbers where they are asked for, without duals", async () => {
    const whole = await solveModel(workshop(true, 41));
    expect(whole.objective).toBeCloseTo(-1_120, 6);
    expect([...whole.values].every((value) => Math.abs(value - Math.round(value)) < 1e-6)).toBe(true);
    expect([whole.rowDuals, whole.columnDuals]).toEqual([null, null]);
    expect(whole.bound).toBeCloseTo(whole.objective, 6);
  });

  it("tells a set partition from its relaxation", async () => {
    expect((await solveModel(oddCycle)).objective).toBeCloseTo(1.5, 6);
    const whole = { ...oddCycle, columns: oddCycle.columns.map((column) => ({ ...column, isWhole: true })) };
    const { objective, values } = await solveModel(whole);
    expect(objective).toBeCloseTo(2, 6);
    expect([...values].map(Math.round)).toEqual([0, 0, 0, 1]);
  });

  it("keeps bounds of columns and both bounds of a row", async () => {
    const model: SolverModel = {
      columns: [
        { cost: 1, lower: -5, upper: 5, entries: [[0, 1]] },
        { cost: 2, lower: -Infinity, entries: [[0, 1]] },
      ],
      rows: [{ lower: 2, upper: 9 }],
    };
    const { objective, values } = await solveModel(model);
    expect([...values]).toEqual([5, -3]);
    expect(objective).toBe(-1);
  });

  it("refuses with the reason when there is no solution", async () => {
    const column = (entries: [number, number][]) => ({ cost: 1, upper: 1, entries });
    expect(await failureOf({ columns: [column([[0, 1]])], rows: [{ lower: 2, upper: 3 }] })).toBe("infeasible");
    expect(await failureOf({ columns: [{ cost: -1, entries: [[0, 1]] }], rows: [{ lower: 0, upper: Infinity }] })).toBe(
      "unbounded",
    );
    expect(await failureOf({ columns: [], rows: [{ lower: 1, upper: 1 }] })).toBe("infeasible");
    expect((await solveModel({ columns: [], rows: [] })).objective).toBe(0);
  });

  it("refuses a model that contradicts itself", async () => {
    const rows = [{ lower: 0, upper: 1 }];
    const bad: SolverModel[] = [
      { columns: [{ cost: 1, entries: [[1, 1]] }], rows },
      {
        columns: [
          {
            cost: 1,
            entries: [
              [0, 1],
              [0, 2],
            ],
          },
        ],
        rows,
      },
      { columns: [{ cost: NaN, entries: [] }], rows },
      { columns: [{ cost: 1, lower: 2, upper: 1, entries: [] }], rows },
      { columns: [{ cost: 1, entries: [[0, Infinity]] }], rows },
      { columns: [], rows: [{ lower: 1, upper: 0 }] },
    ];
    for (const model of bad) expect(await failureOf(model)).toBe("bad-model");
  });
});
