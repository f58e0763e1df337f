/**
 * Who is entitled, judged for a date from dated facts (district rule; 4.1 and 4.2 of the domain reference). All failing conditions
 * are listed, not only the first, because a person must be able to cure them all. A person decides on a refusal.
 */
import { lastValidDay, newestAssessment } from "../assessment/assessment-validity.ts";
import { ageOn, birthdayOfAge } from "../elders/age.ts";
import { consentInForce } from "../elders/consent.ts";
import type { AbsenceKind, ElderFacts } from "../elders/elder.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, addMonthsToDate, periodContains } from "../time/plain-date.ts";

export type Verdict = "eligible" | "not_eligible" | "paused" | "waiting" | "needs_data";

export type EligibilityReason = {
  /** One of ELIGIBILITY_REASONS. */
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export type EligibilityResult = {
  readonly verdict: Verdict;
  readonly reasons: readonly EligibilityReason[];
  readonly on: PlainDate;
  readonly policyVersion: string;
};

/** What the place, the money and the providers of a street allow; absent answers say nothing against the elder. */
export type PlaceFacts = {
  /** Place in the waiting list, counted from 1; null when a place is free. */
  readonly queuePosition?: number | null;
  /** True when the appropriation of the project year is used up. */
  readonly fundUsedUp?: boolean;
  /** False when no provider accepts in the elder's street. */
  readonly providerAvailable?: boolean;
};

/** Every reason with the verdict it alone would give, in the order in which reasons are listed. */
const VERDICT_OF = {
  "EL-ID-INVALID": "needs_data",
  "EL-DUPLICATE": "needs_data",
  "EL-AGE": "not_eligible",
  "EL-HUKOU": "not_eligible",
  "EL-RESIDENCE": "not_eligible",
  "EL-CENTRALISED": "not_eligible",
  "EL-HARDSHIP": "not_eligible",
  "EL-NO-ASSESSMENT": "needs_data",
  "EL-ASSESSMENT-EXPIRED": "needs_data",
  "EL-GRADE": "not_eligible",
  "EL-DECEASED": "not_eligible",
  "EL-INSTITUTION": "not_eligible",
  "EL-INPATIENT": "paused",
  "EL-AWAY": "paused",
  "EL-EXCLUSIVE-BENEFIT": "not_eligible",
  "EL-CONSENT": "needs_data",
  "EL-DOCS": "needs_data",
  "EL-REFUSED": "not_eligible",
  "EL-WAITING-PERIOD": "waiting",
  "EL-FULL": "waiting",
  "EL-BUDGET": "waiting",
  "EL-NO-PROVIDER": "waiting",
} as const satisfies Readonly<Record<string, Exclude<Verdict, "eligible">>>;

export type EligibilityCode = keyof typeof VERDICT_OF;

/** All reason codes. Stable, never reused. */
export const ELIGIBILITY_REASONS = Object.keys(VERDICT_OF) as EligibilityCode[];

/**
 * The weightiest reason gives the verdict: not_eligible before needs_data, then paused, then waiting. What no paper can cure is said
 * first; an elder in hospital whose assessment has run out needs the assessment, whenever the stay ends.
 */
const WEIGHT = ["not_eligible", "needs_data", "paused", "waiting"] as const;

/** The verdict of a set of reasons; eligible without any. */
export function verdictOf(codes: Iterable<EligibilityCode>): Verdict {
  const verdicts = new Set<Verdict>([...codes].map((code) => VERDICT_OF[code]));
  return WEIGHT.find((verdict) => verdicts.has(verdict)) ?? "eligible";
}

type Question = { readonly facts: ElderFacts; readonly on: PlainDate; readonly policy: PolicyVersion };
type NamedReason = EligibilityReason & { readonly code: EligibilityCode };
type Answer = NamedReason | null;
const reason = (code: EligibilityCode, facts: EligibilityReason["facts"] = {}): NamedReason => ({ code, facts });

function identity({ facts }: Question): Answer[] {
  return [
    facts.idNumberValid ? null : reason("EL-ID-INVALID"),
    facts.duplicateOf === null ? null : reason("EL-DUPLICATE", { other: facts.duplicateOf }),
  ];
}

function age({ facts, on, policy }: Question): Answer {
  const { min_age_years } = policy.parameters;
  const from = birthdayOfAge(facts.birthOn, min_age_years);
  return on >= from ? null : reason("EL-AGE", { date: from, age: ageOn(facts.birthOn, on), min_age_years });
}

/** Registration is a dated fact of its own; the area digits of the identity number show only where the number was first issued. */
function registration({ facts, on, policy }: Question): Answer {
  const { require_hukou, district_code } = policy.parameters;
  const inForce = facts.hukouPeriod === undefined || periodContains(facts.hukouPeriod, on);
  if (!require_hukou || (facts.hukouDistrict === district_code && inForce)) return null;
  const { from = null, to = null } = facts.hukouPeriod ?? {};
  return reason("EL-HUKOU", { hukou: facts.hukouDistrict, from, to });
}

function residence({ facts, on, policy }: Question): Answer {
  const { require_residence, residence_min_months } = policy.parameters;
  const { residenceSince: since, livesInDistrict: lives_in_district } = facts;
  const from = since === null ? null : addMonthsToDate(since, residence_min_months);
  if (!require_residence || (lives_in_district && from !== null && from <= on)) return null;
  return reason("EL-RESIDENCE", { since, residence_min_months, lives_in_district, date: from });
}

/** Support in an institution is named alone: that the elder has no other status beside it would say the same thing twice. */
function hardship({ facts, on, policy }: Question): Answer {
  const inForce = facts.assistance.filter((status) => periodContains(status, on));
  const centralised = inForce.find((status) => status.kind === "tekun_centralised");
  if (policy.parameters.exclude_centralised_support && centralised)
    return reason("EL-CENTRALISED", { from: centralised.from, to: centralised.to });
  if (inForce.some(({ kind }) => policy.parameters.hardship_types.includes(kind))) return null;
  return reason("EL-HARDSHIP", { status: inForce.map(({ kind }) => kind).join(",") || null });
}

/** The newest assessment made by the date decides, also against an older one that still runs: grades follow the elder's state. */
function assessment({ facts, on, policy }: Question): Answer {
  const { assessment_valid_months, grades_disabled, grades_partly_disabled } = policy.parameters;
  const newest = newestAssessment(facts.assessments, on);
  if (newest === null) return reason("EL-NO-ASSESSMENT");
  const { grade, assessedOn: assessed } = newest;
  const validUntil = lastValidDay(newest, assessment_valid_months);
  if (on > validUntil) return reason("EL-ASSESSMENT-EXPIRED", { date: validUntil, assessed, grade });
  if (grades_disabled.includes(grade) || grades_partly_disabled.includes(grade)) return null;
  return reason("EL-GRADE", { grade, assessed });
}

/** Death on a day ends entitlement from that day on; the first and last day of a stay belong to the stay. */
function presence({ facts, on }: Question): Answer[] {
  const absent = (kind: AbsenceKind, code: EligibilityCode): Answer => {
    const stay = facts.absences.find((absence) => absence.kind === kind && periodContains(absence, on));
    return stay ? reason(code, { from: stay.from, to: stay.to }) : null;
  };
  return [
    facts.deathOn !== null && on >= facts.deathOn ? reason("EL-DECEASED", { date: facts.deathOn }) : null,
    absent("institution", "EL-INSTITUTION"),
    absent("hospital", "EL-INPATIENT"),
    absent("away", "EL-AWAY"),
  ];
}

function agreement({ facts, on, policy }: Question): Answer[] {
  const exclusive = facts.benefits.find((benefit) => benefit.exclusive && periodContains(benefit, on));
  const { consentOn, consentWithdrawnOn = null, missingPapers = [], declinedOn, approvedOn } = facts;
  const payableFrom = approvedOn === null ? null : addDays(approvedOn, policy.parameters.waiting_period_days);
  return [
    exclusive
      ? reason("EL-EXCLUSIVE-BENEFIT", { benefit: exclusive.benefit, from: exclusive.from, to: exclusive.to })
      : null,
    consentInForce({ consentOn, consentWithdrawnOn }, on)
      ? null
      : reason("EL-CONSENT", { given: consentOn, withdrawn: consentWithdrawnOn }),
    missingPapers.length > 0 ? reason("EL-DOCS", { papers: missingPapers.join("、") }) : null,
    declinedOn !== null && declinedOn <= on ? reason("EL-REFUSED", { date: declinedOn }) : null,
    payableFrom !== null && on < payableFrom ? reason("EL-WAITING-PERIOD", { date: payableFrom }) : null,
  ];
}

function place({ queuePosition = null, fundUsedUp = false, providerAvailable = true }: PlaceFacts): Answer[] {
  return [
    queuePosition === null ? null : reason("EL-FULL", { n: queuePosition }),
    fundUsedUp ? reason("EL-BUDGET") : null,
    providerAvailable ? null : reason("EL-NO-PROVIDER"),
  ];
}

/**
 * Judges one elder for one date of Asia/Shanghai under the policy version given; the same facts give the same result at any time.
 * Every failing condition is listed with the facts used. Place, money and provider are judged only when they are passed in.
 */
export function assessEligibility(
  facts: ElderFacts,
  on: PlainDate,
  policy: PolicyVersion,
  placeFacts: PlaceFacts = {},
): EligibilityResult {
  const question = { facts, on, policy };
  const reasons = [
    ...identity(question),
    age(question),
    registration(question),
    residence(question),
    hardship(question),
    assessment(question),
    ...presence(question),
    ...agreement(question),
    ...place(placeFacts),
  ].filter((answer): answer is NamedReason => answer !== null);
  return { verdict: verdictOf(reasons.map(({ code }) => code)), reasons, on, policyVersion: policy.id };
}
