import { describe, expect, it } from "vitest";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { aMonth, anElder, aWorker, checkedPlan, pointAt, SUBTYPES, windowsOf, workerId } from "./district.ts";

const onTuesdays = windowsOf([2], 540, 660);
const q4 = [{ code: "Q4" as const, certificateNo: null, expiresOn: null }];
const q5 = [{ code: "Q5" as const, certificateNo: null, expiresOn: null }];

describe("a basket", () => {
  const elder = (subtypes: (typeof SUBTYPES)["gait"][]) => anElder("1", { windows: onTuesdays, subtypes });

  it("for two workers brings both to the same visit, and both to no other place at that time", () => {
    const bathing = anElder("1", { windows: onTuesdays, subtypes: [SUBTYPES.bathing] });
    const other = anElder("2", { windows: onTuesdays, home: pointAt(3, 3) });
    const helper = aWorker("B", { qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] });
    const result = checkedPlan(aMonth("2026-12", { elders: [bathing, other], workers: [aWorker("A"), helper] }));
    expect(result.visits.filter(({ elderId: id }) => id === bathing.id).map(({ workerIds }) => workerIds)).toEqual(
      Array.from({ length: 4 }, () => [workerId("A"), workerId("B")]),
    );
    expect(result.reasons[0]?.chosenFor).toContain("two_workers");
    const alone = planMonth(aMonth("2026-12", { elders: [bathing], workers: [aWorker("A")] }), "x");
    expect(alone.debts.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => "no_qualified_worker"));
  });

  it("that one worker can hold is never split", () => {
    const both = aWorker("A", { qualifications: [...q4, ...q5] });
    const workers = [both, aWorker("B", { qualifications: q4 }), aWorker("C", { qualifications: q5 })];
    const result = checkedPlan(aMonth("2026-12", { elders: [elder([SUBTYPES.gait, SUBTYPES.counsel])], workers }));
    expect(result.series).toHaveLength(1);
    expect(result.visits[0]).toMatchObject({ durationMinutes: 90, workerIds: [workerId("A")] });
  });

  it("that nobody can hold alone alternates over the month's visits, each part with its own worker", () => {
    const workers = [aWorker("B", { qualifications: q4 }), aWorker("C", { qualifications: q5 })];
    const result = checkedPlan(aMonth("2026-12", { elders: [elder([SUBTYPES.gait, SUBTYPES.counsel])], workers }));
    expect(result.series.map(({ rrule, part }) => `${part} ${rrule}`)).toEqual([
      "1 FREQ=MONTHLY;BYDAY=1TU,3TU",
      "2 FREQ=MONTHLY;BYDAY=2TU,4TU",
    ]);
    expect(result.visits.map(({ workerIds, subtypes }) => `${workerIds[0]} ${subtypes.join()}`)).toEqual([
      "worker-B RN05",
      "worker-C SC03",
      "worker-B RN05",
      "worker-C SC03",
    ]);
    expect(result.visits.every(({ durationMinutes }) => durationMinutes === 60)).toBe(true);
    expect(result.reasons[0]?.chosenFor).toContain("basket_split");
  });
});
