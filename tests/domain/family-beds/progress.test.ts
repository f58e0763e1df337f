import { describe, expect, it } from "vitest";
import {
  bedsByState,
  isOverdue,
  progressByStreet,
  timeInStates,
  type BedStanding,
} from "#app/domain/family-beds/progress.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const today = plainDate("2026-11-15");
const bed = (streetId: number, state: BedStanding["state"], changes: Partial<BedStanding> = {}): BedStanding => ({
  ...{ streetId, state, countedOn: null, dueOn: null },
  ...changes,
});
const accepted = { countedOn: plainDate("2026-10-01") };

describe("progress", () => {
  const beds = [
    bed(1, "active", accepted),
    bed(1, "suspended", accepted),
    bed(1, "building", { dueOn: plainDate("2026-11-14") }),
    bed(1, "rejected"),
    bed(2, "exited", accepted),
    bed(2, "in_acceptance", { dueOn: today }),
  ];

  it("counts by street what was accepted, what is under way and what is late", () => {
    expect(progressByStreet([2, 1, 3], beds, today)).toEqual([
      { streetId: 2, counted: 1, underWay: 1, inService: 0, suspended: 0, overdue: 0 },
      { streetId: 1, counted: 2, underWay: 1, inService: 1, suspended: 1, overdue: 1 },
      { streetId: 3, counted: 0, underWay: 0, inService: 0, suspended: 0, overdue: 0 },
    ]);
  });

  it("owes a step until the end of its day", () => {
    expect([isOverdue({ dueOn: today }, today), isOverdue({ dueOn: null }, today)]).toEqual([false, false]);
  });

  it("names every state, those without a bed too", () => {
    expect(
      bedsByState(beds)
        .filter((one) => one.beds > 0)
        .map((one) => one.state),
    ).toEqual([...["building", "in_acceptance", "active", "suspended", "exited", "rejected"]]);
    expect(bedsByState([])).toHaveLength(21);
  });

  it("takes the middle of finished stays and the longest of those that last", () => {
    const stay = (from: string, to: string | null) => ({
      ...{ state: "building" as const, from: plainDate(from), to: to === null ? null : plainDate(to) },
    });
    const stays = [
      ...[stay("2026-10-01", "2026-10-11"), stay("2026-10-01", "2026-10-31"), stay("2026-10-01", "2026-10-03")],
      ...[stay("2026-11-01", null), stay("2026-11-10", null)],
    ];
    expect(timeInStates(stays, today)).toEqual([{ state: "building", stays: 3, medianDays: 10, longestOpenDays: 14 }]);
    expect(timeInStates(stays.slice(3), today)[0]?.medianDays).toBeNull();
  });
});
