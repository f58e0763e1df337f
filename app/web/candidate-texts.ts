/** The words of the exported candidate list: the forms of the office are in Chinese, whatever language the screen has. */
import { eligibilityFacts, nextStepWord } from "#app/messages/candidates.ts";
import { eligibilityReason, verdictWord } from "#app/messages/eligibility.ts";
import { assistanceWord, gradeWord, sexWord } from "#app/messages/people.ts";
import type { CandidateTexts } from "#app/usecases/entitlement/export-candidates.server.ts";

const LOCALE = "zh-CN";

export const CANDIDATE_TEXTS: CandidateTexts = {
  sex: (code) => sexWord(code, LOCALE),
  assistance: (code) => assistanceWord(code, LOCALE),
  grade: (grade) => gradeWord(grade, LOCALE),
  verdict: (code) => verdictWord(code, LOCALE),
  nextStep: (code) => nextStepWord(code, LOCALE),
  reason: (code, facts) => {
    const found = eligibilityFacts(code, facts, LOCALE);
    return found === "" ? eligibilityReason(code, LOCALE) : `${eligibilityReason(code, LOCALE)}（${found}）`;
  },
};
