import { describe, expect, it } from "vitest";
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import { ageOn, assessEligibility } from "#app/domain/entitlement/eligibility.ts";
import { monthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const day = plainDate;
function anElder(changes: Partial<ElderFacts> = {}): ElderFacts {
  return {
    birthOn: day("1940-05-01"),
    sex: "female",
    idNumberValid: true,
    duplicateOf: null,
    hukouDistrict: "320613",
    livesInDistrict: true,
    residenceSince: day("2000-01-01"),
    assistance: [{ kind: "dibao", from: day("2020-01-01"), to: null }],
    assessments: [{ assessedOn: day("2026-03-01"), validUntil: null, grade: 2 }],
    absences: [],
    benefits: [],
    deathOn: null,
    consentOn: day("2026-03-01"),
    declinedOn: null,
    approvedOn: null,
    ...changes,
  };
}
const judge = (changes: Partial<ElderFacts>, on = "2026-12-01") =>
  assessEligibility(anElder(changes), day(on), SAMPLE_POLICY);
const codes = (changes: Partial<ElderFacts>, on?: string) => judge(changes, on).reasons.map((reason) => reason.code);

describe("eligibility", () => {
  it("holds for an elder who meets every condition and names the policy version", () =>
    expect(judge({})).toMatchObject({ verdict: "eligible", reasons: [], policyVersion: "sample-2024" }));

  it.each<[string, Partial<ElderFacts>, string, string]>([
    ["EL-ID-INVALID", { idNumberValid: false }, "2026-12-01", "needs_data"],
    ["EL-DUPLICATE", { duplicateOf: "E000002" }, "2026-12-01", "needs_data"],
    ["EL-AGE", { birthOn: day("1966-12-02") }, "2026-12-01", "not_eligible"],
    ["EL-HUKOU", { hukouDistrict: "320612" }, "2026-12-01", "not_eligible"],
    ["EL-RESIDENCE", { residenceSince: day("2026-06-02") }, "2026-12-01", "not_eligible"],
    [
      "EL-HARDSHIP",
      { assistance: [{ kind: "dibao", from: null, to: day("2026-11-30") }] },
      "2026-12-01",
      "not_eligible",
    ],
    [
      "EL-CENTRALISED",
      { assistance: [{ kind: "tekun_centralised", from: null, to: null }] },
      "2026-12-01",
      "not_eligible",
    ],
    [
      "EL-INSTITUTION",
      { absences: [{ kind: "institution", from: day("2026-12-01"), to: null }] },
      "2026-12-01",
      "not_eligible",
    ],
    [
      "EL-NO-ASSESSMENT",
      { assessments: [{ assessedOn: day("2026-12-02"), validUntil: null, grade: 2 }] },
      "2026-12-01",
      "needs_data",
    ],
    ["EL-ASSESSMENT-EXPIRED", {}, "2027-03-01", "needs_data"],
    [
      "EL-GRADE",
      { assessments: [{ assessedOn: day("2026-03-01"), validUntil: null, grade: 0 }] },
      "2026-12-01",
      "not_eligible",
    ],
    ["EL-DECEASED", { deathOn: day("2026-12-01") }, "2026-12-01", "not_eligible"],
    [
      "EL-INPATIENT",
      { absences: [{ kind: "hospital", from: day("2026-11-20"), to: day("2026-12-01") }] },
      "2026-12-01",
      "paused",
    ],
    ["EL-AWAY", { absences: [{ kind: "away", from: day("2026-11-20"), to: null }] }, "2026-12-01", "paused"],
    [
      "EL-EXCLUSIVE-BENEFIT",
      { benefits: [{ benefit: "voucher", exclusive: true, from: null, to: null }] },
      "2026-12-01",
      "not_eligible",
    ],
    ["EL-CONSENT", { consentOn: null }, "2026-12-01", "needs_data"],
    ["EL-REFUSED", { declinedOn: day("2026-12-01") }, "2026-12-01", "not_eligible"],
  ])("%s is named", (code, changes, on, verdict) => {
    expect(codes(changes, on)).toEqual([code]);
    expect(judge(changes, on).verdict).toBe(verdict);
  });

  it.each<[string, Partial<ElderFacts>, string]>([
    ["a 60th birthday", { birthOn: day("1966-12-01") }, "2026-12-01"],
    ["six months of residence", { residenceSince: day("2026-06-01") }, "2026-12-01"],
    ["a status that ends today", { assistance: [{ kind: "dibao", from: null, to: day("2026-12-01") }] }, "2026-12-01"],
    ["the last valid day of an assessment", {}, "2027-02-28"],
    ["the day before a death", { deathOn: day("2026-12-02") }, "2026-12-01"],
    ["the day after discharge", { absences: [{ kind: "hospital", from: null, to: day("2026-11-30") }] }, "2026-12-01"],
    [
      "a benefit that excludes nothing",
      { benefits: [{ benefit: "x", exclusive: false, from: null, to: null }] },
      "2026-12-01",
    ],
  ])("is not lost on %s", (_name, changes, on) => expect(judge(changes, on).verdict).toBe("eligible"));

  it("lists every failing condition and lets the weightiest verdict win", () => {
    const result = judge({
      hukouDistrict: null,
      consentOn: null,
      absences: [{ kind: "hospital", from: null, to: null }],
    });
    expect(result.reasons.map((reason) => reason.code)).toEqual(["EL-HUKOU", "EL-INPATIENT", "EL-CONSENT"]);
    expect(result.verdict).toBe("not_eligible");
  });

  it("gives someone born on 29 February a birthday on 1 March in common years", () => {
    expect(ageOn(day("1940-02-29"), day("2026-02-28"))).toBe(85);
    expect(ageOn(day("1940-02-29"), day("2026-03-01"))).toBe(86);
  });
});

describe("monthly entitlement", () => {
  const month = plainMonth("2026-12");
  it("gives four visits to whoever is eligible on some day of the month", () => {
    const discharged = anElder({ absences: [{ kind: "hospital", from: null, to: day("2026-12-20") }] });
    expect(monthlyEntitlement(discharged, month, SAMPLE_POLICY)).toMatchObject({
      visitsAllowed: 4,
      result: { on: "2026-12-21" },
    });
  });
  it("gives none to whoever is eligible on no day, with the reasons of the first day", () => {
    expect(monthlyEntitlement(anElder({ deathOn: day("2026-11-30") }), month, SAMPLE_POLICY)).toMatchObject({
      visitsAllowed: 0,
      result: { verdict: "not_eligible", on: "2026-12-01" },
    });
  });
});
