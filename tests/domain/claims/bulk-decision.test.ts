import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BULK_LINES_MOST,
  bulkRules,
  chooseBulk,
  CLEAN_LINES,
  requireSameList,
  ruleOfLine,
  whySecondPerson,
  type BulkCandidate,
} from "#app/domain/claims/bulk-decision.ts";

const CODES = ["R-TOO-SHORT", "R-NO-PLACE-PROOF", "R-CLAIM-OPEN-EXCEPTION"];
const candidates = fc
  .array(fc.record({ codes: fc.subarray(CODES), highRisk: fc.boolean() }), { maxLength: 300 })
  .map((all) => all.map((one, index): BulkCandidate => ({ ...one, visitNo: `V${index}` })));

describe("deciding in bulk", () => {
  it("takes only lines of the one rule, none of high risk and at most two hundred, and counts what it leaves out", () => {
    fc.assert(
      fc.property(candidates, fc.constantFrom(...CODES, CLEAN_LINES), (lines, rule) => {
        const { taken, highRisk, mixed, beyond } = chooseBulk(lines, rule, null);
        expect(taken.length).toBeLessThanOrEqual(BULK_LINES_MOST);
        expect(taken.every((line) => !line.highRisk && ruleOfLine(line.codes) === rule)).toBe(true);
        const touched = lines.filter((line) => line.codes.includes(rule) || ruleOfLine(line.codes) === rule);
        expect(taken.length + highRisk + mixed + beyond).toBe(touched.length);
      }),
    );
  });

  it("takes of a selection only what was selected", () => {
    fc.assert(
      fc.property(candidates, fc.array(fc.nat({ max: 300 })), (lines, numbers) => {
        const only = new Set(numbers.map((number) => `V${number}`));
        expect(chooseBulk(lines, CLEAN_LINES, only).taken.every((line) => only.has(line.visitNo))).toBe(true);
      }),
    );
  });

  it.each([
    [[], CLEAN_LINES],
    [["R-TOO-SHORT"], "R-TOO-SHORT"],
    [["R-TOO-SHORT", "R-CLAIM-OPEN-EXCEPTION"], "R-TOO-SHORT"],
    [["R-CLAIM-OPEN-EXCEPTION"], "R-CLAIM-OPEN-EXCEPTION"],
    [["R-TOO-SHORT", "R-NO-PLACE-PROOF"], null],
  ])("names the one rule of a line with %j: %s", (codes, rule) => expect(ruleOfLine(codes)).toBe(rule));

  it("offers rules with more than one line, the most first", () => {
    const line = (visitNo: string, codes: string[], highRisk = false) => ({ visitNo, codes, highRisk });
    expect(
      bulkRules([
        line("1", []),
        line("2", ["A"]),
        line("3", ["A"]),
        line("4", ["A"], true),
        line("5", []),
        line("6", []),
        line("7", ["B"]),
        line("8", ["A", "B"]),
      ]),
    ).toEqual([
      { rule: CLEAN_LINES, lines: 3 },
      { rule: "A", lines: 2 },
    ]);
  });

  it.each([
    [100n, 0n, null],
    [101n, 0n, "list"],
    [101n, 50n, "list"],
    [40n, 60n, null],
    [40n, 61n, "day"],
    [1n, 500n, "day"],
  ])(
    "of %s fen after %s fen of the same day asks at a limit of 100 for a second person: %s",
    (listFen, earlierFen, why) => expect(whySecondPerson({ listFen, earlierFen }, 100n)).toBe(why),
  );

  it("refuses an empty list and one that was not on the screen", () => {
    expect(() => requireSameList([], { now: "a", shown: "a" })).toThrow("bulk-empty");
    expect(() => requireSameList([1], { now: "a", shown: "b" })).toThrow("preview-changed");
    expect(() => requireSameList([1], { now: "a", shown: "a" })).not.toThrow();
  });
});
