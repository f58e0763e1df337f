import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANSWER_GROUPS,
  answerGroup,
  QUESTIONNAIRE,
  readAnswers,
  scoreOf,
  type CallAnswers,
  type GivenAnswers,
} from "#app/domain/call-backs/questionnaire.ts";

const good: GivenAnswers = {
  person: "self",
  served: "yes",
  chosenServices: ["LC04"],
  visitsAMonth: "4",
  minutesPerVisit: "60",
  sameWorker: "yes",
  uniformBadge: "yes",
  contactLeft: "yes",
  knowsProvider: "yes",
  overall: "satisfied",
};
function read(given: GivenAnswers): CallAnswers {
  const { answers } = readAnswers(given);
  if (answers === null) throw new Error("no answers");
  return answers;
}

describe("the questionnaire", () => {
  it("has the eleven numbered questions of the sheet, in its order", () =>
    expect(QUESTIONNAIRE.questions.flatMap(({ number }) => number ?? [])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
});

describe("answers", () => {
  it("are read with their figures, services sorted and each once", () => {
    const answers = read({ ...good, chosenServices: ["ZJ01", "LC04", "LC04"] });
    expect(answers).toMatchObject({ services: ["LC04", "ZJ01"], visitsAMonth: 4, minutesPerVisit: 60 });
  });
  it("leave out what is not asked of somebody who was not served", () => {
    const answers = read({ ...good, served: "no", notServed: "deceased" });
    expect(answers).toMatchObject({ overall: null, services: [], visitsAMonth: null, uniformBadge: null });
  });
  it("ask nothing more when a stranger answered", () =>
    expect(read({ person: "no", served: "yes", overall: "satisfied" })).toMatchObject({ served: null, overall: null }));
  it.each([
    [{}, [["person", "missing"]]],
    [{ person: "self" }, [["served", "missing"]]],
    [{ person: "self", served: "no" }, [["notServed", "missing"]]],
    [{ person: "self", served: "yes" }, [["overall", "missing"]]],
    [{ ...good, overall: "great" }, [["overall", "unknown"]]],
    [{ ...good, visitsAMonth: "32" }, [["visitsAMonth", "out-of-range"]]],
    [{ ...good, minutesPerVisit: "an hour" }, [["minutesPerVisit", "out-of-range"]]],
    [{ ...good, minutesPerVisit: "-5" }, [["minutesPerVisit", "out-of-range"]]],
  ] as [GivenAnswers, [string, string][]][])("name every place that is wrong: %o", (given, problems) =>
    expect(readAnswers(given).problems.map(({ key, code }) => [key, code])).toEqual(problems),
  );
  it("count a bad rating as confirmed only when it was read back", () => {
    const bad = { ...good, overall: "dissatisfied" };
    expect(read(bad).overallConfirmed).toBe(false);
    expect(read({ ...bad, overallConfirmed: "on" }).overallConfirmed).toBe(true);
    expect(read({ ...good, overallConfirmed: "on" }).overallConfirmed).toBe(false);
  });
});

describe("the group of an answered call", () => {
  it.each([
    [good, "satisfied"],
    [{ ...good, overall: "fairly" }, "fairly"],
    [{ ...good, overall: "unclear" }, "unclear_rating"],
    [{ person: "family", served: "no", notServed: "deceased" }, "deceased"],
    [{ person: "family", served: "no", notServed: "moved" }, "not_served"],
    [{ person: "self", served: "unclear" }, "unclear_served"],
    [{ person: "no" }, "unclear_served"],
  ] as [GivenAnswers, string][])("of %o is %s", (given, group) => expect(answerGroup(read(given))).toBe(group));
});

describe("the score", () => {
  it("is whole for the best answers and counts what was said clearly only", () => {
    expect(scoreOf(read(good))).toBe(100);
    expect(scoreOf(read({ ...good, overall: "fairly" }))).toBe(85);
    expect(scoreOf(read({ ...good, overall: "dissatisfied" }))).toBe(40);
    expect(scoreOf(read({ ...good, overall: "fairly", uniformBadge: "unclear" }))).toBe(83);
    expect(scoreOf(read({ person: "self", served: "unclear" }))).toBeNull();
  });
  it("stays between 0 and 100 for any answers, and each set of answers has one group", () => {
    const options = (key: string) => QUESTIONNAIRE.questions.find((one) => one.key === key)?.options ?? [];
    const some = (key: string) => fc.option(fc.constantFrom(...options(key)), { nil: "" });
    const any = fc.record({
      person: some("person"),
      served: some("served"),
      notServed: some("notServed"),
      sameWorker: some("sameWorker"),
      uniformBadge: some("uniformBadge"),
      contactLeft: some("contactLeft"),
      knowsProvider: some("knowsProvider"),
      overall: some("overall"),
      visitsAMonth: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(any, (given) => {
        const { answers, problems } = readAnswers(given);
        expect(answers === null).toBe(problems.length > 0);
        if (answers === null) return;
        const score = scoreOf(answers);
        expect(score === null || (score >= 0 && score <= 100)).toBe(true);
        expect(ANSWER_GROUPS).toContain(answerGroup(answers));
      }),
    );
  });
});
