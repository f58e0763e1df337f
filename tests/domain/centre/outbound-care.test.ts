import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { careReason as reasonBy, type CareFacts, type CareRules } from "#app/domain/centre/outbound-care.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";

const rules: CareRules = { care_home_days: 7, care_missed_days: 3, care_alone_age: 80, care_greet_days: 14 };
const careReason = (facts: CareFacts, on: PlainDate) => reasonBy(facts, on, rules);
const today = plainDate("2026-11-26");
const ago = (days: number) => addDays(today, -days);
const nothing: CareFacts = { age: 70, livesAlone: false, homeSince: null, missedOn: null, spokenOn: null };

describe("the centre calls", () => {
  it("who came home from hospital some days ago and was not spoken to since", () => {
    const home = (days: number, spokenOn = nothing.spokenOn) =>
      careReason({ ...nothing, homeSince: ago(days), spokenOn }, today);
    expect(home(rules.care_home_days)).toBe("after_hospital");
    expect(home(rules.care_home_days + 1)).toBeNull();
    expect(home(3, ago(3))).toBeNull();
    expect(home(3, ago(4))).toBe("after_hospital");
  });

  it("who was not visited as planned", () => {
    const missed = (days: number) => careReason({ ...nothing, missedOn: ago(days) }, today);
    expect(missed(0)).toBe("missed_visit");
    expect(missed(rules.care_missed_days)).toBe("missed_visit");
    expect(missed(rules.care_missed_days + 1)).toBeNull();
  });

  it("who is very old and alone, once in its time", () => {
    const old = { ...nothing, age: rules.care_alone_age, livesAlone: true };
    expect(careReason(old, today)).toBe("alone_old");
    expect(careReason({ ...old, age: rules.care_alone_age - 1 }, today)).toBeNull();
    expect(careReason({ ...old, livesAlone: false }, today)).toBeNull();
    expect(careReason({ ...old, spokenOn: ago(rules.care_greet_days - 1) }, today)).toBeNull();
    expect(careReason({ ...old, spokenOn: ago(rules.care_greet_days) }, today)).toBe("alone_old");
  });

  it("nobody who was spoken to today", () => {
    const day = fc.option(fc.integer({ min: 0, max: 20 }).map(ago), { nil: null });
    fc.assert(
      fc.property(fc.nat(110), fc.boolean(), day, day, (age, livesAlone, homeSince, missedOn) => {
        expect(careReason({ age, livesAlone, homeSince, missedOn, spokenOn: today }, today)).toBeNull();
      }),
    );
  });
});
