import { describe, expect, it } from "vitest";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import { conflictsOfAll } from "#app/domain/matching/series-conflicts.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "../scheduling/holidays-2026.ts";
import { anElder, aProvider, aWorker, limits, windowsOf } from "../scheduling/month-plan/district.ts";

const worker = aWorker("A");
const elder = anElder("1", { windows: windowsOf([1, 2, 3, 4, 5], 540, 720) });
const basket = basketPart(elder.subtypes, 60);
const around = { elder, provider: aProvider("P0"), visits: [], calendar: calendar2026, limits };
const now = { date: plainDate("2026-12-01"), minute: 480 };

function codes(visits: readonly (readonly [date: string, startMinute: number])[], at = now): string[][] {
  const proposals = visits.map(([date, startMinute]) => ({
    date: plainDate(date),
    startMinute,
    workers: [worker],
    basket,
  }));
  return conflictsOfAll(proposals, around, at).map((list) => list.map(({ code }) => code));
}

describe("the conflicts of several visits at once", () => {
  it("are none where all of them may stand together", () => {
    expect(
      codes([
        ["2026-12-08", 540],
        ["2026-12-15", 540],
        ["2026-12-22", 540],
      ]),
    ).toEqual([[], [], []]);
  });

  it("are named for every visit, in the order given, and not only for the first", () => {
    expect(
      codes([
        ["2026-12-08", 480],
        ["2026-12-12", 540],
        ["2026-12-22", 540],
      ]),
    ).toEqual([["outside_windows"], expect.arrayContaining(["outside_windows"]), []]);
  });

  it("count the others where they are to stand: too near, at the same hour, the worker there", () => {
    const [first, second] = codes([
      ["2026-12-08", 540],
      ["2026-12-08", 570],
    ]);
    for (const list of [first, second]) expect(list).toEqual(["min_gap", "elder_busy", "worker_busy"]);
    expect(
      codes([
        ["2026-12-08", 540],
        ["2026-12-10", 540],
      ]),
    ).toEqual([["min_gap"], ["min_gap"]]);
  });

  it("hold a time that has passed, the present minute included", () => {
    const noon = { date: plainDate("2026-12-08"), minute: 600 };
    expect(
      codes(
        [
          ["2026-12-04", 540],
          ["2026-12-08", 600],
          ["2026-12-15", 540],
        ],
        noon,
      ),
    ).toEqual([["in_past"], ["in_past"], []]);
    expect(codes([["2026-12-08", 601]], noon)).toEqual([[]]);
  });
});
