import { describe, expect, it } from "vitest";
import { countTests, failedTests } from "#app/commands/test-report.mjs";

const passed = { title: "adds", ancestorTitles: ["money"], status: "passed", failureMessages: [] };

describe("vitest's report", () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      {
        name: "/product/tests/domain/fen.test.ts",
        status: "failed",
        message: "",
        assertionResults: [
          passed,
          {
            title: "keeps the rest",
            ancestorTitles: ["money", "shares"],
            status: "failed",
            failureMessages: ["\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at fen.test.ts:3"],
          },
          { title: "rounds", ancestorTitles: ["money"], status: "pending", failureMessages: [] },
        ],
      },
      {
        name: "/product/tests/db/pool.test.ts",
        status: "failed",
        message: "\nError: no such column",
        assertionResults: [],
      },
    ],
  };

  it("counts what was skipped as failed", () => {
    expect(countTests(report)).toEqual({ passed: 1, failed: 2, atSecondTry: 0 });
  });

  it("names each test that did not pass with its first line, and a file that could not be read", () => {
    expect(failedTests(report, "/product")).toEqual([
      "tests/domain/fen.test.ts › money › shares › keeps the rest: AssertionError: expected 1 to be 2",
      "tests/domain/fen.test.ts › money › rounds: pending",
      "tests/db/pool.test.ts: Error: no such column",
    ]);
  });

  it("names nothing when all passed", () => {
    const file = { name: "/product/tests/a.test.ts", status: "passed", message: "", assertionResults: [passed] };
    expect(failedTests({ ...report, testResults: [file] }, "/product")).toEqual([]);
  });
});

describe("Playwright's report", () => {
  const spec = (title: string, status: string, ...messages: string[]) => ({
    title,
    file: "day.spec.ts",
    tests: [{ projectName: "desk", status, results: [{ errors: messages.map((message) => ({ message })) }] }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: "Error: the server did not start" }],
    suites: [
      {
        title: "day.spec.ts",
        specs: [spec("opens", "expected")],
        suites: [
          {
            title: "without scripts",
            specs: [
              spec("closes", "unexpected", "Error: expected 1 row\nCall log:", "Error: the page ended"),
              spec("waits", "skipped"),
              spec("answers at the second try", "flaky", "TimeoutError: 60000 ms"),
            ],
          },
        ],
      },
    ],
  };

  it("counts what was skipped as failed, and what passed at its second try as passed", () => {
    expect(countTests(report)).toEqual({ passed: 2, failed: 2, atSecondTry: 1 });
  });

  it.each([
    [3, { passed: 4, failed: 2, atSecondTry: 3 }],
    [4, { passed: 1, failed: 6, atSecondTry: 4 }],
  ])("judges a run of which %i tests needed a second try", (flaky, counts) => {
    expect(countTests({ ...report, stats: { ...report.stats, flaky } })).toEqual(counts);
  });

  it("names each test that did not pass at once with its first error, and what failed outside of them", () => {
    expect(failedTests(report, "/product")).toEqual([
      "[desk] day.spec.ts › without scripts › closes: Error: expected 1 row",
      "[desk] day.spec.ts › without scripts › waits: skipped",
      "[desk] day.spec.ts › without scripts › answers at the second try: TimeoutError: 60000 ms",
      "outside the tests: Error: the server did not start",
    ]);
  });
});
