import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { isEmployedOn, isOnLeave } from "#app/domain/workforce/care-worker.ts";

const day = plainDate;

describe("a care worker", () => {
  const employment = { employedFrom: day("2026-03-01"), employedTo: day("2026-11-30") };
  it.each([
    ["2026-02-28", false],
    ["2026-03-01", true],
    ["2026-11-30", true],
    ["2026-12-01", false],
  ])("is employed on %s: %s", (on, employed) => expect(isEmployedOn(employment, day(on))).toBe(employed));
  it("without a last day is employed on", () =>
    expect(isEmployedOn({ ...employment, employedTo: null }, day("2036-01-01"))).toBe(true));
  it.each([
    ["2026-05-04", false],
    ["2026-05-05", true],
    ["2026-05-07", true],
    ["2026-05-08", false],
  ])("is on leave on %s: %s", (on, away) =>
    expect(isOnLeave({ leave: [{ from: day("2026-05-05"), to: day("2026-05-07") }] }, day(on))).toBe(away),
  );
});
