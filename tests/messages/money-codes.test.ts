/** Codes that the pages of money and of imports show by a name: none is shown bare, and none with a gap where a fact should stand. */
import { describe, expect, it } from "vitest";
import { IMPORT_PROBLEM_CODES } from "#app/domain/imports/problem.ts";
import type { CloseCheck } from "#app/domain/reconciliation/close-checks.ts";
import { importProblemKind } from "#app/messages/import-problems.ts";
import problems from "#app/messages/import-problems.json";
import { closeCheckWord } from "#app/messages/settlement.ts";

const CHECKS = {
  ...{
    "one-line-per-visit": 1,
    "approved-within-each-amount": 1,
    "differences-explain-all": 1,
    "paid-lines-have-price": 1,
  },
  ...{ "lines-equal-journals": 1, "journals-equal-payments": 1, "funds-cover-lines": 1, "books-are-balanced": 1 },
  "suspense-is-empty": 1,
} satisfies Record<CloseCheck["code"], 1>;

type Words = { readonly kind?: object; readonly what: Readonly<Record<string, string>> };
const WORDS: Readonly<Record<string, Words>> = problems;

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("every check before a close has a name", () => {
    expect(Object.keys(CHECKS).filter((code) => closeCheckWord(code, locale) === code)).toEqual([]);
  });
  it("a kind of import problem is named without the facts of one of them", () => {
    const gaps = IMPORT_PROBLEM_CODES.filter(
      (code) => WORDS[code]?.kind === undefined && (WORDS[code]?.what[locale] ?? "{").includes("{"),
    );
    expect(gaps).toEqual([]);
    expect(
      IMPORT_PROBLEM_CODES.filter((code) => /[{}]|[(（]\s*[)）]|“\s*”/.test(importProblemKind(code, locale))),
    ).toEqual([]);
  });
});
