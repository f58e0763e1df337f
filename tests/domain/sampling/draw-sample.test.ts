import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawSample,
  wantedSize,
  type DrawReason,
  type SampleLine,
  type SampleTerms,
} from "#app/domain/sampling/draw-sample.ts";
import { categoryOf, riskPointsOf } from "#app/domain/sampling/sample-line.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const terms: SampleTerms = {
  audit_confidence: 0.95,
  audit_margin: 0.05,
  audit_reserve: 1.5,
  audit_min_per_provider: 1,
  audit_rejected_pct: 10,
  audit_risk_top_pct: 10,
  audit_first_month_pct: 100,
  isFirstMonth: false,
};

const aLine = (index: number, changes: Partial<SampleLine> = {}): SampleLine => ({
  visitNo: `V${String(index).padStart(5, "0")}`,
  providerCode: "P1",
  group: "paid",
  category: "none",
  riskPoints: 0,
  firstOfProvider: false,
  firstOfWorker: false,
  firstOfRule: false,
  ...changes,
});
const someLines = (count: number, changes: Partial<SampleLine> = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => aLine(from + index, changes));
const draw = (lines: readonly SampleLine[], changes: Partial<SampleTerms> = {}, value = "2026-10-30|demo") =>
  drawSample(lines, value, { ...terms, ...changes }, sha256);
const drawnBy = (sample: ReturnType<typeof draw>, reason: DrawReason) =>
  sample.drawn.filter((one) => one.reasons.includes(reason)).map((one) => one.visitNo);

describe("an audit sample", () => {
  it("gives the published digest, seed and order", () => {
    const lines = Array.from({ length: 10 }, (_, index) =>
      aLine(0, { visitNo: `V${String(index + 1).padStart(3, "0")}` }),
    );
    const sample = draw(lines);
    expect(sample.batchDigest).toBe("665db22f585adbac0bf3fc63c50a9cb5bcf3f2864021d26a422dc868b95cee81");
    expect(sample.seed).toBe("e40cb8959f1c888490541433f1ccef9bd932893a565ac76035a669aa4c034d66");
    expect(sample.drawn.slice(0, 4).map((one) => one.visitNo)).toEqual(["V002", "V008", "V005", "V001"]);
  });
  it("spreads 507 of 2,800 lines over strata of 1200, 900, 500 and 200 as published", () => {
    const lines = [1200, 900, 500, 200].flatMap((size, at) =>
      someLines(size, { providerCode: `P${String(at)}` }, at * 2000),
    );
    const sample = draw(lines);
    expect(sample.size).toBe(507);
    expect(sample.strata.map((one) => one.bySize)).toEqual([217, 163, 91, 36]);
    expect(drawnBy(sample, "size")).toHaveLength(507);
    expect(drawnBy(sample, "stratum")).toEqual([]);
  });
  it("draws from a provider that size alone would pass over", () => {
    const sample = draw([...someLines(2800), aLine(9000, { providerCode: "P2" })]);
    expect(sample.strata.find((one) => one.providerCode === "P2")).toMatchObject({ bySize: 0, wanted: 1 });
    expect(drawnBy(sample, "stratum")).toEqual(["V09000"]);
    expect(drawnBy(draw([...someLines(2800), aLine(9000)], { audit_min_per_provider: 0 }), "stratum")).toEqual([]);
  });
  it.each([
    [10, 1],
    [11, 2],
    [1, 1],
    [0, 0],
  ])("draws of %i refusals a tenth, rounded up: %i", (refusals, drawn) => {
    const sample = draw([...someLines(50), ...someLines(refusals, { group: "refused" }, 5000)]);
    expect(drawnBy(sample, "refused")).toHaveLength(drawn);
  });
  it("draws no line that waits for a later month", () => {
    expect(draw(someLines(5, { group: "waiting" })).drawn).toEqual([]);
  });
  it("draws the riskiest tenth and never a line without a sign", () => {
    const risky = someLines(300, { riskPoints: 1 }, 3000).map((line, index) =>
      index < 5 ? { ...line, riskPoints: 4 } : line,
    );
    const found = drawnBy(draw([...someLines(1700), ...risky]), "risk");
    expect(found).toHaveLength(200);
    expect(found).toEqual(expect.arrayContaining(risky.slice(0, 5).map((line) => line.visitNo)));
    expect(drawnBy(draw([...someLines(1990), ...someLines(10, { riskPoints: 1 }, 3000)]), "risk")).toHaveLength(10);
  });
  it("always draws the first lines of a new provider and a new care worker", () => {
    const sample = draw([
      ...someLines(2000),
      aLine(8000, { firstOfWorker: true }),
      aLine(8001, { firstOfProvider: true }),
    ]);
    expect(drawnBy(sample, "new-worker")).toEqual(["V08000"]);
    expect(drawnBy(sample, "new-provider")).toEqual(["V08001"]);
  });
  it("is all of a programme's first month, and by the formula afterwards", () => {
    expect(wantedSize(1000, { ...terms, isFirstMonth: true })).toBe(1000);
    expect(wantedSize(1000, terms)).toBe(417);
  });
  it("refuses a list in which a visit stands twice", () => {
    expect(() => draw([aLine(1), aLine(1)])).toThrow(RangeError);
  });
  it("changes its facts digest, not the order of its keys, when a fact of a line changes", () => {
    const [before, after] = [draw(someLines(20)), draw([aLine(0, { riskPoints: 1 }), ...someLines(19, {}, 1)])];
    expect(after.batchDigest).toBe(before.batchDigest);
    expect(after.factsDigest).not.toBe(before.factsDigest);
  });
  it("does not depend on the order of the list, and holds each stratum's share by size exactly", () => {
    const anyLine = fc.record({
      providerCode: fc.constantFrom("P1", "P2", "P3"),
      group: fc.constantFrom("paid", "refused", "waiting"),
      category: fc.constantFrom("none", "info", "acknowledged"),
      riskPoints: fc.nat(3),
      firstOfWorker: fc.boolean(),
    } as const);
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), fc.string(), (facts, value) => {
        const lines = facts.map((one, index) => aLine(index, one));
        const sample = draw(lines, { audit_margin: 0.3 }, value);
        expect(draw([...lines].reverse(), { audit_margin: 0.3 }, value)).toEqual(sample);
        expect(drawnBy(sample, "size")).toHaveLength(sample.size);
        expect(new Set(sample.drawn.map((one) => one.visitNo)).size).toBe(sample.drawn.length);
      }),
    );
  });
});

describe("what a line's findings mean for the draw", () => {
  it("counts a finding that a person closed above one that was noted, and none that was withdrawn", () => {
    expect(categoryOf([])).toBe("none");
    expect(categoryOf([{ code: "R-LATE-START", state: "withdrawn" }])).toBe("none");
    expect(categoryOf([{ code: "R-LATE-START", state: "cleared" }])).toBe("info");
    expect(
      categoryOf([
        { code: "R-LATE-START", state: "open" },
        { code: "R-MANUAL-TIME", state: "acknowledged" },
      ]),
    ).toBe("acknowledged");
  });
  it("adds a point for each sign of risk and each acknowledgement", () => {
    expect(riskPointsOf([{ code: "R-LATE-START", state: "open" }])).toBe(0);
    expect(riskPointsOf([{ code: "R-MANUAL-TIME", state: "open" }])).toBe(1);
    expect(riskPointsOf([{ code: "R-MANUAL-TIME", state: "acknowledged" }])).toBe(2);
    expect(riskPointsOf([{ code: "R-MANUAL-TIME", state: "withdrawn" }])).toBe(0);
  });
});
