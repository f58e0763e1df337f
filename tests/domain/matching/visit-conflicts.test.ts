import { describe, expect, it } from "vitest";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import type { VisitSurroundings } from "#app/domain/matching/visit-conflicts.ts";
import { conflictsOf } from "#app/domain/matching/visit-conflicts.ts";
import type { BookedVisit } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "../scheduling/holidays-2026.ts";
import {
  anElder,
  aProvider,
  aWorker,
  elderId,
  limits,
  pointAt,
  providerId,
  SUBTYPES,
  windowsOf,
} from "../scheduling/month-plan/district.ts";

const tuesday = plainDate("2026-12-08");
const worker = aWorker("A");
const elder = anElder("1", { windows: windowsOf([2], 540, 720) });

function around(changes: Partial<VisitSurroundings> = {}): VisitSurroundings {
  return {
    elder,
    provider: aProvider("P0"),
    basket: basketPart(elder.subtypes, 60),
    visits: [],
    calendar: calendar2026,
    limits,
    ...changes,
  };
}

function standing(key: string, date: string, startMinute: number, changes: Partial<BookedVisit> = {}): BookedVisit {
  return {
    elderId: elderId(key),
    date: plainDate(date),
    startMinute,
    durationMinutes: 60,
    workerIds: [worker.id],
    home: elder.home,
    sequence: null,
    ...changes,
  };
}

function codes(surroundings: VisitSurroundings, changes = {}): string[] {
  const visit = { date: tuesday, startMinute: 540, workers: [worker], ...changes };
  return conflictsOf(visit, surroundings).map(({ code, workerId }) =>
    workerId === null ? code : `${code} ${workerId}`,
  );
}

describe("the conflicts of a visit", () => {
  it("are none for a visit that may stand", () => {
    expect(codes(around())).toEqual([]);
  });

  it("name what the worker has on that day, and the way there", () => {
    expect(codes(around({ visits: [standing("2", "2026-12-08", 570)] }))).toEqual(["worker_busy worker-A"]);
    const far = standing("2", "2026-12-08", 610, { home: pointAt(3, 1) });
    expect(codes(around({ visits: [far] }))).toEqual(["travel_too_tight worker-A"]);
    expect(codes(around({ visits: [standing("2", "2026-12-08", 605)] }))).toEqual([]);
  });

  it("name a worker who lacks a certificate on the date, is on leave, or does not work then", () => {
    const untrained = aWorker("A", { qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] });
    expect(codes(around(), { workers: [untrained] })).toEqual(["unqualified"]);
    const away = aWorker("A", { leave: [{ from: tuesday, to: tuesday }] });
    expect(codes(around(), { workers: [away] })).toEqual(["on_leave worker-A"]);
    const evenings = aWorker("A", { availability: windowsOf([2], 1080, 1200) });
    expect(codes(around(), { workers: [evenings] })).toEqual(["outside_availability worker-A"]);
    expect(codes(around(), { workers: [aWorker("A", { providerId: providerId("P1") })] })).toEqual([
      "other_provider worker-A",
    ]);
  });

  it("name the hours of the day and of the week", () => {
    const full = aWorker("A", { availability: windowsOf([2], 0, 1440), weeklyMinutesMax: 540 });
    const long = standing("2", "2026-12-08", 700, { durationMinutes: 540 });
    expect(codes(around({ visits: [long] }), { workers: [full] })).toEqual([
      "day_hours worker-A",
      "week_hours worker-A",
    ]);
  });

  it("name the elder's other visits of the day and the least gap", () => {
    const own = (date: string, start: number) => standing("1", date, start, { workerIds: [] });
    expect(codes(around({ visits: [own("2026-12-08", 560)] }))).toEqual(["min_gap", "elder_busy"]);
    expect(codes(around({ visits: [own("2026-12-08", 605)] }))).toEqual(["min_gap"]);
    expect(codes(around({ visits: [own("2026-12-10", 540)] }))).toEqual(["min_gap"]);
    expect(codes(around({ visits: [own("2026-12-11", 540)] }))).toEqual([]);
    expect(codes(around({ elder: { ...elder, visitsBefore: [plainDate("2026-12-06")] } }))).toEqual(["min_gap"]);
  });

  it("name the elder's absence and hours, the provider's closed day and contract, and a day off", () => {
    const away = { ...elder, absences: [{ from: tuesday, to: tuesday, reason: "elder_in_hospital" as const }] };
    expect(codes(around({ elder: away }))).toEqual(["elder_absent"]);
    expect(codes(around({ provider: aProvider("P0", { closedOn: [tuesday] }) }))).toEqual(["provider_closed"]);
    expect(codes(around({ provider: aProvider("P0", { contracts: [] }) }))).toEqual(["contract_not_in_force"]);
    expect(codes(around(), { startMinute: 660 })).toEqual(["outside_windows"]);
    expect(codes(around(), { date: plainDate("2026-10-06") })).toEqual(["day_off"]);
  });

  it("name the elder's wishes about persons", () => {
    expect(codes(around({ elder: { ...elder, refusedWorkerIds: [worker.id] } }))).toEqual([
      "refused_by_elder worker-A",
    ]);
    expect(codes(around({ elder: { ...elder, sexWanted: "male" } }))).toEqual(["sex_not_wanted worker-A"]);
  });

  it("name each of two workers by name, and one who is missing", () => {
    const bathing = around({ basket: basketPart([SUBTYPES.bathing], 60) });
    const helper = aWorker("B", { leave: [{ from: tuesday, to: tuesday }] });
    expect(codes(bathing, { workers: [worker, helper] })).toEqual(["on_leave worker-B"]);
    expect(codes(bathing)).toEqual(["unqualified"]);
    expect(codes(bathing, { workers: [worker, aWorker("B")] })).toEqual([]);
  });
});
