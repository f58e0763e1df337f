import { describe, expect, it } from "vitest";
import type { BasketNeed } from "#app/domain/matching/worker-fit.ts";
import { holdsBasket, holdsGroup, someTeamHolds, wishAgainst } from "#app/domain/matching/worker-fit.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aPerson } from "./builders.ts";

const on = plainDate("2026-12-15");
const one = (...qualificationGroups: BasketNeed["qualificationGroups"]): BasketNeed => ({
  qualificationGroups,
  workersNeeded: 1,
});
const two = (...qualificationGroups: BasketNeed["qualificationGroups"]): BasketNeed => ({
  qualificationGroups,
  workersNeeded: 2,
});

describe("a worker for a basket", () => {
  it("holds every group by some code of it, with what a code includes", () => {
    expect(holdsBasket([aPerson("a", ["Q2"])], one(["Q0"], ["Q1"], ["Q2", "Q4"]), on)).toBe(true);
    expect(holdsBasket([aPerson("a", ["Q1"])], one(["Q0"], ["Q1"], ["Q2", "Q4"]), on)).toBe(false);
    expect(holdsBasket([aPerson("a", ["Q4"])], one(["Q1"]), on)).toBe(false);
    expect(holdsGroup(aPerson("a", []), [], on)).toBe(true);
  });

  it("is trained at least, even for a basket that asks for nothing", () => {
    expect(holdsBasket([aPerson("a", [])], one(), on)).toBe(false);
    expect(holdsBasket([aPerson("a", ["Q7"])], one(), on)).toBe(true);
  });

  it("holds a certificate on its last day and not after it", () => {
    const expiring = aPerson("a", [], { qualifications: [{ code: "Q1", certificateNo: "1", expiresOn: on }] });
    expect(holdsBasket([expiring], one(["Q1"]), on)).toBe(true);
    expect(holdsBasket([expiring], one(["Q1"]), plainDate("2026-12-16"))).toBe(false);
  });
});

describe("two workers for a basket", () => {
  it("share the groups between them, and both are trained", () => {
    expect(holdsBasket([aPerson("a", ["Q4"]), aPerson("b", ["Q0"])], two(["Q0"], ["Q4"]), on)).toBe(true);
    expect(holdsBasket([aPerson("a", ["Q4"]), aPerson("b", [])], two(["Q0"], ["Q4"]), on)).toBe(false);
    expect(holdsBasket([aPerson("a", ["Q1"]), aPerson("b", ["Q0"])], two(["Q4"]), on)).toBe(false);
  });

  it("are two where two are needed and one where one is", () => {
    expect(holdsBasket([aPerson("a", ["Q4"])], two(["Q4"]), on)).toBe(false);
    expect(holdsBasket([aPerson("a", ["Q4"]), aPerson("b", ["Q4"])], one(["Q4"]), on)).toBe(false);
  });

  it("are found among the staff", () => {
    const staff = [aPerson("a", ["Q0"]), aPerson("b", ["Q0"]), aPerson("c", ["Q4"])];
    expect(someTeamHolds(staff, two(["Q4"]), on)).toBe(true);
    expect(someTeamHolds(staff.slice(2), two(["Q4"]), on)).toBe(false);
    expect(someTeamHolds(staff, one(["Q4"]), on)).toBe(true);
    expect(someTeamHolds(staff.slice(0, 2), one(["Q4"]), on)).toBe(false);
  });
});

describe("the elder's wishes about persons", () => {
  it("name the refusal before the sex", () => {
    const man = aPerson("m", ["Q0"], { sex: "male" });
    expect(wishAgainst({ sexWanted: null, refusedWorkerIds: [] }, man)).toBeNull();
    expect(wishAgainst({ sexWanted: "male", refusedWorkerIds: [] }, man)).toBeNull();
    expect(wishAgainst({ sexWanted: "female", refusedWorkerIds: [] }, man)).toBe("sex_not_wanted");
    expect(wishAgainst({ sexWanted: "female", refusedWorkerIds: [man.id] }, man)).toBe("refused_by_elder");
  });
});
