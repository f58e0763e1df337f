import { describe, expect, it } from "vitest";
import type { ServiceSubtype } from "#app/domain/catalogue/service-subtype.ts";
import { basketPart, splitBasket, subtypeNeedsOf } from "#app/domain/matching/basket-parts.ts";
import type { BasketPart } from "#app/domain/matching/basket-parts.ts";
import { SUBTYPES } from "../scheduling/month-plan/district.ts";

const subtype = (code: string, changes: Partial<ServiceSubtype> = {}): [string, ServiceSubtype] => [
  code,
  {
    code,
    categoryCode: "LC",
    nameZh: code,
    nameEn: code,
    typicalMinutes: 60,
    qualifications: ["Q1"],
    grades: [1, 2, 3, 4],
    nationalType: null,
    funding: "basket",
    twoWorkersFromGrade: null,
    longVisitExempt: false,
    confirmed: false,
    qualificationCondition: null,
    ...changes,
  },
];
const catalogue = new Map([
  subtype("LC02", { twoWorkersFromGrade: 3 }),
  subtype("LC06", { typicalMinutes: 30, qualifications: ["Q0"] }),
]);

describe("the needs of subtypes", () => {
  it("are read from the catalogue at the elder's grade, code by code", () => {
    expect(subtypeNeedsOf(["LC02", "LC06"], 3, catalogue)).toEqual([
      { code: "LC02", typicalMinutes: 60, qualificationGroups: [["Q1"]], workersNeeded: 2 },
      { code: "LC06", typicalMinutes: 30, qualificationGroups: [["Q0"]], workersNeeded: 1 },
    ]);
    expect(subtypeNeedsOf(["LC02"], 2, catalogue)[0]?.workersNeeded).toBe(1);
  });

  it("refuse a code that the catalogue does not hold", () => {
    expect(() => subtypeNeedsOf(["LC99"], 1, catalogue)).toThrow("catalogue-code-unknown");
  });
});

describe("a whole basket", () => {
  it("takes the sum of its minutes, never less than the least visit", () => {
    expect(basketPart([SUBTYPES.signs, SUBTYPES.haircut, SUBTYPES.nails], 60).durationMinutes).toBe(65);
    expect(basketPart([SUBTYPES.signs], 60).durationMinutes).toBe(60);
  });

  it("asks each group once and for two workers if one subtype does", () => {
    const part = basketPart([SUBTYPES.signs, SUBTYPES.nails, SUBTYPES.bathing, SUBTYPES.cleaning], 60);
    expect(part.qualificationGroups).toEqual([["Q0"], ["Q1"]]);
    expect(part.workersNeeded).toBe(2);
    expect(part.subtypes).toEqual(["RN01", "LC09", "LC02", "LC04"]);
  });
});

describe("a split basket", () => {
  const holdsOne = (part: BasketPart) => part.qualificationGroups.length === 1;

  it("keeps subtypes with the same needs together and divides the minutes as evenly as it may", () => {
    const parts = splitBasket([SUBTYPES.signs, SUBTYPES.gait, SUBTYPES.nails], 60, holdsOne);
    expect(parts?.map(({ subtypes, durationMinutes }) => `${subtypes.join()} ${durationMinutes}`)).toEqual([
      "LC09,RN01 60",
      "RN05 60",
    ]);
    const even = splitBasket([SUBTYPES.cleaning, SUBTYPES.counsel, SUBTYPES.gait, SUBTYPES.signs], 10, () => true);
    expect(even?.map(({ durationMinutes }) => durationMinutes)).toEqual([75, 90]);
  });

  it("does not exist when a part could not be held, or when there is only one kind of need", () => {
    expect(splitBasket([SUBTYPES.gait, SUBTYPES.counsel], 60, () => false)).toBeNull();
    expect(splitBasket([SUBTYPES.signs, SUBTYPES.nails], 60, () => true)).toBeNull();
  });

  it("is the same whatever the order of the codes", () => {
    const codes = [SUBTYPES.signs, SUBTYPES.gait, SUBTYPES.counsel, SUBTYPES.cleaning];
    expect(splitBasket([...codes].reverse(), 60, () => true)).toEqual(splitBasket(codes, 60, () => true));
  });
});
