/**
 * A self-check at a kiosk: five yes-or-no questions, judged by the real rules of eligibility under the policy in force. What nobody asks
 * near an elder (income, assistance of any kind) is taken in the elder's favour and left to the office; nothing is stored.
 */
import type { ElderFacts } from "../elders/elder.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import { addDays, addMonthsToDate, type PlainDate } from "../time/plain-date.ts";
import { assessEligibility, type EligibilityCode, type Verdict } from "./eligibility.ts";

export const SELF_CHECK_QUESTIONS = ["age", "hukou", "residence", "needs_help", "institution"] as const;
export type SelfCheckQuestion = (typeof SELF_CHECK_QUESTIONS)[number];
export type SelfCheckAnswers = Readonly<Record<SelfCheckQuestion, boolean>>;

/** What to bring: for everybody, and for who has no assessment yet the office arranges one. */
export const SELF_CHECK_PAPERS = ["id_card", "hukou_book", "bank_card", "assessment"] as const;
export type SelfCheckPaper = (typeof SELF_CHECK_PAPERS)[number];

export type SelfCheckResult = {
  readonly verdict: Verdict;
  /** Reasons that may be said near an elder. */
  readonly codes: readonly EligibilityCode[];
  readonly papers: readonly SelfCheckPaper[];
};

/** Said to nobody at a kiosk: they speak of poverty. */
const NEVER_SAID: readonly string[] = ["EL-HARDSHIP", "EL-CENTRALISED"];

/** A person of whom all is well except what the answers say. */
function supposed(answers: SelfCheckAnswers, on: PlainDate, policy: PolicyVersion): ElderFacts {
  const {
    min_age_years,
    residence_min_months,
    district_code,
    hardship_types,
    grades_partly_disabled,
    waiting_period_days,
  } = policy.parameters;
  const years = answers.age ? min_age_years : min_age_years - 1;
  const [kind] = hardship_types;
  const [grade = 0] = grades_partly_disabled;
  const since = addMonthsToDate(on, -residence_min_months - 1);
  return {
    birthOn: addMonthsToDate(on, -12 * years),
    sex: "female",
    idNumberValid: true,
    duplicateOf: null,
    hukouDistrict: answers.hukou ? district_code : null,
    livesInDistrict: answers.residence,
    residenceSince: answers.residence ? since : null,
    assistance: kind === undefined ? [] : [{ kind, from: since, to: null }],
    assessments: [{ assessedOn: on, validUntil: null, grade: answers.needs_help ? grade : 0 }],
    absences: answers.institution ? [{ kind: "institution", from: on, to: null }] : [],
    benefits: [],
    deathOn: null,
    consentOn: on,
    declinedOn: null,
    approvedOn: addDays(on, -waiting_period_days),
  };
}

/** Judges the answers for a day. The same answers, day and policy give the same result. */
export function selfCheck(answers: SelfCheckAnswers, on: PlainDate, policy: PolicyVersion): SelfCheckResult {
  const { verdict, reasons } = assessEligibility(supposed(answers, on, policy), on, policy);
  const codes = reasons.map(({ code }) => code as EligibilityCode).filter((code) => !NEVER_SAID.includes(code));
  return {
    verdict,
    codes,
    papers: verdict === "not_eligible" ? [] : ["id_card", "hukou_book", "bank_card", "assessment"],
  };
}
