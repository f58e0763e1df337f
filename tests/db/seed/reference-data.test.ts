import { describe, expect, it } from "vitest";
import { basketNeeds } from "#app/domain/catalogue/service-basket.ts";
import { weekdayOf } from "#app/domain/time/plain-date.ts";
import { SERVICE_CATALOGUE, STREETS, WORK_CALENDAR } from "#db/seed/reference-data.ts";

const countBy = <Row>(rows: readonly Row[], key: (row: Row) => string) =>
  rows.reduce<Record<string, number>>((counts, row) => ({ ...counts, [key(row)]: (counts[key(row)] ?? 0) + 1 }), {});
const codesWhere = (wanted: (subtype: (typeof SERVICE_CATALOGUE)[number]) => boolean) =>
  SERVICE_CATALOGUE.filter(wanted).map((subtype) => subtype.code);

describe("the sample catalogue", () => {
  it("has 4 categories with 14, 9, 5 and 5 subtypes, each code once, none confirmed", () => {
    expect(countBy(SERVICE_CATALOGUE, (subtype) => subtype.categoryCode)).toEqual({ LC: 14, RN: 9, ER: 5, SC: 5 });
    expect(new Set(SERVICE_CATALOGUE.map((subtype) => subtype.code)).size).toBe(33);
    expect(codesWhere((subtype) => subtype.confirmed)).toEqual([]);
    expect(codesWhere((subtype) => !subtype.code.startsWith(subtype.categoryCode))).toEqual([]);
  });
  it("funds events and the medical act outside the monthly four", () => {
    expect(codesWhere((subtype) => subtype.funding === "event")).toEqual(["ER01", "ER02", "ER03", "ER05"]);
    expect(codesWhere((subtype) => subtype.funding === "medical")).toEqual(["RN08"]);
  });
  it("asks for a nurse where an act is medical, for two workers at bathing, and exempts two long subtypes", () => {
    expect(SERVICE_CATALOGUE.find((subtype) => subtype.code === "RN08")?.qualifications).toEqual(["Q3"]);
    expect(codesWhere((subtype) => subtype.twoWorkersFromGrade === 3)).toEqual(["LC02"]);
    expect(codesWhere((subtype) => subtype.longVisitExempt)).toEqual(["LC14", "ER03"]);
  });
  it("maps subtypes to the national six types, three events to none", () => {
    expect(codesWhere((subtype) => subtype.nationalType === null)).toEqual(["ER01", "ER03", "ER05"]);
    expect(codesWhere((subtype) => subtype.nationalType === "03")).toEqual(["ER02", "ER04", "SC04"]);
    expect(codesWhere((subtype) => subtype.nationalType !== null && !/^0[1-6]$/.test(subtype.nationalType))).toEqual(
      [],
    );
  });
  it("offers each subtype to grades from 1 to 4 and by known qualifications", () => {
    for (const { code, grades, qualifications } of SERVICE_CATALOGUE)
      expect([
        code,
        grades.length > 0 && grades.every((grade) => grade >= 1 && grade <= 4),
        qualifications.length > 0,
      ]).toEqual([code, true, true]);
  });
  it("makes an hour of the visit of blood pressure, haircut and nails", () => {
    const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
    expect(basketNeeds(["RN01", "LC06", "LC09"], 2, catalogue).typicalMinutes).toBe(65);
  });
});

describe("the streets", () => {
  it("are sixteen with their own names and places inside the district", () => {
    expect(STREETS).toHaveLength(16);
    expect(STREETS.map((street) => street.id)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    for (const key of ["slug", "nameZh", "nameEn"] as const)
      expect(new Set(STREETS.map((street) => street[key])).size).toBe(16);
    for (const { latitude, longitude } of STREETS) {
      expect(latitude > 31.9 && latitude < 32.2).toBe(true);
      expect(longitude > 120.7 && longitude < 121).toBe(true);
    }
  });
});

describe("the work calendar", () => {
  it("has the published days of three years, each once", () => {
    expect(countBy(WORK_CALENDAR, (day) => `${day.date.slice(0, 4)} ${day.kind}`)).toEqual({
      "2024 off": 28,
      "2024 work": 8,
      "2025 off": 28,
      "2025 work": 5,
      "2026 off": 33,
      "2026 work": 6,
    });
    expect(new Set(WORK_CALENDAR.map((day) => day.date)).size).toBe(108);
  });
  it("makes workdays only of Saturdays and Sundays", () =>
    expect(WORK_CALENDAR.filter((day) => day.kind === "work" && weekdayOf(day.date) <= 5)).toEqual([]));
});
