import { describe, expect, it } from "vitest";
import {
  contractFor,
  contractIsInForce,
  contractIsWholeMonth,
  coversStreet,
  coversSubtypes,
  elderAccepts,
  EXCLUSION_REASONS,
  providerIsActive,
  staffCanServe,
} from "#app/domain/matching/hard-constraints.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { SUBTYPES } from "../scheduling/month-plan/district.ts";
import { aContract, aPerson, aPersonInNeed, aPlace, providerId, street } from "./builders.ts";

const december = plainMonth("2026-12");
const at = { month: december, visitMinMinutes: 60 };

describe("a provider", () => {
  it("serves while active, and neither suspended nor ended", () => {
    const states = (["active", "suspended", "ended"] as const).map((state) => providerIsActive(aPlace("A", { state })));
    expect(states).toEqual([true, false, false]);
  });

  it("does not serve an elder who refuses it", () => {
    expect(elderAccepts(aPersonInNeed("1"), aPlace("A"))).toBe(true);
    expect(elderAccepts(aPersonInNeed("1", { refusedProviderIds: [providerId("A")] }), aPlace("A"))).toBe(false);
  });
});

describe("a contract", () => {
  const between = (from: string, to: string) => aContract("1", { from: plainDate(from), to: plainDate(to) });

  it("is in force when one day of the month lies in it, its ends included", () => {
    expect(contractIsInForce(between("2026-01-01", "2026-12-01"), december)).toBe(true);
    expect(contractIsInForce(between("2026-01-01", "2026-11-30"), december)).toBe(false);
    expect(contractIsInForce(between("2026-12-31", "2027-12-31"), december)).toBe(true);
    expect(contractIsInForce(between("2027-01-01", "2027-12-31"), december)).toBe(false);
  });

  it("covers the whole month from its first to its last day", () => {
    expect(contractIsWholeMonth(between("2026-12-01", "2026-12-31"), december)).toBe(true);
    expect(contractIsWholeMonth(between("2026-12-02", "2026-12-31"), december)).toBe(false);
    expect(contractIsWholeMonth(between("2026-12-01", "2026-12-30"), december)).toBe(false);
  });

  it("covers the streets and the subtypes it names, or all", () => {
    const narrow = { coversAllStreets: false, streetIds: [street(1)], coversAllSubtypes: false, subtypes: ["LC04"] };
    expect(coversStreet(aContract("1", narrow), aPersonInNeed("1", { streetId: street(1) }))).toBe(true);
    expect(coversStreet(aContract("1", narrow), aPersonInNeed("1", { streetId: street(2) }))).toBe(false);
    expect(coversStreet(aContract("1"), aPersonInNeed("1", { streetId: street(2) }))).toBe(true);
    expect(coversSubtypes(aContract("1", narrow), aPersonInNeed("1", { subtypes: [SUBTYPES.cleaning] }))).toBe(true);
    const both = aPersonInNeed("1", { subtypes: [SUBTYPES.cleaning, SUBTYPES.signs] });
    expect(coversSubtypes(aContract("1", narrow), both)).toBe(false);
    expect(coversSubtypes(aContract("1"), both)).toBe(true);
  });
});

describe("the staff of a provider", () => {
  it("is not asked about when nobody knows it, and serves nothing when it is empty", () => {
    expect(staffCanServe(aPlace("A", { staff: null }), aPersonInNeed("1"), at)).toBe(true);
    expect(staffCanServe(aPlace("A", { staff: [] }), aPersonInNeed("1"), at)).toBe(false);
  });

  it("is judged by the elder's wishes about persons too", () => {
    const place = aPlace("A", { staff: [aPerson("m", ["Q0"], { sex: "male" })] });
    expect(staffCanServe(place, aPersonInNeed("1", { sexWanted: "male" }), at)).toBe(true);
    expect(staffCanServe(place, aPersonInNeed("1", { sexWanted: "female" }), at)).toBe(false);
  });

  it("may split a basket over visits only where there are two visits", () => {
    const place = aPlace("A", { staff: [aPerson("a", ["Q4"]), aPerson("b", ["Q5"])] });
    const subtypes = [SUBTYPES.gait, SUBTYPES.counsel];
    expect(staffCanServe(place, aPersonInNeed("1", { subtypes, visitsWanted: 2 }), at)).toBe(true);
    expect(staffCanServe(place, aPersonInNeed("1", { subtypes, visitsWanted: 1 }), at)).toBe(false);
  });
});

describe("the list of reasons", () => {
  it("names everything against a provider at once", () => {
    const place = aPlace("A", { state: "suspended", contracts: [], staff: [] });
    const elder = aPersonInNeed("1", { refusedProviderIds: [providerId("A")] });
    const { reasons } = contractFor(elder, place, at);
    expect(reasons).toEqual(["provider_not_active", "refused_by_elder", "contract_not_in_force", "no_qualified_staff"]);
    expect(reasons.every((reason) => EXCLUSION_REASONS.includes(reason))).toBe(true);
  });

  it("names the street before the subtypes, contract by contract", () => {
    const elsewhere = aContract("1", { coversAllStreets: false, streetIds: [street(9)] });
    const other = aContract("2", { coversAllSubtypes: false, subtypes: ["SC01"] });
    const elder = aPersonInNeed("1");
    expect(contractFor(elder, aPlace("A", { contracts: [elsewhere] }), at).reasons).toEqual(["street_not_covered"]);
    expect(contractFor(elder, aPlace("A", { contracts: [elsewhere, other] }), at).reasons).toEqual([
      "subtypes_not_covered",
    ]);
    expect(contractFor(elder, aPlace("A", { contracts: [elsewhere, other, aContract("3")] }), at).contract?.key).toBe(
      "C3",
    );
  });
});
