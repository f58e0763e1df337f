import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkState,
  CONTROL_QUESTIONS,
  nextQuestion,
  requirePassed,
  RIGHT_NEEDED,
  type AskedQuestion,
  type ControlQuestion,
} from "#app/domain/centre/control-questions.ts";

const asked = (...answers: readonly (boolean | null)[]): AskedQuestion[] =>
  answers.map((isRight, place) => ({ question: CONTROL_QUESTIONS[place] ?? "", isRight }));

describe("the check of a caller", () => {
  it.each([
    [[], "open"],
    [[true], "open"],
    [[true, true], "passed"],
    [[false, true], "open"],
    [[false, true, true], "passed"],
    [[false, false], "failed"],
    [[true, false, false], "failed"],
    [[true, null], "open"],
  ] as const)("after %j is %s", (answers, state) => {
    expect(checkState(asked(...answers), CONTROL_QUESTIONS)).toBe(state);
  });

  it("of a file that can answer one question only cannot be passed", () => {
    expect(checkState([], ["id_tail"])).toBe("failed");
    expect(nextQuestion([], ["id_tail"], 1)).toBeNull();
  });

  it("asks one question at a time, never the same twice, and ends for every caller", () => {
    fc.assert(
      fc.property(
        fc.subarray([...CONTROL_QUESTIONS], { minLength: RIGHT_NEEDED }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.nat(100_000),
        (possible, answers, turn) => {
          const so: AskedQuestion[] = [];
          for (const isRight of answers) {
            const next = nextQuestion(so, possible, turn);
            if (next === null) break;
            expect(possible).toContain(next);
            expect(so.map(({ question }) => question)).not.toContain(next);
            expect(nextQuestion([...so, { question: next, isRight: null }], possible, turn)).toBeNull();
            so.push({ question: next, isRight });
          }
          const state = checkState(so, possible);
          expect(state).not.toBe("open");
          expect(state === "passed").toBe(so.filter(({ isRight }) => isRight).length >= RIGHT_NEEDED);
        },
      ),
    );
  });

  it("begins with another question in another call", () => {
    const firsts = new Set([0, 1, 2, 3, 4].map((turn) => nextQuestion([], CONTROL_QUESTIONS, turn)));
    expect(firsts).toEqual(new Set<ControlQuestion>(CONTROL_QUESTIONS));
  });

  it("opens nothing before it is passed", () => {
    expect(() => requirePassed("open")).toThrow("caller-not-checked");
    expect(() => requirePassed("failed")).toThrow("caller-refused");
    expect(() => requirePassed("passed")).not.toThrow();
  });
});
