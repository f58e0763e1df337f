import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineFacts } from "#app/domain/claims/line-facts.ts";
import { matchLine } from "#app/domain/claims/match-line.ts";
import { fen, leastFen, sumFen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aFinding, aLine, aPrice, lineFacts, onDay } from "./claim-builders.ts";

const match = (change: Partial<LineFacts> = {}) => matchLine(lineFacts(change));
const asked = (unitPriceFen: number, quantity = 1) => ({
  line: aLine(onDay(3), { unitPriceFen: fen(unitPriceFen), quantity }),
});
const dissatisfied = aFinding("R-DISSATISFIED", { level: "acknowledge", effect: "deduct", state: "upheld" });

describe("match of a line", () => {
  it("pays a line in perfect order as asked", () => {
    expect(match()).toMatchObject({
      outcome: { kind: "accepted" },
      word: "matched",
      plannedFen: 3500n,
      verifiedFen: 3500n,
      askedFen: 3500n,
      proposedFen: 3500n,
      approvedFen: 3500n,
      differences: [],
      priceVersion: "p3500",
    });
  });

  it("lets a price above the contract wait for a corrected line, then cuts it", () => {
    const facts = asked(3600);
    expect(match({ ...facts, asOf: plainDate("2026-12-12") })).toMatchObject({
      outcome: { kind: "pended", code: "R-CLAIM-PRICE", until: "2026-12-12" },
      approvedFen: 0n,
      proposedFen: 3500n,
      differences: [{ code: "R-CLAIM-PRICE", amountFen: 3600n }],
    });
    expect(match({ ...facts, asOf: plainDate("2026-12-13") })).toMatchObject({
      outcome: { kind: "cut_back", code: "R-CLAIM-PRICE" },
      word: "over_plan",
      approvedFen: 3500n,
      differences: [{ code: "R-CLAIM-PRICE", amountFen: 100n }],
    });
  });

  it("cuts quantity and price, each under its own name", () => {
    expect(match(asked(3600, 3))).toMatchObject({
      askedFen: 10800n,
      approvedFen: 3500n,
      differences: [
        { code: "R-CLAIM-PRICE", amountFen: 100n },
        { code: "R-CLAIM-UNITS", amountFen: 7200n },
      ],
    });
  });

  it("waits for a missing visit until its cure date, then rejects", () => {
    expect(match({ visit: null, asOf: plainDate("2026-12-19") }).outcome).toEqual({
      kind: "pended",
      code: "R-CLAIM-NO-VISIT",
      until: "2026-12-19",
    });
    expect(match({ visit: null, asOf: plainDate("2026-12-20") }).outcome).toEqual({
      kind: "rejected",
      code: "R-CLAIM-NO-VISIT",
    });
  });

  it("rejects at once for a standing block, under the block's own code", () => {
    expect(match({ visit: onDay(3, "R-TOO-SHORT"), asOf: plainDate("2026-12-05") })).toMatchObject({
      outcome: { kind: "rejected", code: "R-TOO-SHORT" },
      word: "short",
      approvedFen: 0n,
      verifiedFen: 0n,
    });
  });

  it("waits without a date for what the district must do", () => {
    expect(match({ fundsAreShort: true }).outcome).toEqual({ kind: "pended", code: "R-BUDGET-SHORT", until: null });
  });

  it.each([
    ["R-UNSCHEDULED", "no_plan"],
    ["R-NO-PERSON-PROOF", "no_evidence"],
    ["R-START-FAR-OFF", "needs_review"],
  ])("says of a visit held by %s: %s", (code, word) => {
    const held = onDay(3, null, {
      approvalState: "in_violation",
      findings: [aFinding(code, { level: "acknowledge", effect: "hold" })],
    });
    expect(match({ visit: held })).toMatchObject({ word, outcome: { code: "R-CLAIM-NOT-VERIFIED" } });
  });

  it("halves a line for confirmed dissatisfaction, after the price was cut", () => {
    const visit = onDay(3, null, { findings: [dissatisfied] });
    expect(match({ visit, ...asked(3600) })).toMatchObject({
      approvedFen: 1750n,
      differences: [
        { code: "R-CLAIM-PRICE", amountFen: 100n },
        { code: "R-DISSATISFIED", amountFen: 1750n },
      ],
    });
  });

  it("gives an unplanned visit the contract price as its plan", () => {
    expect(match({ visit: onDay(3, null, { plannedFen: null }) })).toMatchObject({
      plannedFen: 3500n,
      approvedFen: 3500n,
    });
  });

  it("names a line by its first failure and rejects it for a later one", () => {
    expect(match({ ...asked(3600), quotaPosition: 5 })).toMatchObject({
      word: "over_plan",
      outcome: { kind: "rejected", code: "R-OVER-QUOTA" },
      differences: [
        { code: "R-CLAIM-PRICE", amountFen: 100n },
        { code: "R-OVER-QUOTA", amountFen: 3500n },
      ],
    });
  });
});

describe("decision of a reviewer", () => {
  const by = "street-1";
  const inCure = plainDate("2026-12-05");

  it("approving ends the wait for a cut, and lifts no failure", () => {
    const approve = { kind: "approve", by } as const;
    expect(match({ ...asked(3600), asOf: inCure, decision: approve })).toMatchObject({
      outcome: { kind: "cut_back" },
      approvedFen: 3500n,
    });
    expect(match({ quotaPosition: 5, decision: approve }).approvedFen).toBe(0n);
  });

  it("cutting limits the amount under the reviewer's reason", () => {
    const decision = { kind: "cut", by, adjustedFen: fen(3000), reason: "RS-REDUCED" } as const;
    expect(match({ decision })).toMatchObject({
      outcome: { kind: "cut_back", code: "RS-REDUCED" },
      word: "needs_review",
      adjustedFen: 3000n,
      approvedFen: 3000n,
      differences: [{ code: "RS-REDUCED", amountFen: 500n }],
    });
    expect(match({ decision: { ...decision, adjustedFen: fen(3500) } }).approvedFen).toBe(3500n);
  });

  it("refusing rejects and holding lets wait, both for the whole amount", () => {
    expect(match({ decision: { kind: "refuse", by, reason: "RS-NOT-DONE" } })).toMatchObject({
      outcome: { kind: "rejected", code: "RS-NOT-DONE" },
      approvedFen: 0n,
      differences: [{ code: "RS-NOT-DONE", amountFen: 3500n }],
    });
    expect(match({ decision: { kind: "hold", by, reason: "RS-REFERRED" } })).toMatchObject({
      outcome: { kind: "pended", code: "RS-REFERRED", until: null },
      approvedFen: 0n,
    });
  });
});

describe("amounts of any line", () => {
  const anyFacts = fc
    .record({
      unit: fc.integer({ min: 0, max: 6000 }),
      quantity: fc.integer({ min: 0, max: 4 }),
      price: fc.option(fc.integer({ min: 2800, max: 5200 })),
      planned: fc.option(fc.integer({ min: 2800, max: 5200 })),
      position: fc.option(fc.integer({ min: 1, max: 6 })),
      state: fc.constantFrom("verified", "locked", "checking", "in_violation", "rejected"),
      codes: fc.subarray([
        "R-TOO-SHORT",
        "R-DECEASED",
        "R-MIN-GAP",
        "R-DISSATISFIED",
        "R-UNSCHEDULED",
        "R-COMPLAINT-OPEN",
      ]),
      findingState: fc.constantFrom("open", "upheld", "acknowledged"),
      hasVisit: fc.boolean(),
      short: fc.boolean(),
      day: fc.integer({ min: 1, max: 31 }),
      decision: fc.constantFrom("none", "approve", "cut", "hold", "refuse"),
      adjusted: fc.integer({ min: 0, max: 4000 }),
    })
    .map((row): LineFacts => {
      const findings = row.codes.map((code) => aFinding(code, { state: row.findingState as "open" }));
      const visit = onDay(3, null, {
        plannedFen: row.planned === null ? null : fen(row.planned),
        approvalState: row.state as "verified",
        findings,
      });
      const reason = { by: "street-1", reason: "RS-REDUCED" };
      return lineFacts({
        ...asked(row.unit, row.quantity),
        visit: row.hasVisit ? visit : null,
        price: row.price === null ? null : aPrice(row.price),
        quotaPosition: row.position,
        fundsAreShort: row.short,
        asOf: plainDate(`2026-12-${String(row.day).padStart(2, "0")}`),
        decision:
          row.decision === "none"
            ? null
            : row.decision === "approve"
              ? { kind: "approve", by: "street-1" }
              : row.decision === "cut"
                ? { kind: "cut", adjustedFen: fen(row.adjusted), ...reason }
                : { kind: row.decision as "hold", ...reason },
      });
    });

  it("differ from what was asked by exactly the sum of the named differences", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const line = matchLine(facts);
        expect(sumFen(line.differences.map((one) => one.amountFen))).toBe(line.askedFen - line.approvedFen);
        expect(line.differences.every((one) => one.amountFen > 0n)).toBe(true);
      }),
    );
  });

  it("never approve more than plan, evidence, claim or reviewer allow", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const line = matchLine(facts);
        const most = leastFen(line.plannedFen, line.verifiedFen, line.askedFen, line.adjustedFen ?? line.askedFen);
        expect(line.approvedFen <= most).toBe(true);
        expect(line.approvedFen >= 0n).toBe(true);
      }),
    );
  });

  it("are never silent: a line that is not paid as asked names its reason", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const line = matchLine(facts);
        if (line.approvedFen < line.askedFen) expect(line.outcome.kind).not.toBe("accepted");
        if (line.outcome.kind === "accepted") expect([line.word, line.failures]).toEqual(["matched", []]);
      }),
    );
  });

  it("are the same for the same facts", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(matchLine(facts)).toEqual(matchLine(facts));
      }),
    );
  });
});
