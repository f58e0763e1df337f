import { describe, expect, it } from "vitest";
import { isStillOwed, MISSED_REASONS, missedSideOf } from "#app/domain/visits/missed-reason.ts";
import { reasonClass } from "#app/domain/visits/reasons.ts";

describe("the side of a missed visit", () => {
  it.each([
    ["RC-NO-ANSWER", "elder"],
    ["RC-ELDER-HOSPITAL", "elder"],
    ["RC-UNSAFE", "elder"],
    ["RC-WORKER-NO-SHOW", "worker"],
    ["RC-WORKER-SICK", "worker"],
    ["RC-PREVIOUS-OVERRAN", "worker"],
  ])("with %s is the %s's", (reason, side) => expect(missedSideOf(reason)).toBe(side));
  it.each(["RC-TEAM-VISIT", "holiday", ""])("is not known by %j", (reason) =>
    expect(() => missedSideOf(reason)).toThrow("missed-reason-unknown"),
  );
  it("of the elder is never counted against the provider", () => {
    for (const reason of MISSED_REASONS)
      if (missedSideOf(reason) === "elder") expect([reason, reasonClass(reason)]).toEqual([reason, "outside"]);
  });
});

describe("a missed visit", () => {
  it("is owed, unless nobody is left to visit", () => {
    for (const reason of MISSED_REASONS) expect(isStillOwed(reason)).toBe(reason !== "RC-ELDER-DIED");
  });
});
