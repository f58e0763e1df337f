import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import type { EligibilityCode, PlaceFacts } from "#app/domain/entitlement/eligibility.ts";
import { assessEligibility, ELIGIBILITY_REASONS, verdictOf } from "#app/domain/entitlement/eligibility.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import { plainDate as day } from "#app/domain/time/plain-date.ts";
import { ELIGIBILITY_CODES } from "#app/messages/eligibility.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { anElder } from "./elder-builder.ts";

const ON = "2026-12-01";
const judge = (changes: Partial<ElderFacts>, on = ON, place?: PlaceFacts) =>
  assessEligibility(anElder(changes), day(on), SAMPLE_POLICY, place);
const under = (parameters: Partial<PolicyParameters>, changes: Partial<ElderFacts>, on = ON) =>
  assessEligibility(anElder(changes), day(on), {
    ...SAMPLE_POLICY,
    parameters: { ...SAMPLE_POLICY.parameters, ...parameters },
  });
const assessed = (assessedOn: string, grade: number, validUntil: string | null = null) => ({
  assessments: [{ assessedOn: day(assessedOn), grade, validUntil: validUntil === null ? null : day(validUntil) }],
});
const stay = (kind: "hospital" | "institution" | "away", from: string | null, to: string | null) => ({
  absences: [{ kind, from: from === null ? null : day(from), to: to === null ? null : day(to) }],
});

describe("eligibility", () => {
  it("holds for an elder who meets every condition and names the policy version and the date", () =>
    expect(judge({})).toEqual({ verdict: "eligible", reasons: [], on: ON, policyVersion: "sample-2024" }));

  it.each<[EligibilityCode, Partial<ElderFacts>, string, Record<string, unknown>]>([
    ["EL-ID-INVALID", { idNumberValid: false }, "needs_data", {}],
    ["EL-DUPLICATE", { duplicateOf: "E000002" }, "needs_data", { other: "E000002" }],
    ["EL-AGE", { birthOn: day("1966-12-02") }, "not_eligible", { date: "2026-12-02", age: 59, min_age_years: 60 }],
    ["EL-HUKOU", { hukouDistrict: "320612" }, "not_eligible", { hukou: "320612", from: null, to: null }],
    ["EL-HUKOU", { hukouDistrict: null }, "not_eligible", { hukou: null, from: null, to: null }],
    [
      "EL-HUKOU",
      { hukouPeriod: { from: day("2026-12-02"), to: null } },
      "not_eligible",
      { hukou: "320613", from: "2026-12-02", to: null },
    ],
    [
      "EL-HUKOU",
      { hukouPeriod: { from: null, to: day("2026-11-30") } },
      "not_eligible",
      { hukou: "320613", from: null, to: "2026-11-30" },
    ],
    [
      "EL-RESIDENCE",
      { residenceSince: day("2026-06-02") },
      "not_eligible",
      { since: "2026-06-02", residence_min_months: 6, lives_in_district: true, date: "2026-12-02" },
    ],
    ["EL-RESIDENCE", { residenceSince: null }, "not_eligible", { since: null, date: null }],
    ["EL-RESIDENCE", { livesInDistrict: false }, "not_eligible", { lives_in_district: false }],
    [
      "EL-HARDSHIP",
      { assistance: [{ kind: "dibao", from: null, to: day("2026-11-30") }] },
      "not_eligible",
      { status: null },
    ],
    [
      "EL-HARDSHIP",
      { assistance: [{ kind: "dibao", from: day("2026-12-02"), to: null }] },
      "not_eligible",
      { status: null },
    ],
    ["EL-HARDSHIP", { assistance: [{ kind: "none", from: null, to: null }] }, "not_eligible", { status: "none" }],
    [
      "EL-CENTRALISED",
      { assistance: [{ kind: "tekun_centralised", from: day("2026-01-01"), to: null }] },
      "not_eligible",
      { from: "2026-01-01", to: null },
    ],
    ["EL-INSTITUTION", stay("institution", ON, null), "not_eligible", { from: ON, to: null }],
    ["EL-NO-ASSESSMENT", { assessments: [] }, "needs_data", {}],
    ["EL-NO-ASSESSMENT", assessed("2026-12-02", 2), "needs_data", {}],
    [
      "EL-ASSESSMENT-EXPIRED",
      assessed("2025-12-01", 2),
      "needs_data",
      { date: "2026-11-30", assessed: "2025-12-01", grade: 2 },
    ],
    ["EL-ASSESSMENT-EXPIRED", assessed("2026-03-01", 2, "2026-11-30"), "needs_data", { date: "2026-11-30" }],
    ["EL-GRADE", assessed("2026-03-01", 0), "not_eligible", { grade: 0, assessed: "2026-03-01" }],
    ["EL-DECEASED", { deathOn: day(ON) }, "not_eligible", { date: ON }],
    ["EL-INPATIENT", stay("hospital", "2026-11-20", ON), "paused", { from: "2026-11-20", to: ON }],
    ["EL-AWAY", stay("away", ON, null), "paused", { from: ON, to: null }],
    [
      "EL-EXCLUSIVE-BENEFIT",
      { benefits: [{ benefit: "voucher", exclusive: true, from: null, to: day(ON) }] },
      "not_eligible",
      { benefit: "voucher", from: null, to: ON },
    ],
    ["EL-CONSENT", { consentOn: null }, "needs_data", { given: null, withdrawn: null }],
    ["EL-CONSENT", { consentOn: day("2026-12-02") }, "needs_data", { given: "2026-12-02" }],
    ["EL-CONSENT", { consentWithdrawnOn: day(ON) }, "needs_data", { withdrawn: ON }],
    ["EL-DOCS", { missingPapers: ["户口簿", "低保证"] }, "needs_data", { papers: "户口簿、低保证" }],
    ["EL-REFUSED", { declinedOn: day(ON) }, "not_eligible", { date: ON }],
    ["EL-WAITING-PERIOD", { approvedOn: day("2026-12-02") }, "waiting", { date: "2026-12-02" }],
  ])("%s is named alone with its facts: %o", (code, changes, verdict, facts) => {
    const result = judge(changes);
    expect(result.reasons.map((reason) => reason.code)).toEqual([code]);
    expect(result.reasons[0]?.facts).toMatchObject(facts);
    expect(result.verdict).toBe(verdict);
  });

  it.each<[EligibilityCode, PlaceFacts, Record<string, unknown>]>([
    ["EL-FULL", { queuePosition: 3 }, { n: 3 }],
    ["EL-BUDGET", { fundUsedUp: true }, {}],
    ["EL-NO-PROVIDER", { providerAvailable: false }, {}],
  ])("%s makes wait who meets every condition", (code, place, facts) =>
    expect(judge({}, ON, place)).toMatchObject({ verdict: "waiting", reasons: [{ code, facts }] }),
  );
  it("waits for nothing when place, money and provider are there", () =>
    expect(judge({}, ON, { queuePosition: null, fundUsedUp: false, providerAvailable: true }).verdict).toBe(
      "eligible",
    ));

  it.each<[string, Partial<ElderFacts>, string?]>([
    ["a 60th birthday", { birthOn: day("1966-12-01") }],
    ["six months of residence", { residenceSince: day("2026-06-01") }],
    ["registration that begins today", { hukouPeriod: { from: day(ON), to: day(ON) } }],
    ["a status that ends today", { assistance: [{ kind: "dibao", from: null, to: day(ON) }] }],
    ["support at home", { assistance: [{ kind: "tekun_dispersed", from: null, to: null }] }],
    ["the last valid day of an assessment", {}, "2027-02-28"],
    ["grade 1 and grade 4", assessed("2026-03-01", 4)],
    ["the day before a death", { deathOn: day("2026-12-02") }],
    ["the day after discharge", stay("hospital", null, "2026-11-30")],
    ["the day before moving into an institution", stay("institution", "2026-12-02", null)],
    ["a benefit that excludes nothing", { benefits: [{ benefit: "x", exclusive: false, from: null, to: null }] }],
    [
      "the day after an exclusive benefit",
      { benefits: [{ benefit: "x", exclusive: true, from: null, to: day("2026-11-30") }] },
    ],
    ["the day before a withdrawal", { consentWithdrawnOn: day("2026-12-02") }],
    ["the day before declining", { declinedOn: day("2026-12-02") }],
    ["the day of approval without a waiting period", { approvedOn: day(ON) }],
    ["a complete set of papers", { missingPapers: [] }],
  ])("is not lost on %s", (_name, changes, on) => expect(judge(changes, on).verdict).toBe("eligible"));
});

describe("eligibility under another policy", () => {
  it.each<[string, Partial<PolicyParameters>, Partial<ElderFacts>, string]>([
    ["an older minimum age", { min_age_years: 65 }, { birthOn: day("1961-12-02") }, "EL-AGE"],
    ["an older minimum age, reached", { min_age_years: 65 }, { birthOn: day("1961-12-01") }, ""],
    ["no registration needed", { require_hukou: false }, { hukouDistrict: null }, ""],
    ["no residence needed", { require_residence: false }, { residenceSince: null }, ""],
    ["fewer hardship types", { hardship_types: ["tekun_dispersed"] }, {}, "EL-HARDSHIP"],
    ["grades 3 and 4 only", { grades_partly_disabled: [] }, {}, "EL-GRADE"],
    ["assessments of 24 months", { assessment_valid_months: 24 }, assessed("2025-01-01", 2), ""],
    ["a waiting period, last day", { waiting_period_days: 30 }, { approvedOn: day("2026-11-02") }, "EL-WAITING-PERIOD"],
    ["a waiting period, over", { waiting_period_days: 30 }, { approvedOn: day("2026-11-01") }, ""],
    [
      "institutional support counted",
      { exclude_centralised_support: false, hardship_types: ["tekun_centralised"] },
      { assistance: [{ kind: "tekun_centralised", from: null, to: null }] },
      "",
    ],
    [
      "institutional support neither excluded nor counted",
      { exclude_centralised_support: false },
      { assistance: [{ kind: "tekun_centralised", from: null, to: null }] },
      "EL-HARDSHIP",
    ],
  ])("%s", (_name, parameters, changes, codes) =>
    expect(
      under(parameters, changes)
        .reasons.map((reason) => reason.code)
        .join(),
    ).toBe(codes),
  );
  it("is refused by support in an institution even beside a status that counts", () =>
    expect(
      judge({
        assistance: [
          { kind: "dibao", from: null, to: null },
          { kind: "tekun_centralised", from: null, to: null },
        ],
      }).reasons.map((reason) => reason.code),
    ).toEqual(["EL-CENTRALISED"]));
});

describe("the newest assessment", () => {
  const older = { assessedOn: day("2026-01-01"), validUntil: null, grade: 2 };
  const newer = { assessedOn: day("2026-11-15"), validUntil: null, grade: 0 };
  it("decides also against an older one that still runs", () => {
    expect(judge({ assessments: [older, newer] }).reasons.map((reason) => reason.code)).toEqual(["EL-GRADE"]);
    expect(judge({ assessments: [newer, older] }).verdict).toBe("not_eligible");
  });
  it("does not reach back", () =>
    expect(judge({ assessments: [older, newer] }, "2026-11-14").verdict).toBe("eligible"));
});

describe("verdicts", () => {
  it("list every failing condition and let the weightiest win", () => {
    const result = judge({ hukouDistrict: null, consentOn: null, ...stay("hospital", null, null) });
    expect(result.reasons.map((reason) => reason.code)).toEqual(["EL-HUKOU", "EL-INPATIENT", "EL-CONSENT"]);
    expect(result.verdict).toBe("not_eligible");
  });
  it.each<[EligibilityCode[], string]>([
    [["EL-WAITING-PERIOD", "EL-INPATIENT", "EL-CONSENT", "EL-GRADE"], "not_eligible"],
    [["EL-WAITING-PERIOD", "EL-INPATIENT", "EL-CONSENT"], "needs_data"],
    [["EL-WAITING-PERIOD", "EL-INPATIENT"], "paused"],
    [["EL-WAITING-PERIOD"], "waiting"],
    [[], "eligible"],
  ])("of %o is %s in any order", (codes, verdict) => {
    expect(verdictOf(codes)).toBe(verdict);
    expect(verdictOf([...codes].reverse())).toBe(verdict);
  });
  it("have words for every reason, and there is no word without a reason", () =>
    expect([...ELIGIBILITY_REASONS].sort()).toEqual([...ELIGIBILITY_CODES].sort()));
  it("never get better by one more failing condition", () => {
    const faults: Partial<ElderFacts>[] = [
      { idNumberValid: false },
      { hukouDistrict: null },
      { assessments: [] },
      stay("hospital", null, null),
      { approvedOn: day("2027-01-01") },
      { deathOn: day("2026-01-01") },
    ];
    const rank = ["eligible", "waiting", "paused", "needs_data", "not_eligible"];
    fc.assert(
      fc.property(fc.subarray(faults), fc.constantFrom(...faults), (some, more) => {
        const before = judge(Object.assign({}, ...some) as Partial<ElderFacts>);
        const after = judge(Object.assign({}, ...some, more) as Partial<ElderFacts>);
        expect(rank.indexOf(after.verdict)).toBeGreaterThanOrEqual(rank.indexOf(before.verdict));
        expect(after.reasons.length).toBeGreaterThanOrEqual(before.reasons.length);
      }),
    );
  });
});

describe("judging", () => {
  const zoneOfHost = process.env["TZ"];
  afterEach(() => {
    if (zoneOfHost === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zoneOfHost;
  });
  it("gives the same result twice, changes nothing, and does not depend on the host's zone", () => {
    const facts = Object.freeze(anElder({ birthOn: day("1966-12-02") }));
    const first = assessEligibility(facts, day(ON), SAMPLE_POLICY);
    for (const zone of ["UTC", "America/New_York", "Pacific/Apia"]) {
      process.env["TZ"] = zone;
      expect(assessEligibility(facts, day(ON), SAMPLE_POLICY)).toEqual(first);
    }
  });
});
