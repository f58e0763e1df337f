import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSample, stratumOf, type SampleLine, type SampleTerms } from "#app/domain/sampling/draw-sample.ts";
import { redraw, type StoredDraw } from "#app/domain/sampling/redraw.ts";
import { replacementFor, secondReviews } from "#app/domain/sampling/replacements.ts";
import { rulesBegun } from "#app/domain/sampling/rules-begun.ts";
import { DRAW_ALGORITHM } from "#app/domain/sampling/seeded-draw.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { CLOSED_MONTH, policyWith, sha256 } from "#tests/support/closed-month.ts";

const terms: SampleTerms = {
  ...{ audit_confidence: 0.95, audit_margin: 0.2, audit_reserve: 1, audit_min_per_provider: 1 },
  ...{ audit_rejected_pct: 10, audit_risk_top_pct: 10, audit_first_month_pct: 100, isFirstMonth: false },
};
const lines = (count: number): SampleLine[] =>
  Array.from({ length: count }, (_, index) => ({
    visitNo: `V${String(index).padStart(4, "0")}`,
    providerCode: `P${index % 3}`,
    group: index % 10 === 9 ? "refused" : "paid",
    category: index % 5 === 0 ? "info" : "none",
    riskPoints: index % 7 === 0 ? 1 : 0,
    ...{ firstOfProvider: false, firstOfWorker: false, firstOfRule: index === 40 },
  }));

function stored(count = 200, publicValue = "2026-10-30|demo"): StoredDraw {
  const all = lines(count);
  const { drawn, ...sample } = drawSample(all, publicValue, terms, sha256);
  const place = new Map(drawn.map((one, index) => [one.visitNo, { drawnAs: index + 1, reasons: one.reasons }]));
  return {
    ...sample,
    ...{ algorithm: DRAW_ALGORITHM, terms, publicValue, replacements: [] },
    lines: all.map((line) => ({ ...line, ...(place.get(line.visitNo) ?? { drawnAs: null, reasons: [] }) })),
  };
}

describe("a draw that is made again", () => {
  it("gives the same visits in every stratum, in any order of the list", () => {
    const draw = stored();
    const again = redraw({ ...draw, lines: [...draw.lines].reverse() }, sha256);
    expect(again).toMatchObject({ isSame: true, fields: [], replacements: [] });
    expect(again.strata.reduce((sum, one) => sum + one.lines, 0)).toBe(200);
    expect(again.strata.map((one) => one.key)).toEqual([...new Set(draw.lines.map(stratumOf))].sort());
  });
  it("says in which stratum a visit was slipped in or taken out", () => {
    const draw = stored();
    const free = draw.lines.find((line) => line.drawnAs === null && line.group === "paid");
    const swapped = draw.lines.map((line) => (line === free ? { ...line, drawnAs: 999, reasons: ["size"] } : line));
    const again = redraw({ ...draw, lines: swapped }, sha256);
    expect(again.isSame).toBe(false);
    const touched = again.strata.filter((one) => one.storedOnly.length > 0);
    expect(touched.map((one) => one.key)).toEqual([free && stratumOf(free)]);
  });
  it("names another seed, another list and another way of drawing", () => {
    const fieldsOf = (change: Partial<StoredDraw>) =>
      redraw({ ...stored(), ...change }, sha256).fields.map((one) => one.field);
    expect(fieldsOf({ seed: "0".repeat(64) })).toEqual(["seed"]);
    expect(fieldsOf({ algorithm: "dice/1" })).toEqual(["algorithm"]);
    expect(fieldsOf({ lines: stored().lines.slice(1) })).toEqual(
      expect.arrayContaining(["batchDigest", "factsDigest"]),
    );
  });
  it("draws the first lines of a rule that is new, whatever else", () => {
    const reasons = stored().lines.find((line) => line.visitNo === "V0040")?.reasons;
    expect(reasons).toContain("new-rule");
  });
});

describe("a line that cannot be judged", () => {
  it("is replaced by the next of its stratum in the order of the draw, and every replacement can be redrawn", () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 8 }), (picks) => {
        const draw = stored(150);
        const taken = new Set(draw.lines.flatMap((line) => (line.drawnAs === null ? [] : [line.visitNo])));
        const replacements: { visitNo: string; replaces: string }[] = [];
        const replaced = new Set<string>();
        for (const pick of picks) {
          const replaces = [...taken].filter((one) => !replaced.has(one))[pick];
          if (replaces === undefined) continue;
          const visitNo = replacementFor(replaces, { seed: draw.seed, lines: draw.lines, taken }, sha256);
          replaced.add(replaces);
          if (visitNo === null) continue;
          const strata = [visitNo, replaces].map((no) => draw.lines.find((line) => line.visitNo === no));
          expect(strata[0] && stratumOf(strata[0])).toBe(strata[1] && stratumOf(strata[1]));
          expect(taken.has(visitNo)).toBe(false);
          taken.add(visitNo);
          replacements.push({ visitNo, replaces });
        }
        expect(redraw({ ...draw, replacements }, sha256).isSame).toBe(true);
      }),
      { numRuns: 30 },
    ));
  it("is not replaced by a line that somebody picked", () => {
    const draw = stored(150);
    const [first] = draw.lines.filter((line) => line.drawnAs !== null && line.group === "paid");
    const alike = draw.lines.filter((line) => line.drawnAs === null && first && stratumOf(line) === stratumOf(first));
    const facts = { seed: draw.seed, lines: draw.lines, taken: new Set<string>() };
    const right = replacementFor(
      first?.visitNo ?? "",
      { ...facts, taken: new Set(draw.lines.filter((line) => line.drawnAs !== null).map((line) => line.visitNo)) },
      sha256,
    );
    const picked = alike.find((line) => line.visitNo !== right);
    const replacements = [{ visitNo: picked?.visitNo ?? "", replaces: first?.visitNo ?? "" }];
    expect(redraw({ ...draw, replacements }, sha256)).toMatchObject({
      isSame: false,
      replacements: [{ redrawn: right }],
    });
  });
  it("has no replacement when its stratum is used up", () => {
    const draw = stored(150);
    const taken = new Set(draw.lines.map((line) => line.visitNo));
    expect(replacementFor("V0001", { seed: draw.seed, lines: draw.lines, taken }, sha256)).toBeNull();
    expect(() => replacementFor("nobody", { seed: draw.seed, lines: draw.lines, taken }, sha256)).toThrow(RangeError);
  });
});

describe("blind second reviews", () => {
  const drawn = Array.from({ length: 100 }, (_, index) => `V${index}`);
  it("are a share of the drawn, rounded up, the same for everybody", () => {
    const chosen = secondReviews("seed", drawn, 3, sha256);
    expect(chosen.size).toBe(3);
    expect(secondReviews("seed", [...drawn].reverse(), 3, sha256)).toEqual(chosen);
    expect(secondReviews("other", drawn, 3, sha256)).not.toEqual(chosen);
    expect(secondReviews("seed", drawn.slice(0, 5), 3, sha256).size).toBe(1);
    expect(secondReviews("seed", drawn, 0, sha256).size).toBe(0);
  });
});

describe("rules that begin in a month", () => {
  const since = (from: string, modes: Record<string, "off" | "warn_only" | "enforce">) => ({
    ...policyWith(),
    effectiveFrom: plainDate(from),
    ruleModes: Object.fromEntries(Object.entries(modes).map(([code, mode]) => [code, { mode, since: null }])),
  });
  const codes = (...versions: ReturnType<typeof since>[]) => [...rulesBegun(versions, CLOSED_MONTH)];
  it("are those that were off the day before and are on at some day of it", () => {
    const before = since("2026-01-01", { "R-A": "enforce", "R-B": "off" });
    const after = since("2026-11-15", { "R-A": "warn_only", "R-B": "warn_only", "R-C": "enforce", "R-D": "off" });
    expect(codes(before, after)).toEqual(["R-B", "R-C"]);
    expect(codes(before)).toEqual([]);
  });
  it("are none in the month in which the programme begins", () =>
    expect(codes(since("2026-11-01", { "R-A": "enforce" }))).toEqual([]));
});
