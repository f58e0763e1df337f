import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import {
  agreementOf,
  figuresOf,
  outlookOf,
  requireReview,
  sampledMonth,
  turnOf,
  type JudgedLine,
  type ReviewedLine,
} from "#app/domain/sampling/reviews.ts";

const drawn = (change: Partial<ReviewedLine> = {}): ReviewedLine => ({
  ...{ isDrawn: true, decidedBy: "user:street", atStakeFen: fen(3500), isTwice: false, reviews: [] },
  ...change,
});
const first = [{ turn: "first" as const, by: "user:a" }];

describe("a review of a drawn line", () => {
  it("is the first by anybody who did not decide the line", () => {
    expect(turnOf(drawn(), "user:a")).toBe("first");
    expect(() => turnOf(drawn(), "user:street")).toThrow("review-by-decider");
    expect(() => turnOf(drawn({ isDrawn: false }), "user:a")).toThrow("review-not-drawn");
  });
  it("is done once, or a second time by somebody else where the line is judged twice", () => {
    expect(() => turnOf(drawn({ reviews: first }), "user:b")).toThrow("review-done");
    expect(turnOf(drawn({ isTwice: true, reviews: first }), "user:b")).toBe("second");
    expect(() => turnOf(drawn({ isTwice: true, reviews: first }), "user:a")).toThrow("review-own-first");
    const both = [...first, { turn: "second" as const, by: "user:b" }];
    expect(() => turnOf(drawn({ isTwice: true, reviews: both }), "user:c")).toThrow("review-done");
  });
  it("says why and how much where something is wrong, and never more than was at stake", () => {
    const wrong = { verdict: "wrong" as const, wrongFen: fen(500), reason: "R-SERVICE-MISSING" };
    expect(() => requireReview(wrong, fen(500))).not.toThrow();
    expect(() => requireReview(wrong, fen(499))).toThrow("review-amount-too-high");
    expect(() => requireReview({ ...wrong, wrongFen: fen(0) }, fen(500))).toThrow("review-amount-missing");
    expect(() => requireReview({ ...wrong, wrongFen: null }, fen(500))).toThrow("review-amount-missing");
    expect(() => requireReview({ ...wrong, reason: "because" }, fen(500))).toThrow("review-reason-unknown");
    expect(() => requireReview({ verdict: "right", wrongFen: null, reason: null }, fen(0))).not.toThrow();
    const nobody = { verdict: "unjudgeable" as const, wrongFen: null, reason: "records-missing" };
    expect(() => requireReview(nobody, fen(0))).not.toThrow();
    expect(() => requireReview({ ...nobody, reason: "R-SERVICE-MISSING" }, fen(0))).toThrow("review-reason-unknown");
  });
});

const judged = (count: number, change: Partial<JudgedLine> = {}): JudgedLine[] =>
  Array.from({ length: count }, () => ({
    ...{ providerCode: "P", group: "paid" as const, isBySize: true, verdict: "right" as const },
    ...{ second: null, wrongFen: null },
    ...change,
  }));
const rule = { isOn: true, minReviewed: 100, minSharePercent: 50, confidence: 0.95 };

describe("what reviews say", () => {
  it("gives the published interval of 5 errors in 100", () => {
    const lines = [...judged(95), ...judged(5, { verdict: "wrong", wrongFen: fen(1000) })];
    const { bySize, wrongFen } = figuresOf(lines, 0.95);
    expect([bySize.judged, bySize.wrong]).toEqual([100, 5]);
    expect(bySize.interval.lower).toBeCloseTo(0.0215, 4);
    expect(bySize.interval.upper).toBeCloseTo(0.1118, 4);
    expect(wrongFen).toBe(5000n);
  });
  it("leaves risky, refused and unjudgeable lines out of the rate and counts them", () => {
    const risky = judged(20, { isBySize: false, verdict: "wrong", wrongFen: fen(1) });
    const refused = judged(7, { group: "refused", verdict: "wrong", wrongFen: fen(1) });
    const lines = [...judged(10), ...risky, ...refused, ...judged(3, { verdict: "unjudgeable" })];
    expect(figuresOf(lines, 0.95)).toMatchObject({ judged: 37, wrong: 27, unjudgeable: 3 });
    expect(figuresOf(lines, 0.95).bySize).toMatchObject({ judged: 10, wrong: 0 });
  });
  it("extrapolates by the lower bound with enough judged lines and refuses with the reason otherwise", () => {
    const lines = [...judged(90), ...judged(10, { verdict: "wrong", wrongFen: fen(1) })];
    const place = { sampled: 150, undrawn: 1000 };
    const outlook = outlookOf(lines, place, rule);
    expect(outlook).toMatchObject({ allowed: true, judged: 100, wrong: 10, lines: 55 });
    expect(outlookOf(lines.slice(1), place, rule)).toMatchObject({
      allowed: false,
      why: "too-few-reviewed",
      needed: 100,
    });
    expect(outlookOf([], place, rule)).toMatchObject({ allowed: false, why: "nothing-reviewed" });
    expect(outlookOf(lines, place, { ...rule, isOn: false })).toMatchObject({ allowed: false, why: "off" });
  });
  it("speaks for the paid lines that nobody judges: a line drawn by a floor is none of them, nor is one in another's place", () => {
    const line = (visitNo: string, group: "paid" | "refused", ...reasons: string[]) => ({ visitNo, group, reasons });
    const lines = [
      ...[line("a", "paid", "size"), line("b", "paid", "size", "risk"), line("c", "paid", "risk")],
      ...[
        line("d", "paid"),
        line("e", "paid"),
        line("f", "paid"),
        line("g", "refused", "refused"),
        line("h", "refused"),
      ],
    ];
    // "d" stands in for "a", which nobody could judge.
    expect(sampledMonth(lines, new Set(["a", "b", "c", "g", "d"]))).toEqual({ sampled: 2, undrawn: 2 });
  });
  it("never says more of the rest with fewer errors", () =>
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 300 }), fc.nat({ max: 99 }), (count, errors) => {
        const of = (wrong: number) =>
          outlookOf(
            [...judged(count - wrong), ...judged(wrong, { verdict: "wrong", wrongFen: fen(1) })],
            { sampled: count, undrawn: 5000 - count },
            rule,
          );
        const [more, less] = [of(errors + 1), of(errors)];
        expect(more.allowed && less.allowed && more.lines >= less.lines).toBe(true);
      }),
    ));
  it("counts how often two auditors agree", () => {
    const lines = [...judged(3, { second: "right" }), ...judged(1, { second: "wrong" }), ...judged(5)];
    expect(agreementOf(lines)).toEqual({ twice: 4, agreed: 3 });
  });
});
