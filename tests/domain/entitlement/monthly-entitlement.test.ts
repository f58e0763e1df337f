import { describe, expect, it } from "vitest";
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import { assessEligibility } from "#app/domain/entitlement/eligibility.ts";
import { closedPeriods, monthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import { periodContains, plainDate as day } from "#app/domain/time/plain-date.ts";
import { datesOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { anElder } from "./elder-builder.ts";

const month = plainMonth("2026-12");
const monthly = (changes: Partial<ElderFacts>, policy = SAMPLE_POLICY) =>
  monthlyEntitlement(anElder(changes), month, policy);
const closed = (changes: Partial<ElderFacts>) =>
  closedPeriods(anElder(changes), month, SAMPLE_POLICY).map(({ from, to, result }) =>
    [from.slice(8), to.slice(8), ...result.reasons.map((reason) => reason.code)].join(" "),
  );

describe("the month's visits", () => {
  it("are four for whoever is eligible from the first day", () =>
    expect(monthly({})).toMatchObject({ visitsAllowed: 4, result: { verdict: "eligible", on: "2026-12-01" } }));
  it.each<[string, Partial<ElderFacts>, string]>([
    ["a discharge", { absences: [{ kind: "hospital", from: null, to: day("2026-12-20") }] }, "2026-12-21"],
    ["a 60th birthday", { birthOn: day("1966-12-31") }, "2026-12-31"],
    [
      "a first assessment",
      { assessments: [{ assessedOn: day("2026-12-10"), validUntil: null, grade: 3 }] },
      "2026-12-10",
    ],
  ])("are four, not fewer, after %s in the middle of the month", (_name, changes, on) =>
    expect(monthly(changes)).toMatchObject({ visitsAllowed: 4, result: { verdict: "eligible", on } }),
  );
  it("are four for whoever loses the entitlement on the second day", () =>
    expect(monthly({ deathOn: day("2026-12-02") })).toMatchObject({ visitsAllowed: 4, result: { on: "2026-12-01" } }));
  it.each<[string, Partial<ElderFacts>, string]>([
    ["died before the month", { deathOn: day("2026-11-30") }, "not_eligible"],
    ["died on its first day", { deathOn: day("2026-12-01") }, "not_eligible"],
    ["turns 60 on the first day of the next", { birthOn: day("1967-01-01") }, "not_eligible"],
    ["is in hospital all of it", { absences: [{ kind: "hospital", from: null, to: day("2026-12-31") }] }, "paused"],
  ])("are none for whoever %s, with the reasons of the first day", (_name, changes, verdict) =>
    expect(monthly(changes)).toMatchObject({ visitsAllowed: 0, result: { verdict, on: "2026-12-01" } }),
  );
  it("follow the policy, also for holders of a family bed", () => {
    const policy = (parameters: object) => ({
      ...SAMPLE_POLICY,
      parameters: { ...SAMPLE_POLICY.parameters, ...parameters },
    });
    expect(monthly({}, policy({ visits_per_month: 6 })).visitsAllowed).toBe(6);
    expect(monthly({ holdsFamilyBed: true }).visitsAllowed).toBe(4);
    expect(monthly({ holdsFamilyBed: true }, policy({ bed_holders_get_visits: false })).visitsAllowed).toBe(0);
    expect(monthly({}, policy({ bed_holders_get_visits: false })).visitsAllowed).toBe(4);
  });
});

describe("closed days of a month", () => {
  it("are none for whoever is eligible throughout", () => expect(closed({})).toEqual([]));
  it.each<[string, Partial<ElderFacts>, string[]]>([
    ["before a 60th birthday", { birthOn: day("1966-12-20") }, ["01 19 EL-AGE"]],
    ["from a death on", { deathOn: day("2026-12-15") }, ["15 31 EL-DECEASED"]],
    [
      "after an aid status has run out",
      { assistance: [{ kind: "dibao", from: null, to: day("2026-12-30") }] },
      ["31 31 EL-HARDSHIP"],
    ],
    [
      "in two stays",
      {
        absences: [
          { kind: "hospital", from: day("2026-11-20"), to: day("2026-12-03") },
          { kind: "hospital", from: day("2026-12-10"), to: day("2026-12-10") },
        ],
      },
      ["01 03 EL-INPATIENT", "10 10 EL-INPATIENT"],
    ],
    [
      "for one reason after another",
      {
        absences: [
          { kind: "hospital", from: day("2026-12-05"), to: day("2026-12-07") },
          { kind: "institution", from: day("2026-12-08"), to: null },
        ],
        deathOn: day("2026-12-20"),
      },
      ["05 07 EL-INPATIENT", "08 19 EL-INSTITUTION", "20 31 EL-DECEASED EL-INSTITUTION"],
    ],
  ])("lie %s", (_name, changes, periods) => expect(closed(changes)).toEqual(periods));
  it("are exactly the days that are not eligible by themselves", () => {
    const facts = anElder({
      birthOn: day("1966-12-05"),
      absences: [{ kind: "away", from: day("2026-12-11"), to: day("2026-12-13") }],
      deathOn: day("2026-12-28"),
    });
    const periods = closedPeriods(facts, month, SAMPLE_POLICY);
    for (const date of datesOf(month))
      expect([date, periods.some((period) => periodContains(period, date))]).toEqual([
        date,
        assessEligibility(facts, date, SAMPLE_POLICY).verdict !== "eligible",
      ]);
  });
});
