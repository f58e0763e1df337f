import { describe, expect, it } from "vitest";
import { ageOn, birthdayOfAge } from "#app/domain/elders/age.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const day = plainDate;

describe("age in full years", () => {
  it.each([
    ["1966-12-01", "2026-11-30", 59],
    ["1966-12-01", "2026-12-01", 60],
    ["1966-12-01", "2027-11-30", 60],
    ["1940-02-29", "2026-02-28", 85],
    ["1940-02-29", "2026-03-01", 86],
    ["1940-02-29", "2028-02-28", 87],
    ["1940-02-29", "2028-02-29", 88],
    ["2026-06-30", "2026-06-30", 0],
    ["2026-07-01", "2026-06-30", -1],
  ])("of someone born %s on %s is %s", (birth, on, age) => expect(ageOn(day(birth), day(on))).toBe(age));
  it("reaches 60 on 29 February for someone born on one", () =>
    expect(birthdayOfAge(day("1968-02-29"), 60)).toBe("2028-02-29"));
  it("reaches other years on 1 March for someone born on 29 February, 1900 and 2100 included", () => {
    expect(birthdayOfAge(day("1968-02-29"), 61)).toBe("2029-03-01");
    expect(birthdayOfAge(day("2040-02-29"), 60)).toBe("2100-03-01");
  });
});
