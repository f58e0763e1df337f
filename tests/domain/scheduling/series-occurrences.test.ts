import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Series } from "#app/domain/scheduling/series-occurrences.ts";
import {
  dropOccurrence,
  moveOccurrence,
  occurrencesOf,
  restoreOccurrence,
  standingOf,
} from "#app/domain/scheduling/series-occurrences.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { anySeries, windowOf } from "./random-series.ts";

const tuesdays: Series = {
  rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
  start: { date: plainDate("2026-02-03"), minute: 540 },
  exceptions: [],
};
const seventeenth = plainDate("2026-02-17");
const fourteenth = { date: plainDate("2026-02-14"), minute: 600 };

describe("an edit of this one date", () => {
  it("moves it and leaves the others", () => {
    const moved = moveOccurrence(tuesdays, seventeenth, fourteenth, "person_decided");
    const dates = occurrencesOf(moved, plainDate("2026-02-01"), plainDate("2026-02-28"));
    expect(dates.map(({ originalOn, stands }) => [originalOn.slice(8), stands?.date.slice(8), stands?.minute])).toEqual(
      [
        ["03", "03", 540],
        ["10", "10", 540],
        ["17", "14", 600],
        ["24", "24", 540],
      ],
    );
    expect(
      moveOccurrence(moved, seventeenth, { ...fourteenth, minute: 660 }, "person_decided").exceptions,
    ).toHaveLength(1);
  });

  it("drops it, and a dropped date is restored before it moves", () => {
    const dropped = dropOccurrence(tuesdays, seventeenth, "visit_cancelled");
    expect(standingOf(dropped, seventeenth)).toBeNull();
    expect(() => moveOccurrence(dropped, seventeenth, fourteenth, "person_decided")).toThrow("occurrence-dropped");
    expect(restoreOccurrence(dropped, seventeenth)).toEqual(tuesdays);
    expect(standingOf(restoreOccurrence(dropped, seventeenth, fourteenth), seventeenth)).toEqual(fourteenth);
  });

  it("is refused for a date that the rule does not give, for another month, and for a date that was not dropped", () => {
    const wednesday = plainDate("2026-02-18");
    expect(() => dropOccurrence(tuesdays, wednesday, "visit_cancelled")).toThrow("occurrence-unknown");
    expect(() => moveOccurrence(tuesdays, wednesday, fourteenth, "person_decided")).toThrow("occurrence-unknown");
    expect(() => restoreOccurrence(tuesdays, wednesday)).toThrow("occurrence-unknown");
    expect(() => restoreOccurrence(tuesdays, seventeenth)).toThrow("occurrence-not-dropped");
    const march = { date: plainDate("2026-03-02"), minute: 540 };
    expect(() => moveOccurrence(tuesdays, seventeenth, march, "person_decided")).toThrow("move-leaves-month");
  });

  it("is undone by restoring it where it stood, whatever the series", () => {
    fc.assert(
      fc.property(anySeries, fc.nat(), (series, choice) => {
        const dates = occurrencesOf(series, ...windowOf(series));
        const chosen = dates[choice % dates.length];
        if (chosen === undefined || chosen.stands === null) return;
        const dropped = dropOccurrence(series, chosen.originalOn, "visit_cancelled");
        expect(standingOf(dropped, chosen.originalOn)).toBeNull();
        const restored = restoreOccurrence(dropped, chosen.originalOn, chosen.stands);
        expect(occurrencesOf(restored, ...windowOf(series))).toEqual(dates);
      }),
      { seed: 20261115 },
    );
  });
});
