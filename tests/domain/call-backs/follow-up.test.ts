import { describe, expect, it } from "vitest";
import {
  FOLLOW_UP_KINDS,
  FOLLOW_UP_OUTCOMES,
  followUpAfter,
  followUpDueOn,
  followUpsOf,
  type FollowUpStanding,
} from "#app/domain/call-backs/follow-up.ts";
import { readAnswers, type GivenAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";

function kinds(given: GivenAnswers, differs = false) {
  const { answers } = readAnswers(given);
  return answers === null ? null : followUpsOf(answers, differs);
}
const served = { person: "self", served: "yes", overall: "satisfied" };

describe("what a call leaves to be done", () => {
  it.each([
    [{ person: "family", served: "no", notServed: "deceased" }, ["deceased", "denied"]],
    [{ person: "self", served: "no", notServed: "not_served" }, ["denied"]],
    [{ person: "family", served: "no", notServed: "moved" }, ["denied", "moved"]],
    [{ ...served, overall: "dissatisfied", overallConfirmed: "on" }, ["dissatisfied"]],
    [{ ...served, overall: "dissatisfied" }, []],
    [{ ...served, overall: "dissatisfied", overallConfirmed: "on", complaint: "on" }, ["complaint"]],
    [{ person: "self", served: "unclear" }, []],
    [served, []],
  ] as [GivenAnswers, string[]][])("%o leaves %o", (given, expected) => expect(kinds(given)).toEqual(expected));
  it("is to look why the answers differ from the record", () => expect(kinds(served, true)).toEqual(["different"]));
  it("is due in working days, a death the next one", () => {
    const calendar = new WorkCalendar([]);
    const friday = plainDate("2026-11-27");
    expect(followUpDueOn("deceased", friday, calendar)).toBe("2026-11-30");
    expect(followUpDueOn("denied", friday, calendar)).toBe("2026-12-04");
  });
});

const standing = (kind: FollowUpStanding["kind"], more: Partial<FollowUpStanding> = {}): FollowUpStanding => ({
  kind,
  state: "open",
  openedBy: "user:operator",
  proposedBy: null,
  ...more,
});
const step = (outcome: string, by: string, isDistrict = true, note = "查过") => ({ outcome, by, isDistrict, note });
const code = (value: string) => expect.objectContaining({ code: value }) as Error;

describe("the end of a follow-up", () => {
  it("is one of its kind's outcomes and says why", () => {
    for (const kind of FOLLOW_UP_KINDS)
      for (const outcome of FOLLOW_UP_OUTCOMES[kind])
        expect(followUpAfter(standing(kind), step(outcome, "user:clerk"))).toBe(
          outcome === "visit-stands" ? "proposed" : "closed",
        );
    expect(() => followUpAfter(standing("contact"), step("settled", "user:clerk"))).toThrow(
      code("follow-up-outcome-unknown"),
    );
    expect(() => followUpAfter(standing("contact"), step("no-contact", "user:clerk", true, " "))).toThrow(
      code("follow-up-needs-note"),
    );
  });
  it("is said once", () =>
    expect(() => followUpAfter(standing("contact", { state: "closed" }), step("no-contact", "user:clerk"))).toThrow(
      code("follow-up-closed"),
    ));
  it("is a death only when the district says so, and never by who reported it", () => {
    const death = standing("deceased");
    expect(() => followUpAfter(death, step("death-confirmed", "user:street", false))).toThrow(
      code("follow-up-needs-district"),
    );
    expect(() => followUpAfter(death, step("death-confirmed", "user:operator"))).toThrow(
      code("follow-up-needs-other-person"),
    );
    expect(followUpAfter(death, step("alive", "user:street", false))).toBe("closed");
  });
  it("lets a denied visit stand only when two persons of the district say so", () => {
    const denied = standing("denied");
    expect(() => followUpAfter(denied, step("visit-stands", "user:street", false))).toThrow(
      code("follow-up-needs-district"),
    );
    const proposed = standing("denied", { state: "proposed", proposedBy: "user:clerk" });
    expect(() => followUpAfter(proposed, step("visit-stands", "user:clerk"))).toThrow(
      code("follow-up-needs-other-person"),
    );
    expect(followUpAfter(proposed, step("visit-stands", "user:lead"))).toBe("closed");
    expect(followUpAfter(proposed, step("visit-denied", "user:clerk"))).toBe("closed");
  });
});
