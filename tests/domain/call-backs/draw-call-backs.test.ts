import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawCallBacks,
  FORCED_REASONS,
  replacementFor,
  type CallableVisit,
} from "#app/domain/call-backs/draw-call-backs.ts";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const visit = (no: number, more: Partial<CallableVisit> = {}): CallableVisit => ({
  visitNo: `V${String(no).padStart(3, "0")}`,
  elderNo: `E${no}`,
  providerCode: "P1",
  workerNo: "W1",
  forced: [],
  ...more,
});

const population = fc
  .array(
    fc.record({
      elder: fc.integer({ min: 1, max: 12 }),
      provider: fc.integer({ min: 1, max: 3 }),
      worker: fc.integer({ min: 1, max: 4 }),
      forced: fc.subarray([...FORCED_REASONS], { maxLength: 2 }),
      isForced: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      visit(index, {
        elderNo: `E${row.elder}`,
        providerCode: `P${row.provider}`,
        workerNo: `W${row.worker}`,
        forced: row.isForced ? row.forced : [],
      }),
    ),
  );
const ratio = fc.integer({ min: 0, max: 100 });

describe("the draw of call-backs", () => {
  it("has the order of the published vector", () => {
    const ten = Array.from({ length: 10 }, (_, index) => visit(index + 1));
    const drawn = drawCallBacks(ten, "2026-10-30|demo", { ratioPercent: 30 }, sha256);
    expect(drawn.batchDigest).toBe("665db22f585adbac0bf3fc63c50a9cb5bcf3f2864021d26a422dc868b95cee81");
    expect(drawn.calls.flatMap(({ visits }) => visits.map((one) => one.visitNo))).toEqual(["V002", "V008", "V005"]);
  });
  it("is the same whatever the order of the list", () => {
    fc.assert(
      fc.property(population, ratio, fc.infiniteStream(fc.nat()), (visits, ratioPercent, numbers) => {
        const shuffled = visits
          .map((one) => ({ one, place: numbers.next().value as number }))
          .sort((left, right) => left.place - right.place)
          .map(({ one }) => one);
        const draw = (list: readonly CallableVisit[]) => drawCallBacks(list, "value", { ratioPercent }, sha256);
        // Equal remainders are settled by the strata's keys, so not even those depend on the list.
        expect(draw(shuffled)).toEqual(draw(visits));
      }),
    );
  });
  it("calls each person once, with at least the share of the visits and every forced one", () => {
    fc.assert(
      fc.property(population, ratio, (visits, ratioPercent) => {
        const { calls, size } = drawCallBacks(visits, "value", { ratioPercent }, sha256);
        const drawn = calls.flatMap((call) => call.visits);
        expect(new Set(calls.map(({ elderNo }) => elderNo)).size).toBe(calls.length);
        expect(new Set(drawn.map(({ visitNo }) => visitNo)).size).toBe(drawn.length);
        expect(drawn.filter(({ reasons }) => reasons.includes("ratio"))).toHaveLength(size);
        expect(size * 100).toBeGreaterThanOrEqual(visits.length * ratioPercent);
        const found = new Set(drawn.map(({ visitNo }) => visitNo));
        expect(visits.filter((one) => one.forced.length > 0 && !found.has(one.visitNo))).toEqual([]);
        const elderOf = new Map(visits.map((one) => [one.visitNo, one.elderNo]));
        for (const call of calls) for (const one of call.visits) expect(elderOf.get(one.visitNo)).toBe(call.elderNo);
      }),
    );
  });
  it("changes with the public value and with any visit of the list", () => {
    const twenty = Array.from({ length: 20 }, (_, index) => visit(index));
    const seed = (value: string, list = twenty) => drawCallBacks(list, value, { ratioPercent: 10 }, sha256).seed;
    expect(new Set([seed("a"), seed("b"), seed("a", twenty.slice(1))]).size).toBe(3);
  });
  it("names a changed fact by its digest", () => {
    const digest = (one: CallableVisit) => drawCallBacks([one], "v", { ratioPercent: 1 }, sha256).factsDigest;
    expect(digest(visit(1))).not.toBe(digest(visit(1, { forced: ["backfilled"] })));
  });
  it("refuses a list that names a visit twice", () =>
    expect(() => drawCallBacks([visit(1), visit(1)], "v", { ratioPercent: 10 }, sha256)).toThrow(RangeError));
});

describe("a replacement", () => {
  const lines = [
    visit(1),
    visit(2, { workerNo: "W2" }),
    visit(3),
    visit(4, { providerCode: "P2" }),
    visit(5, { elderNo: "E1" }),
  ];
  const lost = lines[0] as CallableVisit;
  it("is the next of the same care worker whose elder is not in the batch", () =>
    expect(replacementFor(lines, new Set(["E1"]), lost)?.visitNo).toBe("V003"));
  it("is one of the same provider when the worker has none left", () =>
    expect(replacementFor(lines, new Set(["E1", "E3"]), lost)?.visitNo).toBe("V002"));
  it("is nobody when the provider has none left", () =>
    expect(replacementFor(lines, new Set(["E1", "E2", "E3"]), lost)).toBeNull());
});
