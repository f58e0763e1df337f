import { describe, expect, it } from "vitest";
import type { CalendarSeries, CalendarVisit } from "#app/domain/scheduling/calendar-entries.ts";
import { elderEntries, workerEntries } from "#app/domain/scheduling/calendar-entries.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { elderId, workerId } from "./month-plan/district.ts";

const at = (date: string, minute = 540) => ({ date: plainDate(date), minute });

const series: CalendarSeries = {
  uid: "s1",
  elderId: elderId("1"),
  rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
  start: at("2026-02-03"),
  durationMinutes: 65,
  workerIds: [workerId("A")],
  lastOn: plainDate("2026-02-28"),
  droppedOn: [plainDate("2026-02-24")],
};

function visit(originalOn: string, changes: Partial<CalendarVisit> = {}): CalendarVisit {
  return {
    uid: `v${originalOn}`,
    elderId: elderId("1"),
    seriesUid: "s1",
    originalOn: plainDate(originalOn),
    start: at(originalOn),
    durationMinutes: 65,
    workerIds: [workerId("A")],
    cancelled: false,
    ...changes,
  };
}

const third = visit("2026-02-03");
const tenthByOther = visit("2026-02-10", { workerIds: [workerId("B")] });
const moved = visit("2026-02-17", { start: at("2026-02-14") });

describe("an elder's calendar", () => {
  it("excludes dropped dates and overrides moved ones without excluding them", () => {
    const [entry] = elderEntries([series], [third, tenthByOther, moved]);
    expect(entry).toMatchObject({ kind: "series", uid: "s1", excludedOn: ["2026-02-24"] });
    expect(entry?.kind === "series" && entry.overrides).toEqual([
      { originalOn: "2026-02-17", start: at("2026-02-14"), durationMinutes: 65, cancelled: false },
    ]);
  });

  it("keeps a cancelled visit as a cancelled override instead of letting it vanish", () => {
    const [entry] = elderEntries([series], [visit("2026-02-24", { cancelled: true })]);
    expect(entry).toMatchObject({ excludedOn: [], overrides: [{ originalOn: "2026-02-24", cancelled: true }] });
  });

  it("shows another time and another length of a visit", () => {
    const visits = [
      visit("2026-02-03", { start: at("2026-02-03", 600) }),
      visit("2026-02-10", { durationMinutes: 90 }),
    ];
    const [entry] = elderEntries([series], visits);
    expect(entry?.kind === "series" && entry.overrides.map(({ originalOn }) => originalOn)).toEqual([
      "2026-02-03",
      "2026-02-10",
    ]);
  });

  it("shows visits without a series as entries of their own", () => {
    const loose = visit("2026-02-26", { seriesUid: null, originalOn: null });
    expect(elderEntries([], [loose])).toEqual([
      {
        kind: "visit",
        uid: "v2026-02-26",
        elderId: elderId("1"),
        start: at("2026-02-26"),
        durationMinutes: 65,
        cancelled: false,
      },
    ]);
  });
});

describe("a care worker's calendar", () => {
  it("leaves out the dates that a colleague takes", () => {
    const [entry, ...rest] = workerEntries(workerId("A"), [series], [third, tenthByOther, moved]);
    expect(entry).toMatchObject({ uid: "s1", excludedOn: ["2026-02-10", "2026-02-24"] });
    expect(entry?.kind === "series" && entry.overrides).toHaveLength(1);
    expect(rest).toEqual([]);
  });

  it("shows what was taken over as single visits", () => {
    expect(workerEntries(workerId("B"), [series], [third, tenthByOther, moved])).toMatchObject([
      { kind: "visit", uid: "v2026-02-10", start: at("2026-02-10") },
    ]);
  });

  it("is empty for one who has nothing to do with the elder", () => {
    expect(workerEntries(workerId("C"), [series], [third, tenthByOther, moved])).toEqual([]);
  });

  it("holds a visit of two in both calendars, also when one of the two is replaced", () => {
    const pair = { ...series, workerIds: [workerId("A"), workerId("B")] };
    const both = visit("2026-02-03", { workerIds: [workerId("A"), workerId("B")] });
    const replaced = visit("2026-02-10", { workerIds: [workerId("A"), workerId("C")] });
    const excluded = (worker: string) =>
      workerEntries(workerId(worker), [pair], [both, replaced]).map((entry) =>
        entry.kind === "series" ? entry.excludedOn : entry.uid,
      );
    expect(excluded("A")).toEqual([["2026-02-24"]]);
    expect(excluded("B")).toEqual([["2026-02-10", "2026-02-24"]]);
    expect(excluded("C")).toEqual(["v2026-02-10"]);
  });
});
