import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SELF_CHECK_QUESTIONS, selfCheck, type SelfCheckAnswers } from "#app/domain/entitlement/self-check.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { SELF_CHECK_REASONS } from "#app/messages/kiosk-notices.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const ON = plainDate("2026-11-15");
const GOOD: SelfCheckAnswers = { age: true, hukou: true, residence: true, needs_help: true, institution: false };
const answersOf = (yes: readonly boolean[]) =>
  Object.fromEntries(SELF_CHECK_QUESTIONS.map((question, place) => [question, yes[place]])) as SelfCheckAnswers;

describe("the self-check", () => {
  it("says yes to who meets every rule, and what to bring", () => {
    const { verdict, codes, papers } = selfCheck(GOOD, ON, SAMPLE_POLICY);
    expect([verdict, codes]).toEqual(["eligible", []]);
    expect(papers).toContain("id_card");
  });

  it.each([
    [{ age: false }, "EL-AGE"],
    [{ hukou: false }, "EL-HUKOU"],
    [{ residence: false }, "EL-RESIDENCE"],
    [{ needs_help: false }, "EL-GRADE"],
    [{ institution: true }, "EL-INSTITUTION"],
  ] as const)("of %j finds %s by the real rules", (answer, code) => {
    const { verdict, codes, papers } = selfCheck({ ...GOOD, ...answer }, ON, SAMPLE_POLICY);
    expect([verdict, codes, papers]).toEqual(["not_eligible", [code], []]);
  });

  it("follows the policy in force: a rule that the district has given up refuses nobody", () => {
    const policy = { ...SAMPLE_POLICY, parameters: { ...SAMPLE_POLICY.parameters, require_hukou: false } };
    expect(selfCheck({ ...GOOD, hukou: false }, ON, policy).verdict).toBe("eligible");
  });

  it("names nothing about poverty and has words for whatever it finds, whatever is answered", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (yes) => {
        const { codes } = selfCheck(answersOf(yes), ON, SAMPLE_POLICY);
        expect(codes.filter((code) => code === "EL-HARDSHIP" || code === "EL-CENTRALISED")).toEqual([]);
        expect(codes.filter((code) => !SELF_CHECK_REASONS.includes(code))).toEqual([]);
      }),
    );
  });
});
