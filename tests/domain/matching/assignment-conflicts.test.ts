import { describe, expect, it } from "vitest";
import { assignmentConflicts, type AskedVisit, type AskedWorker } from "#app/domain/matching/assignment-conflicts.ts";
import { WorkerDays } from "#app/domain/scheduling/worker-days.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { Qualification } from "#app/domain/workforce/qualification.ts";
import { calendar2026 } from "../scheduling/holidays-2026.ts";
import { anElder, aWorker, limits } from "../scheduling/month-plan/district.ts";

const tuesday = plainDate("2026-12-08");
const { home } = anElder("1");
const stop = { startMinute: 540, endMinute: 600, home };
const load = { weekMinutes: 1800, weekMinutesMax: 2400 };

function asked(changes: Partial<AskedVisit> = {}): AskedVisit {
  return {
    date: tuesday,
    stop,
    need: { workersNeeded: 1, qualificationGroups: [["Q1"]] },
    wishes: { sexWanted: null, refusedWorkerIds: [] },
    days: new WorkerDays(calendar2026, limits),
    ...changes,
  };
}

const certificate = (code: Qualification["code"], expiresOn: string | null = null): Qualification => ({
  code,
  certificateNo: null,
  expiresOn: expiresOn === null ? null : plainDate(expiresOn),
});

function worker(changes: Partial<AskedWorker> = {}): AskedWorker {
  return { ...aWorker("A", { qualifications: [certificate("Q0"), certificate("Q1")] }), ...changes };
}

const conflicts = (one: AskedWorker, visit = asked()) => assignmentConflicts(one, visit, load);

describe("what stands against a care worker for a visit", () => {
  it("is nothing for one who is free, qualified and welcome", () => {
    expect(conflicts(worker())).toEqual([]);
  });
  it("is a certificate: valid on its last day, named with its end once it is over, and as lacking when there was none", () => {
    const until = (date: string) => worker({ qualifications: [certificate("Q0"), certificate("Q1", date)] });
    expect(conflicts(until("2026-12-08"))).toEqual([]);
    expect(conflicts(until("2026-12-07"))).toEqual([
      { code: "credential_expired", needs: ["Q1"], expiredOn: "2026-12-07" },
    ]);
    const renewed = [certificate("Q0"), certificate("Q1", "2026-11-01"), certificate("Q2", "2026-12-01")];
    expect(conflicts(worker({ qualifications: renewed }))).toEqual([
      { code: "credential_expired", needs: ["Q1"], expiredOn: "2026-12-01" },
    ]);
    expect(conflicts(worker({ qualifications: [certificate("Q0")] }))).toEqual([
      { code: "unqualified", needs: ["Q1"] },
    ]);
  });
  it("of one of two is the basic certificate alone, because together they hold the rest", () => {
    const need = { workersNeeded: 2 as const, qualificationGroups: [["Q1" as const]] };
    expect(conflicts(worker({ qualifications: [certificate("Q0")] }), asked({ need }))).toEqual([]);
    expect(conflicts(worker({ qualifications: [] }), asked({ need }))).toEqual([
      { code: "unqualified", needs: ["Q0"] },
    ]);
  });
  it("is the elder's wish", () => {
    const one = worker();
    expect(conflicts(one, asked({ wishes: { sexWanted: null, refusedWorkerIds: [one.id] } }))).toEqual([
      { code: "refused_by_elder" },
    ]);
    const sexWanted = one.sex === "female" ? ("male" as const) : ("female" as const);
    expect(conflicts(one, asked({ wishes: { sexWanted, refusedWorkerIds: [] } }))).toEqual([
      { code: "sex_not_wanted" },
    ]);
  });
  it("is leave with its days", () => {
    const leave = [{ from: plainDate("2026-12-07"), to: plainDate("2026-12-09") }];
    expect(conflicts(worker({ leave }))).toContainEqual({ code: "on_leave", from: "2026-12-07", to: "2026-12-09" });
  });
  it("is the other visit that is in the way, with its time", () => {
    const one = worker();
    const days = new WorkerDays(calendar2026, limits);
    days.add(one.id, tuesday, { startMinute: 400, endMinute: 460, home });
    days.add(one.id, tuesday, { startMinute: 570, endMinute: 630, home });
    expect(conflicts(one, asked({ days }))).toContainEqual({ code: "worker_busy", startMinute: 570, endMinute: 630 });
  });
  it("is the week, with the hours that are planned and the most", () => {
    const one = worker({ weeklyMinutesMax: 30 });
    expect(conflicts(one)).toContainEqual({ code: "week_hours", ...load });
  });
});
