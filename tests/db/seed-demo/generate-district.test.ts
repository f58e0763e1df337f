import { describe, expect, it } from "vitest";
import { basketNeeds } from "#app/domain/catalogue/service-basket.ts";
import { checkIdNumber } from "#app/domain/elders/id-number.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { monthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import { holdsBasket, someTeamHolds } from "#app/domain/matching/worker-fit.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { WorkerId } from "#app/domain/identifiers.ts";
import { addMonths, datesOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { checkCreditCode } from "#app/domain/workforce/credit-code.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { SERVICE_CATALOGUE, STREETS } from "#db/seed/reference-data.ts";
import { district, factsOf, MONTH, TODAY } from "./demo-fixtures.ts";

const { facilities, providers, workers, elders } = district.records;
const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
const eligible = elders.filter((elder) => !district.exclusions.has(elder.idNumber));
const count = <T>(values: readonly T[]) =>
  new Map([...new Set(values)].map((value) => [value, values.filter((one) => one === value).length]));

function contractOf(provider: (typeof providers)[number]) {
  const contract = provider.contracts.find((one) => one.from <= `${MONTH}-01` && one.to >= `${MONTH}-31`);
  if (contract === undefined) throw new Error("no contract in the month");
  return contract;
}

function mayServe(provider: (typeof providers)[number], elder: ElderRecord): boolean {
  const contract = contractOf(provider);
  return (
    (contract.allStreets || contract.streets.includes(elder.street)) &&
    (contract.allSubtypes || elder.subtypes.every((code) => contract.subtypes.includes(code)))
  );
}

const fit = (worker: WorkerRecord) => ({
  id: identify<WorkerId>(worker.idNumber),
  sex: worker.sex,
  qualifications: worker.qualifications,
});

describe("the demonstration district", () => {
  it("has the numbers of the district", () => {
    expect(count(facilities.map((facility) => facility.kind))).toEqual(
      new Map([
        ["street_centre", 16],
        ["comprehensive_station", 16],
        ["station", 177],
      ]),
    );
    expect([providers.length, workers.length, elders.length]).toEqual([24, 160, 1500]);
    expect(eligible.length).toBe(1110);
    expect(new Set(elders.map((elder) => elder.street)).size).toBe(16);
  });

  it("is the same for the same seed and another for another", () => {
    const again = generateDemoDistrict({ seed: "1", month: MONTH, today: TODAY });
    expect(again.records).toEqual(district.records);
    const other = generateDemoDistrict({ seed: 2, month: MONTH, today: TODAY });
    expect(other.records.elders[0]).not.toEqual(elders[0]);
    expect(other.exclusions.size).toBe(district.exclusions.size);
  });

  it("holds only numbers that cannot belong to anybody, each once", () => {
    const people = [...elders, ...workers];
    for (const person of people) {
      expect(person.idNumber.startsWith("320699")).toBe(true);
      expect(checkIdNumber(person.idNumber, TODAY)).toMatchObject({
        verdict: "valid",
        birthOn: person.birthOn,
        sex: person.sex,
      });
    }
    expect(new Set(people.map((person) => person.idNumber)).size).toBe(people.length);
    for (const provider of providers) expect(checkCreditCode(provider.creditCode).verdict).toBe("valid");
    expect(new Set(providers.map((provider) => provider.name)).size).toBe(24);
    const phones = [...workers.map((worker) => worker.phone), ...elders.flatMap((elder) => elder.phone ?? [])];
    for (const phone of phones) expect(normalisePhone(phone)?.normalised).toBe(phone);
    expect(phones.filter((phone) => !/^(160|0513200)/.test(phone))).toEqual([]);
    expect(new Set(workers.map((worker) => worker.fullName)).size).toBe(160);
    expect(new Set(facilities.map((facility) => facility.name)).size).toBe(209);
  });

  it("excludes each candidate for the reason it says, on every day of the month, and nobody else", () => {
    for (const elder of elders) {
      const reasons = monthlyEntitlement(factsOf(elder), MONTH, SAMPLE_POLICY).result.reasons.map(
        (reason) => reason.code,
      );
      const expected = district.exclusions.get(elder.idNumber);
      expect([elder.idNumber, expected === undefined ? reasons : reasons.includes(expected)]).toEqual([
        elder.idNumber,
        expected === undefined ? [] : true,
      ]);
    }
    expect(new Set(district.exclusions.values()).size).toBe(13);
  });

  it("also fits the month before and other months", () => {
    const before = addMonths(MONTH, -1);
    expect(
      eligible.filter((elder) => monthlyEntitlement(factsOf(elder), before, SAMPLE_POLICY).visitsAllowed > 0).length,
    ).toBeGreaterThan(1090);
    for (const text of ["2026-02", "2027-01"]) {
      const month = plainMonth(text);
      const other = generateDemoDistrict({ seed: 3, month });
      const entitled = other.records.elders.filter(
        (elder) => monthlyEntitlement(factsOf(elder), month, SAMPLE_POLICY).visitsAllowed > 0,
      );
      expect([text, entitled.length]).toEqual([text, 1110]);
      const dates = datesOf(month);
      for (const provider of other.records.providers)
        expect(provider.contracts.some((one) => one.from <= (dates[0] ?? "") && one.to >= (dates.at(-1) ?? ""))).toBe(
          true,
        );
    }
  });
});

describe("the demonstration elders", () => {
  it("have baskets of an hour that suit the grade", () => {
    for (const elder of eligible) {
      const needs = basketNeeds(elder.subtypes, elder.assessment?.grade ?? 0, catalogue);
      expect(needs.typicalMinutes).toBeGreaterThanOrEqual(60);
      expect(needs.typicalMinutes).toBeLessThanOrEqual(90);
      for (const code of elder.subtypes) {
        expect(catalogue.get(code)?.funding).toBe("basket");
        expect(catalogue.get(code)?.grades).toContain(elder.assessment?.grade);
      }
    }
    expect(
      eligible.some(
        (elder) => basketNeeds(elder.subtypes, elder.assessment?.grade ?? 0, catalogue).workersNeeded === 2,
      ),
    ).toBe(true);
  });

  it("live scattered around their streets, not on a grid, a few with approximate points", () => {
    for (const elder of elders) {
      const street = STREETS.find((known) => known.slug === elder.street);
      expect(street === undefined ? Infinity : distanceM(elder.place, street)).toBeLessThan(6000);
    }
    const given = elders.filter((elder) => elder.place.quality === "given");
    expect(given.length / elders.length).toBeGreaterThan(0.93);
    const points = count(given.map((elder) => `${elder.place.latitude} ${elder.place.longitude}`));
    expect(Math.max(...points.values())).toBe(2);
    expect(points.size).toBeGreaterThan(given.length - 50);
  });

  it("choose a provider that may serve them in about three of ten homes", () => {
    const wishing = elders.filter((elder) => elder.wishedProvider !== null);
    expect(wishing.length / elders.length).toBeGreaterThan(0.25);
    expect(wishing.length / elders.length).toBeLessThan(0.35);
    for (const elder of wishing) {
      const provider = providers.find((one) => one.creditCode === elder.wishedProvider);
      expect(provider !== undefined && mayServe(provider, elder)).toBe(true);
    }
    const refused = elders.flatMap((elder) => elder.refusedWorkers);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.every((name) => workers.some((worker) => worker.fullName === name))).toBe(true);
  });
});

describe("the demonstration providers", () => {
  it("cover every street at least three times", () => {
    for (const street of STREETS) {
      const covering = providers.filter(
        (provider) => contractOf(provider).allStreets || contractOf(provider).streets.includes(street.slug),
      );
      expect([street.slug, covering.length >= 3]).toEqual([street.slug, true]);
    }
  });

  it("have care workers who hold every basket they may serve, and two of them where the grade asks", () => {
    const first = datesOf(MONTH)[0];
    if (first === undefined) throw new Error("a month without days");
    for (const elder of eligible) {
      const need = basketNeeds(elder.subtypes, elder.assessment?.grade ?? 0, catalogue);
      const able = providers.filter((provider) => {
        const staff = workers.filter(
          (worker) =>
            worker.provider === provider.creditCode &&
            worker.employedTo === null &&
            (elder.workerSex === null || worker.sex === elder.workerSex),
        );
        return mayServe(provider, elder) && someTeamHolds(staff.map(fit), need, first);
      });
      expect([elder.fullName, elder.subtypes.join(), able.length >= 2]).toEqual([
        elder.fullName,
        elder.subtypes.join(),
        true,
      ]);
    }
    expect(
      workers.some((worker) => holdsBasket([fit(worker)], { qualificationGroups: [["Q3"]], workersNeeded: 1 }, first)),
    ).toBe(true);
  });

  it("together have room for four visits of every eligible elder where they live", () => {
    const room = new Map(providers.map((provider) => [provider.creditCode, contractOf(provider).monthlyCapacity]));
    const placed = new Map<ElderRecord, string>();
    // Augmenting paths: an elder who finds every provider full moves another one on.
    const place = (elder: ElderRecord, tried: Set<string>): boolean => {
      for (const provider of providers) {
        if (tried.has(provider.creditCode) || !mayServe(provider, elder)) continue;
        tried.add(provider.creditCode);
        const left = room.get(provider.creditCode) ?? 0;
        const movable = [...placed].find(
          ([other, at]) => at === provider.creditCode && left < 4 && place(other, tried),
        );
        if (left < 4 && movable === undefined) continue;
        if (movable === undefined) room.set(provider.creditCode, left - 4);
        placed.set(elder, provider.creditCode);
        return true;
      }
      return false;
    };
    expect(eligible.filter((elder) => !place(elder, new Set())).length).toBe(0);
    const total = providers.reduce((sum, provider) => sum + contractOf(provider).monthlyCapacity, 0);
    expect(total).toBeGreaterThan(1.4 * 4 * eligible.length);
  });

  it("have care workers with about forty hours a week", () => {
    for (const worker of workers) {
      const minutes = worker.availability.reduce((sum, window) => sum + window.endMinute - window.startMinute, 0);
      expect(minutes / 60).toBeGreaterThanOrEqual(38);
      expect(worker.weeklyHoursMax).toBe(40);
    }
  });
});
