import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import type { Candidate } from "#app/domain/entitlement/candidate-list.ts";
import { byWaitingListOrder, candidateList, nextStepOf } from "#app/domain/entitlement/candidate-list.ts";
import type { PlaceFacts } from "#app/domain/entitlement/eligibility.ts";
import { assessEligibility } from "#app/domain/entitlement/eligibility.ts";
import { plainDate as day } from "#app/domain/time/plain-date.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { anElder } from "./elder-builder.ts";

const ORDER = SAMPLE_POLICY.parameters.waiting_list_order;
const judged = (changes: Partial<ElderFacts>, place?: PlaceFacts) =>
  assessEligibility(anElder(changes), day("2026-12-01"), SAMPLE_POLICY, place);
const aCandidate = (elderNo: string, changes: Partial<Candidate> = {}): Candidate => ({
  elderNo,
  result: judged({}),
  grade: 2,
  priorityClass: 1,
  approvedOn: day("2026-06-01"),
  lastContactOn: null,
  inService: false,
  ...changes,
});
const numbers = (candidates: readonly Candidate[], order = ORDER) =>
  candidateList(candidates, order).map((candidate) => candidate.elderNo);

describe("the candidate list", () => {
  it("puts out whoever cannot be served, with every reason, and keeps whoever lacks something", () => {
    const list = candidateList(
      [
        aCandidate("1", {
          result: judged({ assistance: [{ kind: "tekun_centralised", from: null, to: null }], consentOn: null }),
        }),
        aCandidate("2", { result: judged({ assessments: [] }) }),
        aCandidate("3", { result: judged({ absences: [{ kind: "hospital", from: null, to: null }] }) }),
        aCandidate("4", { result: judged({}, { queuePosition: 7 }) }),
        aCandidate("5"),
      ],
      ORDER,
    );
    expect(list.map(({ elderNo, listing }) => `${elderNo} ${listing}`)).toEqual([
      "2 included",
      "3 included",
      "4 included",
      "5 included",
      "1 excluded",
    ]);
    expect(list.at(-1)?.reasons.map((reason) => reason.code)).toEqual(["EL-CENTRALISED", "EL-CONSENT"]);
    expect(list.at(-1)?.nextStep).toBe("none");
  });

  it.each<[string, Candidate, string]>([
    ["an eligible elder in service", aCandidate("1", { inService: true }), "serve"],
    ["an eligible elder without a place", aCandidate("1"), "offer_place"],
    ["two files", aCandidate("1", { result: judged({ duplicateOf: "2", assessments: [] }) }), "merge_files"],
    ["a wrong number", aCandidate("1", { result: judged({ idNumberValid: false }) }), "correct_file"],
    [
      "no consent and no assessment",
      aCandidate("1", { result: judged({ consentOn: null, assessments: [] }) }),
      "obtain_consent",
    ],
    ["missing papers", aCandidate("1", { result: judged({ missingPapers: ["户口簿"] }) }), "collect_papers"],
    ["no assessment", aCandidate("1", { result: judged({ assessments: [] }) }), "assess"],
    [
      "an expired assessment",
      aCandidate("1", {
        result: judged({ assessments: [{ assessedOn: day("2025-01-01"), validUntil: null, grade: 2 }] }),
      }),
      "assess_again",
    ],
    [
      "a stay",
      aCandidate("1", { result: judged({ absences: [{ kind: "away", from: null, to: null }] }) }),
      "await_return",
    ],
    ["a waiting period", aCandidate("1", { result: judged({ approvedOn: day("2026-12-02") }) }), "await_date"],
    [
      "no provider",
      aCandidate("1", { result: judged({}, { providerAvailable: false, queuePosition: 1 }) }),
      "find_provider",
    ],
    ["no place", aCandidate("1", { result: judged({}, { queuePosition: 1 }) }), "keep_waiting"],
    ["no money", aCandidate("1", { result: judged({}, { fundUsedUp: true }) }), "keep_waiting"],
  ])("says what comes next for %s", (_name, candidate, step) => expect(nextStepOf(candidate)).toBe(step));
});

describe("the order of the waiting list", () => {
  it("goes by priority class, then worse grade, then earlier approval, then number", () =>
    expect(
      numbers([
        aCandidate("9", { priorityClass: null, grade: 4 }),
        aCandidate("8", { priorityClass: 2, grade: 4 }),
        aCandidate("7", { grade: null }),
        aCandidate("6", { approvedOn: null }),
        aCandidate("5", { approvedOn: day("2026-07-01") }),
        aCandidate("4"),
        aCandidate("3"),
        aCandidate("2", { grade: 3 }),
      ]),
    ).toEqual(["2", "3", "4", "5", "6", "7", "8", "9"]));
  it("follows the policy's keys, and without one the elders' numbers", () => {
    const candidates = [aCandidate("1", { grade: 1, approvedOn: day("2026-01-01") }), aCandidate("2", { grade: 4 })];
    expect(numbers(candidates, ["approved_at"])).toEqual(["1", "2"]);
    expect(numbers(candidates, ["grade desc"])).toEqual(["2", "1"]);
    expect(numbers([...candidates].reverse(), [])).toEqual(["1", "2"]);
  });
  it("does not depend on the order of the rows", () => {
    const candidate = fc
      .record({
        priorityClass: fc.option(fc.integer({ min: 1, max: 3 })),
        grade: fc.option(fc.nat(4)),
        approvedOn: fc.option(fc.constantFrom(day("2026-01-01"), day("2026-02-01"))),
      })
      .map((changes) => changes);
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 8 }), (rows) => {
        const candidates = rows.map((changes, index) => aCandidate(String(index), changes));
        expect(numbers([...candidates].reverse())).toEqual(numbers(candidates));
        const compare = byWaitingListOrder(ORDER);
        for (const left of candidates)
          for (const right of candidates)
            expect(Math.sign(compare(left, right)) + Math.sign(compare(right, left))).toBe(0);
      }),
    );
  });
});
