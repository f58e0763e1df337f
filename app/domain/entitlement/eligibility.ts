/**
 * Who is entitled, judged for a date from dated facts (district rule; 4.1 and 4.2 of the domain reference). All failing conditions
 * are listed, not only the first, because a person must be able to cure them all. A person decides on a refusal.
 */
import type { ElderFacts } from "../elders/elder.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, addMonthsToDate, periodContains } from "../time/plain-date.ts";

export type Verdict = "eligible" | "not_eligible" | "paused" | "waiting" | "needs_data";

export type EligibilityReason = {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export type EligibilityResult = {
  readonly verdict: Verdict;
  readonly reasons: readonly EligibilityReason[];
  readonly on: PlainDate;
  readonly policyVersion: string;
};

const VERDICT_OF: Readonly<Record<string, Exclude<Verdict, "eligible">>> = {
  "EL-ID-INVALID": "needs_data",
  "EL-DUPLICATE": "needs_data",
  "EL-AGE": "not_eligible",
  "EL-HUKOU": "not_eligible",
  "EL-RESIDENCE": "not_eligible",
  "EL-HARDSHIP": "not_eligible",
  "EL-CENTRALISED": "not_eligible",
  "EL-INSTITUTION": "not_eligible",
  "EL-NO-ASSESSMENT": "needs_data",
  "EL-GRADE": "not_eligible",
  "EL-ASSESSMENT-EXPIRED": "needs_data",
  "EL-DECEASED": "not_eligible",
  "EL-INPATIENT": "paused",
  "EL-AWAY": "paused",
  "EL-EXCLUSIVE-BENEFIT": "not_eligible",
  "EL-CONSENT": "needs_data",
  "EL-REFUSED": "not_eligible",
  "EL-WAITING-PERIOD": "waiting",
};

/** not_eligible outweighs needs_data, then paused, then waiting: what cannot be cured by papers is said first. */
const WEIGHT: readonly Verdict[] = ["not_eligible", "needs_data", "paused", "waiting"];

/** The day a person reaches an age. Someone born on 29 February has a birthday on 1 March in common years. */
export function birthdayOfAge(birthOn: PlainDate, years: number): PlainDate {
  const reached = addMonthsToDate(birthOn, years * 12);
  return birthOn.endsWith("02-29") && reached.endsWith("02-28") ? addDays(reached, 1) : reached;
}

/** Full years (周岁) on a date. */
export function ageOn(birthOn: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return birthdayOfAge(birthOn, years) <= on ? years : years - 1;
}

type Question = { readonly facts: ElderFacts; readonly on: PlainDate; readonly policy: PolicyVersion };
type Answer = EligibilityReason | null;
const reason = (code: string, facts: EligibilityReason["facts"] = {}): EligibilityReason => ({ code, facts });

function identity({ facts }: Question): Answer[] {
  return [
    facts.idNumberValid ? null : reason("EL-ID-INVALID"),
    facts.duplicateOf === null ? null : reason("EL-DUPLICATE", { other: facts.duplicateOf }),
  ];
}

function age({ facts, on, policy }: Question): Answer {
  const from = birthdayOfAge(facts.birthOn, policy.parameters.min_age_years);
  return on >= from
    ? null
    : reason("EL-AGE", { date: from, age: ageOn(facts.birthOn, on), min_age_years: policy.parameters.min_age_years });
}

function place({ facts, on, policy }: Question): Answer[] {
  const { require_hukou, district_code, require_residence, residence_min_months } = policy.parameters;
  const since = facts.residenceSince;
  const longEnough = facts.livesInDistrict && since !== null && addMonthsToDate(since, residence_min_months) <= on;
  return [
    require_hukou && facts.hukouDistrict !== district_code ? reason("EL-HUKOU", { hukou: facts.hukouDistrict }) : null,
    require_residence && !longEnough ? reason("EL-RESIDENCE", { since, residence_min_months }) : null,
  ];
}

function hardship({ facts, on, policy }: Question): Answer[] {
  const inForce = facts.assistance.filter((status) => periodContains(status, on)).map((status) => status.kind);
  const centralised = policy.parameters.exclude_centralised_support && inForce.includes("tekun_centralised");
  const counts = inForce.some((kind) => policy.parameters.hardship_types.includes(kind));
  return [
    centralised ? reason("EL-CENTRALISED") : null,
    counts || centralised ? null : reason("EL-HARDSHIP", { status: inForce.join(",") || null }),
  ];
}

/** The newest assessment that was made by the date decides; a later one does not reach back. */
function assessment({ facts, on, policy }: Question): Answer {
  const newest = facts.assessments
    .filter((one) => one.assessedOn <= on)
    .reduce<ElderFacts["assessments"][number] | null>(
      (best, one) => (best === null || one.assessedOn > best.assessedOn ? one : best),
      null,
    );
  if (newest === null) return reason("EL-NO-ASSESSMENT");
  const validUntil =
    newest.validUntil ?? addDays(addMonthsToDate(newest.assessedOn, policy.parameters.assessment_valid_months), -1);
  if (on > validUntil) return reason("EL-ASSESSMENT-EXPIRED", { date: validUntil });
  const covered = [...policy.parameters.grades_disabled, ...policy.parameters.grades_partly_disabled].includes(
    newest.grade,
  );
  return covered ? null : reason("EL-GRADE", { grade: newest.grade });
}

function presence({ facts, on }: Question): Answer[] {
  const absent = (kind: "hospital" | "institution" | "away") =>
    facts.absences.find((absence) => absence.kind === kind && periodContains(absence, on));
  const [institution, hospital, away] = [absent("institution"), absent("hospital"), absent("away")];
  return [
    facts.deathOn !== null && on >= facts.deathOn ? reason("EL-DECEASED", { date: facts.deathOn }) : null,
    institution ? reason("EL-INSTITUTION", { from: institution.from }) : null,
    hospital ? reason("EL-INPATIENT", { from: hospital.from, to: hospital.to }) : null,
    away ? reason("EL-AWAY", { from: away.from, to: away.to }) : null,
  ];
}

function consent({ facts, on, policy }: Question): Answer[] {
  const exclusive = facts.benefits.find((benefit) => benefit.exclusive && periodContains(benefit, on));
  const payableFrom =
    facts.approvedOn === null ? null : addDays(facts.approvedOn, policy.parameters.waiting_period_days);
  return [
    exclusive ? reason("EL-EXCLUSIVE-BENEFIT", { benefit: exclusive.benefit }) : null,
    facts.consentOn === null || facts.consentOn > on ? reason("EL-CONSENT") : null,
    facts.declinedOn !== null && facts.declinedOn <= on ? reason("EL-REFUSED", { date: facts.declinedOn }) : null,
    payableFrom !== null && on < payableFrom ? reason("EL-WAITING-PERIOD", { date: payableFrom }) : null,
  ];
}

/** Judges one elder for one date under the policy version given. Death on day D ends entitlement from D. */
export function assessEligibility(facts: ElderFacts, on: PlainDate, policy: PolicyVersion): EligibilityResult {
  const question = { facts, on, policy };
  const reasons = [
    ...identity(question),
    age(question),
    ...place(question),
    ...hardship(question),
    assessment(question),
    ...presence(question),
    ...consent(question),
  ].filter((answer): answer is EligibilityReason => answer !== null);
  const verdicts = new Set(reasons.map((one) => VERDICT_OF[one.code] ?? "needs_data"));
  return {
    verdict: WEIGHT.find((verdict) => verdicts.has(verdict as never)) ?? "eligible",
    reasons,
    on,
    policyVersion: policy.id,
  };
}
