import { describe, expect, it } from "vitest";
import { forecastCapacity } from "#app/domain/scheduling/forecast/capacity-forecast.ts";
import type {
  ForecastContract,
  ForecastElder,
  ForecastInput,
  ForecastWorker,
} from "#app/domain/scheduling/forecast/forecast-input.ts";
import { minutesByDate } from "#app/domain/scheduling/forecast/forecast-supply.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { QualificationCode } from "#app/domain/workforce/qualification.ts";
import { calendar2026 } from "../holidays-2026.ts";
import { aWorker, limits, providerId, SUBTYPES, windowsOf, workerId } from "../month-plan/district.ts";

const forAll: ForecastContract = {
  from: plainDate("2024-01-01"),
  to: plainDate("2030-12-31"),
  streets: "all",
  subtypes: "all",
};
const elder = (subtypes: ForecastElder["subtypes"], changes: Partial<ForecastElder> = {}): ForecastElder => ({
  streetId: 1,
  subtypes,
  visits: 4,
  ...changes,
});
/** Works on Tuesdays only, which December 2026 has five of, so many minutes each. */
const onTuesdays = (key: string, code: QualificationCode, minutes: number, changes = {}): ForecastWorker =>
  aWorker(key, {
    qualifications: [{ code, certificateNo: null, expiresOn: null }],
    availability: windowsOf([2], 840, 840 + minutes),
    ...changes,
  });
const forecast = (changes: Partial<ForecastInput>) =>
  forecastCapacity({
    month: plainMonth("2026-12"),
    elders: [],
    providers: [{ id: providerId("P0"), contracts: [forAll] }],
    workers: [],
    calendar: calendar2026,
    limits,
    utilisationShare: 1,
    ...changes,
  });

describe("what a month needs", () => {
  it("counts each subtype on every visit and shares the least payable hour in the proportion of the minutes", () => {
    const { rows, visits, neededMinutes } = forecast({ elders: [elder([SUBTYPES.signs, SUBTYPES.haircut])] });
    expect(visits).toBe(4);
    expect(rows).toMatchObject([
      { streetId: 1, subtype: "LC06", visits: 4, neededMinutes: 160 },
      { streetId: 1, subtype: "RN01", visits: 4, neededMinutes: 80 },
    ]);
    expect(neededMinutes).toBe(240);
  });

  it("needs two where two come together, and the certificate of one of them", () => {
    const { rows, qualifications } = forecast({ elders: [elder([SUBTYPES.bathing])] });
    expect(rows[0]?.neededMinutes).toBe(480);
    expect(qualifications.map(({ groups, neededMinutes }) => [groups, neededMinutes])).toEqual([
      [[], 240],
      [[["Q1"]], 240],
    ]);
  });
});

describe("what care workers can give", () => {
  const worker = (changes: Partial<ForecastWorker>) => aWorker("A", changes);
  const rules = { month: plainMonth("2026-12"), calendar: calendar2026, limits, utilisationShare: 1 };
  const on = (changes: Partial<ForecastWorker>, date: string, given = rules, mean = 60) =>
    minutesByDate(worker(changes), given, mean).get(plainDate(date)) ?? 0;

  it("is the open hours less the lunch break, and the share of them that is spent with elders", () => {
    const hours = { availability: windowsOf([2], 600, 900) };
    expect(on(hours, "2026-12-08")).toBe(270);
    expect(on(hours, "2026-12-08", { ...rules, utilisationShare: 0.5 })).toBe(135);
    expect(on({ availability: windowsOf([2], 600, 780) }, "2026-12-08")).toBe(180);
  });
  it("is nothing on leave, before or after employment", () => {
    const day = plainDate("2026-12-08");
    expect(on({ leave: [{ from: day, to: day }] }, day)).toBe(0);
    expect(on({ employedTo: plainDate("2026-12-07") }, day)).toBe(0);
    expect(on({ employedTo: day }, day)).toBeGreaterThan(0);
  });
  it("never passes the limits of a day: hours, and visits of their usual length", () => {
    const long = { availability: windowsOf([2], 400, 1200) };
    expect(on(long, "2026-12-08", rules, 100)).toBe(limits.workerDayMinutesMax);
    expect(on(long, "2026-12-08", rules, 60)).toBe(limits.workerDayVisitsMax * 60);
  });
  it("keeps the week's limit, over it every day gives in proportion, and the week at the edge its part", () => {
    const five = { availability: windowsOf([1, 2, 3, 4, 5], 840, 1080) };
    expect(on({ ...five, weeklyMinutesMax: 1200 }, "2026-12-08")).toBe(240);
    expect(on({ ...five, weeklyMinutesMax: 1199 }, "2026-12-08")).toBeCloseTo(239.8);
    // 30 November is a Monday: four of the five days of that week lie in December.
    const first = [1, 2, 3, 4].map((day) => on({ ...five, weeklyMinutesMax: 600 }, `2026-12-0${day}`));
    expect(first).toEqual([120, 120, 120, 120]);
  });
});

describe("a shortage", () => {
  const cleaning = [elder([SUBTYPES.cleaning])];

  it("begins one minute below the need", () => {
    expect(forecast({ elders: cleaning, workers: [onTuesdays("A", "Q0", 48)] }).shortMinutes).toBe(0);
    const short = forecast({ elders: cleaning, workers: [onTuesdays("A", "Q0", 47)] });
    expect(short.shortMinutes).toBe(5);
    expect(short.rows).toMatchObject([{ qualifiedWorkers: 1, reachableMinutes: 235, shortMinutes: 5 }]);
  });

  it("is named by the certificate that is missing, not by one whose holders are enough", () => {
    const elders = [elder([SUBTYPES.gait]), elder([SUBTYPES.cleaning])];
    const { qualifications } = forecast({ elders, workers: [onTuesdays("A", "Q0", 120)] });
    expect(qualifications).toMatchObject([
      { groups: [["Q4"]], shortMinutes: 240, streetIds: [1] },
      { groups: [["Q0"]], shortMinutes: 0, streetIds: [] },
    ]);
  });

  it("falls on the easier certificate where holders of the harder one are needed for their own", () => {
    const elders = [elder([SUBTYPES.gait]), elder([SUBTYPES.cleaning])];
    const { qualifications, shortMinutes } = forecast({ elders, workers: [onTuesdays("A", "Q4", 48)] });
    expect(shortMinutes).toBe(240);
    expect(qualifications[0]).toMatchObject({ groups: [["Q0"]], shortMinutes: 240 });
  });

  it("counts a minute once, however many streets could have it", () => {
    const elders = [elder([SUBTYPES.cleaning]), elder([SUBTYPES.cleaning], { streetId: 2 })];
    const result = forecast({ elders, workers: [onTuesdays("A", "Q0", 48)] });
    expect(result.rows.map(({ reachableMinutes }) => reachableMinutes)).toEqual([240, 240]);
    expect(result.shortMinutes).toBe(240);
  });

  it.each([
    ["covers another street", { ...forAll, streets: [2] }],
    ["covers other subtypes", { ...forAll, subtypes: ["LC06"] }],
    ["has ended", { ...forAll, to: plainDate("2026-11-30") }],
  ] satisfies [string, ForecastContract][])("is there when the contract %s", (_, contract) => {
    const workers = [onTuesdays("A", "Q0", 240)];
    const providers = [{ id: providerId("P0"), contracts: [contract] }];
    expect(forecast({ elders: cleaning, workers, providers }).shortMinutes).toBe(240);
    expect(forecast({ elders: cleaning, workers }).shortMinutes).toBe(0);
  });

  it("counts a certificate up to its last day", () => {
    const until = (expiresOn: string) => [
      onTuesdays("A", "Q0", 240, {
        qualifications: [{ code: "Q0", certificateNo: null, expiresOn: plainDate(expiresOn) }],
      }),
    ];
    expect(forecast({ elders: cleaning, workers: until("2026-12-01") }).shortMinutes).toBe(0);
    expect(forecast({ elders: cleaning, workers: until("2026-11-30") }).shortMinutes).toBe(240);
  });

  it("does not depend on the order of the lists", () => {
    const elders = [elder([SUBTYPES.gait]), elder([SUBTYPES.cleaning], { streetId: 2 }), elder([SUBTYPES.signs])];
    const workers = [onTuesdays("A", "Q4", 60), onTuesdays("B", "Q1", 50, { id: workerId("B") })];
    expect(forecast({ elders: [...elders].reverse(), workers: [...workers].reverse() })).toEqual(
      forecast({ elders, workers }),
    );
  });
});
