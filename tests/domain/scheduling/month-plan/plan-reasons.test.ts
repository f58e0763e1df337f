import { describe, expect, it } from "vitest";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aMonth, anElder, aWorker, pointAt, randomDistrict, SUBTYPES, windowsOf, workerId } from "./district.ts";

const elder = anElder("1", { windows: windowsOf([2, 3], 540, 660) });

describe("the reasons of a template", () => {
  it("name every worker of the provider and every weekday with its verdict", () => {
    const workers = [
      aWorker("A"),
      aWorker("B", { base: pointAt(8, 8) }),
      aWorker("C", { qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] }),
      aWorker("D", { availability: [] }),
      aWorker("E", { availability: windowsOf([2, 3], 900, 1080) }),
    ];
    const [reason] = planMonth(aMonth("2026-12", { elders: [elder], workers }), "x").reasons;
    expect(reason?.workers.map((one) => `${one.workerId} ${one.verdict} ${one.reason}`)).toEqual([
      "worker-A chosen null",
      "worker-B considered costs_more",
      "worker-C excluded not_qualified",
      "worker-D excluded not_available",
      "worker-E excluded no_free_time",
    ]);
    expect(reason?.weekdays.map((one) => `${one.weekday} ${one.verdict} ${one.reason}`)).toEqual([
      "1 excluded no_window",
      "2 chosen null",
      "3 considered costs_more",
      "4 excluded no_window",
      "5 excluded no_window",
      "6 excluded no_window",
      "7 excluded no_window",
    ]);
    const costs = reason?.workers.map(({ cost }) => cost) ?? [];
    expect(costs[0]).toBeLessThan(costs[1] ?? 0);
    expect(costs.slice(2)).toEqual([null, null, null]);
  });

  it("count the dates of a weekday that a holiday or an absence takes", () => {
    const absences = [{ from: plainDate("2026-05-06"), to: plainDate("2026-05-13"), reason: "elder_away" as const }];
    const away = { ...elder, absences };
    const [reason] = planMonth(aMonth("2026-05", { elders: [away], workers: [aWorker("A")] }), "x").reasons;
    expect(reason?.weekdays.slice(1, 3).map(({ displaced }) => displaced)).toEqual([2, 2]);
  });

  it("name the worker whom the elder knows when there is no template of last month", () => {
    const familiar = [{ workerId: workerId("B"), visits: 5 }];
    const workers = [aWorker("A"), aWorker("B")];
    const [reason] = planMonth(aMonth("2026-12", { elders: [{ ...elder, familiar }], workers }), "x").reasons;
    expect(reason?.chosenFor).toContain("familiar_worker");
    expect(reason?.workers.map(({ familiarVisits }) => familiarVisits)).toEqual([0, 5]);
  });

  it("say that no series exists where none does", () => {
    const hopeless = anElder("1", { subtypes: [SUBTYPES.gait] });
    const [reason] = planMonth(aMonth("2026-12", { elders: [hopeless], workers: [aWorker("A")] }), "x").reasons;
    expect(reason?.chosenFor).toEqual(["no_series"]);
    expect(reason?.workers[0]).toMatchObject({ verdict: "excluded", reason: "not_qualified" });
  });

  it("agree with the series in any district: the chosen workers are the ones who come", () => {
    const input = randomDistrict({ elders: 40, workers: 8, providers: 2, seed: 17, trouble: 0.4 });
    const { series, reasons } = planMonth(input, "x", { evaluations: 2_000 });
    for (const reason of reasons) {
      const own = series.filter(({ elderId, part }) => elderId === reason.elderId && part === 1);
      const chosen = reason.weekdays.filter(({ verdict }) => verdict === "chosen").map(({ weekday }) => weekday);
      expect(chosen).toEqual(own.map(({ weekday }) => weekday));
      for (const { workerIds } of own)
        for (const id of workerIds) expect(reason.workers.find((one) => one.workerId === id)?.verdict).toBe("chosen");
    }
  });
});
