import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Remedy } from "#app/domain/scheduling/month-plan/debt-remedy.ts";
import { isAddedWorker, withChange } from "#app/domain/scheduling/month-plan/debt-remedy.ts";
import type { MonthPlan, PlannedVisit } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { checkPlan } from "#app/domain/scheduling/month-plan/plan-check.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { whatWouldPlace, type DebtRemedies } from "#app/domain/scheduling/month-plan/what-would-place.ts";
import { plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import {
  aMonth,
  anElder,
  aProvider,
  aWorker,
  elderId,
  limits,
  pointAt,
  providerId,
  randomDistrict,
  SUBTYPES,
  windowsOf,
  workerId,
} from "./district.ts";

const answersOf = (input: PlanInput, withRoom = () => [providerId("P1")]) => {
  const plan = planMonth(input, "x", { evaluations: 2_000 });
  return { plan, answers: whatWouldPlace(input, plan, withRoom) };
};
const changesOf = (answer: DebtRemedies | undefined) => answer?.remedies.map(({ change }) => change) ?? [];
const month = (elder: ReturnType<typeof anElder>, changes = {}) =>
  aMonth("2026-12", { elders: [elder], workers: [aWorker("A")], ...changes });

describe("what would place an owed visit", () => {
  it("says nothing for a plan that owes nothing", () => {
    expect(answersOf(month(anElder("1"))).answers).toEqual([]);
  });

  it("is one more worker with the certificate that is missing, on each weekday that is enough alone", () => {
    const [answer] = answersOf(month(anElder("1", { subtypes: [SUBTYPES.gait] }))).answers;
    expect(changesOf(answer)).toEqual([
      {
        kind: "more_workers",
        workers: 1,
        qualifications: ["Q4"],
        sex: null,
        hours: { startMinute: 480, endMinute: 1080 },
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        together: false,
      },
    ]);
    const comers = answer?.remedies[0]?.visits.flatMap(({ workerIds }) => workerIds) ?? [];
    expect(comers.map(isAddedWorker)).toEqual([true, true, true, true]);
  });

  it("is an hour earlier or later where that is all that lacks, and no hour where it does not help", () => {
    // The visit takes 65 minutes; the care worker is there from 8:00 to 18:00.
    const changesAt = (startMinute: number, endMinute: number) =>
      changesOf(answersOf(month(anElder("1", { windows: windowsOf([2], startMinute, endMinute) }))).answers[0]);
    const later = { kind: "window", earlierMinutes: 0, laterMinutes: 60 };
    const earlier = { kind: "window", earlierMinutes: 60, laterMinutes: 0 };
    expect(changesAt(360, 485)).toContainEqual(later);
    expect(changesAt(360, 484)).not.toContainEqual(later);
    expect(changesAt(1075, 1200)).toContainEqual(earlier);
    expect(changesAt(1076, 1200)).not.toContainEqual(earlier);
  });

  it("is another weekday in the same hours", () => {
    const [answer] = answersOf(month(anElder("1", { windows: windowsOf([7], 540, 660) }))).answers;
    expect(changesOf(answer)).toContainEqual({ kind: "weekdays", weekdays: [1, 2, 3, 4, 5], together: false });
    const remedy = answer?.remedies.find(({ change }) => change.kind === "weekdays");
    expect(remedy?.visits.map(({ date, startMinute }) => [weekdayOf(date), startMinute])).toEqual(
      Array.from({ length: 4 }, () => [1, 540]),
    );
  });

  it("is the elder's consent where wishes about persons stand in the way", () => {
    const refused = month(anElder("1", { refusedWorkerIds: [workerId("A")] }));
    expect(changesOf(answersOf(refused).answers[0])).toContainEqual({
      kind: "accept_worker",
      workerId: workerId("A"),
    });
    const sex = month(anElder("1", { sexWanted: "male" }));
    expect(changesOf(answersOf(sex).answers[0])).toContainEqual({ kind: "any_sex" });
  });

  it("is a second worker beside one who is there, and two where nobody is", () => {
    const bathing = anElder("1", { subtypes: [SUBTYPES.bathing] });
    const [beside] = answersOf(month(bathing)).answers;
    const one = beside?.remedies.find(({ change }) => change.kind === "more_workers" && change.workers === 1);
    expect(one?.change).toMatchObject({ qualifications: ["Q1"], weekdays: [1, 2, 3, 4, 5] });
    expect(one?.visits.map(({ workerIds }) => workerIds.map(isAddedWorker))).toEqual(
      Array.from({ length: 4 }, () => [false, true]),
    );
    const [alone] = answersOf(month(bathing, { workers: [] })).answers;
    expect(changesOf(alone).map((change) => (change.kind === "more_workers" ? change.workers : change.kind))).toEqual([
      2,
    ]);
  });

  it("is another provider only with room for the whole month, and not one without", () => {
    const providers = [aProvider("P0"), aProvider("P1")];
    const staff = (availability = windowsOf([1, 2, 3], 480, 1080)) => ({
      providers,
      workers: [aWorker("B", { providerId: providerId("P1"), availability })],
    });
    const [answer] = answersOf(month(anElder("1"), staff())).answers;
    expect(changesOf(answer)).toContainEqual({ kind: "other_provider", providerId: providerId("P1") });
    const [without] = answersOf(month(anElder("1"), staff()), () => []).answers;
    expect(changesOf(without).map(({ kind }) => kind)).not.toContain("other_provider");
    const [none] = answersOf(month(anElder("1"), staff([]))).answers;
    expect(none?.tried).toContain("other_provider");
    expect(changesOf(none).map(({ kind }) => kind)).not.toContain("other_provider");
  });

  it("is a contract to the end of the month, or visits moved off holidays, where these end", () => {
    const contracts = [{ from: plainDate("2026-01-01"), to: plainDate("2026-12-14") }];
    const ended = month(anElder("1", { windows: windowsOf([2], 540, 660) }), {
      providers: [aProvider("P0", { contracts })],
    });
    expect(changesOf(answersOf(ended).answers[0])).toContainEqual({ kind: "contract" });
    const placing = { ...limits.placing, holiday_mode: "skip_as_debt" as const };
    const elders = [anElder("1", { windows: windowsOf([2, 6], 540, 660) })];
    const holidays = aMonth("2026-05", { elders, workers: [aWorker("A")], limits: { ...limits, placing } });
    for (const { remedies } of answersOf(holidays).answers) expect(remedies.length).toBeGreaterThan(0);
  });

  it("is nothing for an elder who is away all month, and everything that was tried is named", () => {
    const absences = [{ from: plainDate("2026-11-30"), to: null, reason: "elder_away" as const }];
    const [answer] = answersOf(month(anElder("1", { absences, windows: windowsOf([2], 540, 660) }))).answers;
    expect(answer).toMatchObject({ owed: 4, remedies: [] });
    expect(answer?.tried).toEqual(["as_it_is", "window", "weekdays", "more_workers", "shorter_gap", "other_provider"]);
  });

  it("lets the planner itself place the visits once the input is changed", () => {
    const busy = ["2026-12-08", "2026-12-15"].map((date) => ({
      elderId: elderId("2"),
      date: plainDate(date),
      startMinute: 480,
      durationMinutes: 600,
      workerIds: [workerId("A")],
      home: pointAt(1, 1),
      sequence: null,
    }));
    const inputs = [
      month(anElder("1", { subtypes: [SUBTYPES.gait] })),
      month(anElder("1", { windows: windowsOf([2], 1080, 1200) })),
      month(anElder("1", { windows: windowsOf([7], 540, 660) })),
      month(anElder("1", { sexWanted: "male" })),
      month(anElder("1", { windows: windowsOf([2], 540, 660) }), { bookedVisits: busy }),
    ];
    for (const input of inputs) {
      const [answer] = answersOf(input).answers;
      expect(answer?.remedies.length).toBeGreaterThan(0);
      for (const { change, visits } of answer?.remedies ?? []) {
        const replanned = planMonth(withChange(input, elderId("1"), change), "x", { evaluations: 2_000 });
        expect(replanned.debts).toHaveLength((answer?.owed ?? 0) - visits.length);
      }
    }
  });
});

/** The plan as it would be stored with a remedy in it; the visits of an elder who changes the provider all go with the elder. */
function remedied(changed: PlanInput, plan: MonthPlan, elder: DebtRemedies["elderId"], { change, visits }: Remedy) {
  const providerOfElder = changed.elders.find(({ id }) => id === elder)?.providerId ?? providerId("nobody");
  const stays = (one: { readonly elderId: string }) => change.kind !== "other_provider" || one.elderId !== elder;
  const numbers = new Set(visits.map(({ sequence }) => sequence));
  const added = visits.map((visit): PlannedVisit => ({
    elderId: elder,
    providerId: providerOfElder,
    part: null,
    ...visit,
    originalDate: null,
    moveReason: "no_series",
  }));
  return {
    series: plan.series.filter(stays),
    visits: [...plan.visits.filter(stays), ...added],
    debts: plan.debts.filter((debt) => debt.elderId !== elder || !numbers.has(debt.sequence)),
  };
}

describe("a remedy in any district", () => {
  it("breaks no rule when it is put into the plan", () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const input = randomDistrict({ elders: 24, workers: 5, providers: 2, seed, trouble: 0.5 });
        const plan = planMonth(input, "x", { evaluations: 500 });
        const answers = whatWouldPlace(input, plan, () => input.providers.map(({ id }) => id));
        expect(answers.map(({ elderId }) => elderId)).toEqual([...new Set(plan.debts.map((debt) => debt.elderId))]);
        for (const { elderId: id, remedies } of answers)
          for (const remedy of remedies) {
            tried += 1;
            const changed = withChange(input, id, remedy.change);
            const whole = remedied(changed, plan, id, remedy);
            expect(whole.debts).toHaveLength(plan.debts.length - placedDebts(plan, id, remedy));
            expect(checkPlan(changed, whole)).toEqual([]);
          }
      }),
      { numRuns: 40 },
    );
    expect(tried).toBeGreaterThan(50);
  });
});

/** Debts that a remedy takes away: of an elder who changes the provider, all. */
function placedDebts(plan: MonthPlan, id: DebtRemedies["elderId"], { visits }: Remedy): number {
  const numbers = new Set(visits.map(({ sequence }) => sequence));
  return plan.debts.filter((debt) => debt.elderId === id && numbers.has(debt.sequence)).length;
}
