import { describe, expect, it } from "vitest";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { assertExactlyPerMonth, compileRecurrence } from "#app/domain/scheduling/recurrence.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import {
  aMonth,
  anElder,
  aProvider,
  aWorker,
  checkedPlan,
  EVERY_WORKDAY,
  pointAt,
  providerId,
  windowsOf,
  workerId,
} from "./district.ts";

const onTuesdays = windowsOf([2], 540, 660);

function datesOf(input: PlanInput): string[] {
  return checkedPlan(input).visits.map(({ date }) => date);
}

describe("one elder and one worker", () => {
  const tuesdayElder = anElder("1", { windows: onTuesdays });
  const month = (name: string, changes = {}) =>
    aMonth(name, { elders: [tuesdayElder], workers: [aWorker("A")], ...changes });

  it("get four visits by a rule that gives exactly four in every month", () => {
    const result = checkedPlan(month("2026-12"));
    expect(result.series).toHaveLength(1);
    const [series] = result.series;
    expect(series).toMatchObject({
      rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
      dtstartLocal: { date: "2026-12-01", minute: 540 },
      durationMinutes: 65,
      workerIds: [workerId("A")],
      weekday: 2,
      exceptions: [],
    });
    expect(result.visits.map(({ date, sequence }) => `${sequence} ${date}`)).toEqual([
      "1 2026-12-01",
      "2 2026-12-08",
      "3 2026-12-15",
      "4 2026-12-22",
    ]);
    if (!series) return;
    const compiled = compileRecurrence({ rrule: series.rrule, start: series.dtstartLocal, exdates: [], rdates: [] });
    expect(() =>
      assertExactlyPerMonth(compiled, 4, result.series.length > 0 ? month("2026-12").month : month("2026-11").month),
    ).not.toThrow();
  });

  it("are planned around the Spring Festival as the worked table says, make-up Saturday included", () => {
    const anyWeek = {
      elders: [
        anElder("1", {
          windows: windowsOf([2, 3, 4, 5], 540, 660),
          previous: { weekday: 2 as const, startMinute: 540, workerIds: [workerId("A")] },
        }),
      ],
    };
    const result = checkedPlan(month("2026-02", anyWeek));
    expect(result.visits.map(({ date }) => date)).toEqual(["2026-02-03", "2026-02-10", "2026-02-14", "2026-02-24"]);
    expect(result.visits[2]).toMatchObject({
      sequence: 3,
      originalDate: "2026-02-17",
      moveReason: "day_off",
      startMinute: 540,
    });
    expect(result.series[0]?.exceptions).toEqual([
      { kind: "moved", originalOn: "2026-02-17", movedTo: { date: "2026-02-14", minute: 540 }, reason: "day_off" },
    ]);
    expect(result.stats).toMatchObject({ visitsPlaced: 4, visitsMoved: 1, unplaced: 0 });
  });

  it("keep the elder's hours when a visit moves: who is free on Tuesdays only gets no Wednesday", () => {
    const result = checkedPlan(month("2026-10"));
    expect(result.visits.map(({ date }) => date)).toEqual(["2026-10-10", "2026-10-13", "2026-10-20", "2026-10-27"]);
    const noMakeUpDay = new WorkCalendar([{ date: plainDate("2026-10-06"), kind: "off", name: "国庆节" }]);
    const owed = checkedPlan(month("2026-10", { calendar: noMakeUpDay }));
    expect(owed.visits.map(({ date }) => date)).toEqual(["2026-10-13", "2026-10-20", "2026-10-27"]);
    expect(owed.debts).toMatchObject([{ sequence: 1, originalOn: "2026-10-06", reason: "outside_windows" }]);
    expect(owed.series[0]?.exceptions).toEqual([
      { kind: "dropped", originalOn: "2026-10-06", reason: "outside_windows" },
    ]);
  });

  it("owe what an absence leaves no day for, and say why", () => {
    const absences = [
      { from: plainDate("2026-02-09"), to: plainDate("2026-02-14"), reason: "elder_away" as const },
      { from: plainDate("2026-02-24"), to: plainDate("2026-02-28"), reason: "elder_in_hospital" as const },
    ];
    const previous = { weekday: 2 as const, startMinute: 540, workerIds: [workerId("A")] };
    const away = anElder("1", { windows: windowsOf([2, 5], 540, 660), absences, previous });
    const result = checkedPlan(month("2026-02", { elders: [away] }));
    expect(result.visits.map(({ date, moveReason }) => `${date} ${moveReason}`)).toEqual([
      "2026-02-03 null",
      "2026-02-06 elder_away",
    ]);
    expect(result.debts.map(({ originalOn, reason }) => `${originalOn} ${reason}`)).toEqual([
      "2026-02-17 no_candidate_day",
      "2026-02-24 no_candidate_day",
    ]);
  });

  it("plan fewer visits where fewer are wanted, and refuse more than a month can hold", () => {
    const wanting = (visitsWanted: number) =>
      month("2026-12", { elders: [anElder("1", { windows: onTuesdays, visitsWanted })] });
    expect(datesOf(wanting(2))).toEqual(["2026-12-01", "2026-12-15"]);
    expect(datesOf(wanting(1))).toEqual(["2026-12-08"]);
    expect(datesOf(wanting(0))).toEqual([]);
    expect(() => planMonth(wanting(5), "x")).toThrow("visits-wanted-unplannable");
    expect(() => planMonth(wanting(-1), "x")).toThrow("visits-wanted-unplannable");
  });

  it("count a booked visit as one of the four and keep the gap to it", () => {
    const booked = {
      elderId: tuesdayElder.id,
      date: plainDate("2026-12-09"),
      startMinute: 540,
      durationMinutes: 60,
      workerIds: [workerId("A")],
      home: tuesdayElder.home,
      sequence: 1,
    };
    const result = checkedPlan(month("2026-12", { bookedVisits: [booked] }));
    expect(result.visits.map(({ date, sequence }) => `${sequence} ${date}`)).toEqual([
      "2 2026-12-01",
      "3 2026-12-15",
      "4 2026-12-22",
    ]);
  });

  it("avoid the days just after the last visit of the month before", () => {
    const previous = { weekday: 5 as const, startMinute: 540, workerIds: [workerId("A")] };
    const elder = anElder("1", {
      windows: windowsOf([1, 2], 540, 660),
      previous,
      visitsBefore: [plainDate("2026-11-29")],
    });
    expect(checkedPlan(month("2026-12", { elders: [elder] })).series[0]?.weekday).toBe(1);
  });
});

describe("the worker of a series", () => {
  const elder = anElder("1", { windows: onTuesdays });

  it("is replaced on the dates of leave by another of the same provider, at the same time", () => {
    const leave = [{ from: plainDate("2026-12-07"), to: plainDate("2026-12-11") }];
    const previous = { weekday: 2 as const, startMinute: 540, workerIds: [workerId("A")] };
    const input = aMonth("2026-12", {
      elders: [{ ...elder, previous }],
      workers: [
        aWorker("A", { leave }),
        aWorker("B", { base: pointAt(9, 9) }),
        aWorker("C", { providerId: providerId("P1") }),
      ],
      providers: [aProvider("P0"), aProvider("P1")],
    });
    const result = checkedPlan(input);
    expect(result.series[0]?.workerIds).toEqual([workerId("A")]);
    expect(result.visits.map(({ workerIds }) => workerIds[0])).toEqual(["A", "B", "A", "A"].map(workerId));
    expect(result.visits[1]).toMatchObject({
      date: "2026-12-08",
      originalDate: "2026-12-08",
      moveReason: "worker_on_leave",
    });
  });

  it("moves the visit to the nearest day when nobody else can come", () => {
    const leave = [{ from: plainDate("2026-12-08"), to: plainDate("2026-12-08") }];
    const anyDay = anElder("1", {
      windows: windowsOf(EVERY_WORKDAY, 540, 660),
      previous: { weekday: 2, startMinute: 540, workerIds: [workerId("A")] },
    });
    const input = aMonth("2026-12", { elders: [anyDay], workers: [aWorker("A", { leave })] });
    expect(datesOf(input)).toEqual(["2026-12-01", "2026-12-07", "2026-12-15", "2026-12-22"]);
  });

  it("serves only while employed and while the certificate is valid, its last day included", () => {
    const qualifications = [
      { code: "Q0" as const, certificateNo: null, expiresOn: null },
      { code: "Q1" as const, certificateNo: null, expiresOn: plainDate("2026-12-15") },
    ];
    const expired = checkedPlan(aMonth("2026-12", { elders: [elder], workers: [aWorker("A", { qualifications })] }));
    expect(expired.visits.map(({ date }) => date)).toEqual(["2026-12-01", "2026-12-08", "2026-12-15"]);
    expect(expired.debts).toMatchObject([{ originalOn: "2026-12-22", reason: "no_free_worker" }]);
    const left = aWorker("A", { employedTo: plainDate("2026-12-14") });
    expect(datesOf(aMonth("2026-12", { elders: [elder], workers: [left] }))).toEqual(["2026-12-01", "2026-12-08"]);
  });

  it("is the one of last month, on the same weekday at the same time, even if another lives nearer", () => {
    const previous = { weekday: 4 as const, startMinute: 870, workerIds: [workerId("Z")] };
    const input = aMonth("2026-12", {
      elders: [anElder("1", { windows: windowsOf(EVERY_WORKDAY, 480, 1080), previous })],
      workers: [aWorker("A"), aWorker("Z", { base: pointAt(1, 2) })],
    });
    const { series, reasons } = checkedPlan(input);
    expect(series[0]).toMatchObject({ workerIds: [workerId("Z")], weekday: 4, dtstartLocal: { minute: 870 } });
    expect(reasons[0]?.chosenFor).toEqual(["same_worker", "same_weekday", "same_time", "least_travel"]);
  });

  it("is of the sex wanted and nobody whom the elder refused", () => {
    const wishes = anElder("1", { sexWanted: "female", refusedWorkerIds: [workerId("A")] });
    const workers = [aWorker("A"), aWorker("B", { sex: "male" }), aWorker("C")];
    const { series, reasons } = checkedPlan(aMonth("2026-12", { elders: [wishes], workers }));
    expect(series[0]?.workerIds).toEqual([workerId("C")]);
    expect(reasons[0]?.workers.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
      "excluded refused_by_elder",
      "excluded sex_not_wanted",
      "chosen null",
    ]);
    expect(reasons[0]?.chosenFor).toContain("only_worker");
  });
});
