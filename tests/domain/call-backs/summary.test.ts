import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONNECTIONS } from "#app/domain/call-backs/connection.ts";
import { ANSWER_GROUPS } from "#app/domain/call-backs/questionnaire.ts";
import {
  errorsOf,
  satisfactionOf,
  SUMMARY_COLUMNS,
  summarise,
  summariseRounds,
  tiesOut,
  type CallResult,
} from "#app/domain/call-backs/summary.ts";

const open: CallResult = { connection: null, group: null, differs: false };
const said = (group: CallResult["group"], differs = false): CallResult => ({ connection: "answered", group, differs });
const missed = (connection: Exclude<CallResult["connection"], "answered">): CallResult => ({ ...open, connection });

const result: fc.Arbitrary<CallResult> = fc.oneof(
  fc.constant(open),
  fc.constantFrom(...CONNECTIONS.filter((one) => one !== "answered")).map(missed),
  fc.tuple(fc.constantFrom(...ANSWER_GROUPS), fc.boolean()).map(([group, differs]) => said(group, differs)),
);

describe("the summary of call-backs", () => {
  it("has the seventeen columns of the form", () => expect(SUMMARY_COLUMNS).toHaveLength(17));
  it("ties out for any results, round by round and merged", () => {
    const person = fc.record({ first: result, second: fc.option(result, { nil: null }) });
    fc.assert(
      fc.property(fc.array(person), (persons) => {
        const { first, second, merged } = summariseRounds(persons);
        expect([tiesOut(first), tiesOut(second), tiesOut(merged)]).toEqual([true, true, true]);
        expect(first.total).toBe(persons.length);
        expect(merged.total).toBe(persons.length);
      }),
    );
  });
  it("counts a busy line among those who did not answer", () =>
    expect(summarise([missed("busy"), missed("no_answer")])).toMatchObject({ no_answer: 2, total: 2 }));
  it("does not tie out when a column is wrong", () => {
    const sums = summarise([said("satisfied"), open]);
    expect(tiesOut({ ...sums, satisfied: 2 })).toBe(false);
    expect(tiesOut({ ...sums, total: 3 })).toBe(false);
  });
  it("takes the second round as a person's last word, once it has come to an end", () => {
    const first = missed("no_answer");
    const { merged } = summariseRounds([
      { first, second: said("satisfied") },
      { first, second: open },
      { first, second: missed("suspended") },
    ]);
    expect(merged).toMatchObject({ answered: 1, no_answer: 1, suspended: 1, not_called: 0 });
  });
});

describe("the rates of a provider", () => {
  it("count satisfied and fairly satisfied among those who rated", () => {
    const results = [said("satisfied"), said("fairly"), said("dissatisfied"), said("unclear_rating")];
    expect(satisfactionOf(summarise(results))).toEqual({ part: 2, whole: 3 });
  });
  it("count denied and differing calls among those who knew", () => {
    const results = [said("satisfied"), said("fairly", true), said("not_served"), said("deceased")];
    expect(errorsOf([...results, said("unclear_served"), open, missed("busy")])).toEqual({ part: 3, whole: 4 });
  });
});
