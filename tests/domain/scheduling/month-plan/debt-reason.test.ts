import { describe, expect, it } from "vitest";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  aMonth,
  anElder,
  aProvider,
  aWorker,
  checkedPlan,
  elderId,
  limits,
  pointAt,
  providerId,
  SUBTYPES,
  windowsOf,
  workerId,
} from "./district.ts";

const onTuesdays = windowsOf([2], 540, 660);

describe("what is owed", () => {
  const reasonsOf = (input: PlanInput) => [...new Set(planMonth(input, "x").debts.map(({ reason }) => reason))];
  const month = (elder: ReturnType<typeof anElder>, changes = {}) =>
    aMonth("2026-12", { elders: [elder], workers: [aWorker("A")], ...changes });

  it.each([
    ["no_provider", month(anElder("1", { providerId: null }))],
    ["no_provider", month(anElder("1", { providerId: providerId("gone") }))],
    ["no_qualified_worker", month(anElder("1", { subtypes: [SUBTYPES.gait] }))],
    ["no_acceptable_worker", month(anElder("1", { sexWanted: "male" }))],
    ["outside_windows", month(anElder("1", { windows: windowsOf([7], 540, 660) }))],
    ["outside_windows", month(anElder("1", { windows: windowsOf([2], 1080, 1200) }))],
    ["no_free_worker", month(anElder("1"), { workers: [aWorker("A", { weeklyMinutesMax: 30 })] })],
    [
      "absent_all_month",
      month(anElder("1", { absences: [{ from: plainDate("2026-11-30"), to: null, reason: "elder_away" }] })),
    ],
    [
      "contract_ended",
      month(anElder("1"), {
        providers: [aProvider("P0", { contracts: [{ from: null, to: plainDate("2026-11-30") }] })],
      }),
    ],
  ] as const)("is named %s", (reason, input) => {
    expect(reasonsOf(input)).toEqual([reason]);
    expect(planMonth(input, "x").debts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  it("is only the part after the end of a contract", () => {
    const contracts = [{ from: plainDate("2026-01-01"), to: plainDate("2026-12-14") }];
    const elder = anElder("1", { windows: onTuesdays });
    const result = checkedPlan(month(elder, { providers: [aProvider("P0", { contracts })] }));
    expect(result.visits.map(({ date }) => date)).toEqual(["2026-12-01", "2026-12-08"]);
    expect(result.debts.map(({ reason }) => reason)).toEqual(["contract_ended", "contract_ended"]);
  });

  it("follows the policy where holidays are skipped", () => {
    const placing = { ...limits.placing, holiday_mode: "skip_as_debt" as const };
    const input = aMonth("2026-05", {
      elders: [anElder("1", { windows: onTuesdays })],
      workers: [aWorker("A")],
      limits: { ...limits, placing },
    });
    expect(checkedPlan(input).debts).toMatchObject([{ originalOn: "2026-05-05", reason: "holiday_skipped" }]);
  });

  it("is tried visit by visit before an elder without a series is owed anything", () => {
    const mornings = (date: string) => ({
      elderId: elderId("2"),
      date: plainDate(date),
      startMinute: 480,
      durationMinutes: 600,
      workerIds: [workerId("A")],
      home: pointAt(1, 1),
      sequence: null,
    });
    const bookedVisits = ["2026-12-08", "2026-12-15"].map(mornings);
    const elder = anElder("1", { windows: onTuesdays });
    const result = checkedPlan(month(elder, { bookedVisits }));
    expect(result.visits.map(({ date }) => date)).toEqual(["2026-12-01", "2026-12-29", "2026-12-22"]);
    expect(result.debts).toHaveLength(1);
  });
});
