import { describe, expect, it } from "vitest";
import { firstFits, type RankedWorker } from "#app/domain/matching/worker-ranking.ts";

function ranked(key: string, changes: Partial<RankedWorker> = {}): RankedWorker {
  return { against: [], cameBefore: 0, kilometres: 1, weekMinutes: 600, worker: { key }, ...changes };
}
const order = (...workers: RankedWorker[]) => workers.sort(firstFits).map((one) => one.worker.key);

describe("the order of care workers for a visit", () => {
  it("puts whoever cannot go last, however familiar", () => {
    expect(order(ranked("a", { against: ["on_leave"], cameBefore: 9 }), ranked("b"))).toEqual(["b", "a"]);
  });
  it("prefers the familiar, then the near, then the one with the lighter week", () => {
    expect(
      order(
        ranked("busy", { weekMinutes: 900 }),
        ranked("light"),
        ranked("near", { kilometres: 0.4 }),
        ranked("known", { cameBefore: 1, kilometres: 8 }),
      ),
    ).toEqual(["known", "near", "light", "busy"]);
  });
});
