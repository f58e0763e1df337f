import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PACK_FILES } from "#app/domain/audit-pack/pack-format.ts";
import { partOfProvider } from "#app/domain/audit-pack/provider-part.ts";
import { rulesOfMonth } from "#app/domain/audit-pack/rules-of-month.ts";
import { verifyPack } from "#app/domain/audit-pack/verify-pack.ts";
import { frozenRows, readFrozenRows, UnreadableRows } from "#app/domain/reconciliation/frozen-rows.ts";
import { planClose } from "#app/domain/reconciliation/plan-close.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aSketch, CLOSED_MONTH, CUT, factsOf, packOf, policyWith, sha256 } from "#tests/support/closed-month.ts";
import { monthSketches as sketches } from "#tests/support/month-sketches.ts";

describe("frozen inputs", () => {
  it("read back give the same lines, journals, orders and digests, whatever the month", () =>
    fc.assert(
      fc.property(sketches, (sketched) => {
        const facts = factsOf(sketched);
        const read = readFrozenRows(frozenRows(facts, CUT));
        expect(read.cut).toEqual(CUT);
        expect(planClose(read.facts, read.cut, sha256)).toEqual(planClose(facts, CUT, sha256));
      }),
      { numRuns: 60 },
    ));
  it("of a month whose policy named what rules nothing any more give the old lines and the old digests", () => {
    const facts = factsOf(Array.from({ length: 6 }, (_, index) => aSketch({ day: index * 3 })));
    const rows = frozenRows(facts, CUT);
    const policy = rows.policy.map((row) =>
      row.replace('"parameters":{', '"parameters":{"bulk_second_person_fen":500000,'),
    );
    expect(policy).not.toEqual(rows.policy);
    const read = readFrozenRows({ ...rows, policy });
    expect(planClose(read.facts, read.cut, sha256)).toEqual(planClose(facts, CUT, sha256));
  });
  it("do not depend on the order in which they were read", () => {
    const facts = factsOf([aSketch(), aSketch({ elder: 2 }), aSketch({ elder: 3, provider: 1 })]);
    const turned = { ...facts, visits: [...facts.visits].reverse(), lines: [...facts.lines].reverse() };
    expect(frozenRows(turned, CUT)).toEqual(frozenRows(facts, CUT));
  });
  it("are refused with kind and row when a row is none", () => {
    const rows = frozenRows(factsOf([aSketch()]), CUT);
    const broken = { ...rows, visit: rows.visit.map((row) => row.replace("basket", "casket")) };
    expect(() => readFrozenRows(broken)).toThrow(UnreadableRows);
    expect(() => readFrozenRows(broken)).toThrow(/^visit 1: /);
    expect(() => readFrozenRows({ ...rows, policy: [] })).toThrow(/missing/);
  });
});

describe("a pack", () => {
  it("of any month verifies, to the fen and to the digest", () =>
    fc.assert(
      fc.property(sketches, (sketched) => {
        const facts = factsOf(sketched);
        const report = verifyPack(packOf(facts), sha256);
        expect(report.differences).toEqual([]);
        const plan = planClose(facts, CUT, sha256);
        expect(report.sums?.approvedFen).toBe(plan.settled.payableFen);
        expect(report.resultDigest).toBe(sha256(plan.resultDigest));
      }),
      { numRuns: 40 },
    ));
  it("gives the old sum under the policy that it was closed by, and another under a later one", () => {
    const many = Array.from({ length: 6 }, (_, index) => aSketch({ day: index * 3 }));
    const [four, two] = [policyWith({ visits_per_month: 4 }), policyWith({ visits_per_month: 2 }, "policy-b")];
    expect(verifyPack(packOf(factsOf(many, four)), sha256).sums?.approvedFen).toBe(14_000n);
    expect(verifyPack(packOf(factsOf(many, two)), sha256).sums?.approvedFen).toBe(7_000n);
    const forged = new Map(packOf(factsOf(many, four)));
    forged.set(PACK_FILES.policy, packOf(factsOf(many, two)).get(PACK_FILES.policy) ?? "");
    const codes = new Set(verifyPack(forged, sha256).differences.map(({ code }) => code));
    expect([...codes]).toEqual(expect.arrayContaining(["file-hash", "policy-version", "input-digest", "line"]));
  });
  it("is nothing without a manifest", () => {
    const texts = new Map(packOf(factsOf([aSketch()])));
    texts.delete("manifest.json");
    expect(verifyPack(texts, sha256)).toMatchObject({ sums: null, differences: [{ code: "manifest" }] });
  });
});

describe("the part of one provider", () => {
  it("gives its lines the same amounts as the whole month, because visits elsewhere still count toward the four", () =>
    fc.assert(
      fc.property(sketches, fc.integer({ min: 0, max: 2 }), (sketched, index) => {
        const facts = factsOf(sketched);
        const code = facts.prices[index]?.providerCode ?? "";
        const whole = planClose(facts, CUT, sha256).settled.lines.filter((line) => line.line.providerCode === code);
        expect(planClose(partOfProvider(facts, code), CUT, sha256).settled.lines).toEqual(whole);
      }),
      { numRuns: 60 },
    ));
});

describe("the rules of a month", () => {
  it("name the modes on its first and last day and every change in between", () => {
    const policy = {
      ...policyWith(),
      ruleModes: {
        "R-LATE-START": {
          mode: "enforce" as const,
          since: plainDate("2026-11-10"),
          later: [{ mode: "off" as const, from: plainDate("2026-11-20") }],
        },
      },
    };
    expect(rulesOfMonth(policy, CLOSED_MONTH, "2026.3")).toEqual([
      expect.objectContaining({
        code: "R-LATE-START",
        modeAtStart: "warn_only",
        modeAtEnd: "off",
        changes: [
          { mode: "enforce", from: "2026-11-10" },
          { mode: "off", from: "2026-11-20" },
        ],
      }),
    ]);
  });
});
