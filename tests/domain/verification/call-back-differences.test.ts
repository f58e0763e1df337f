import { describe, expect, it } from "vitest";
import { callBackDifferences } from "#app/domain/verification/call-back-differences.ts";
import { said } from "../visits/visit-builders.ts";

const recorded = { subtypesDone: ["LC04", "ZJ01"], visitsInMonth: 4 };
const terms = { visit_min_minutes: 60, callback_frequency_gap: 1 };
const found = (more: Parameters<typeof said>[0]) => callBackDifferences(said(more), recorded, terms);

describe("what was said beside what was recorded", () => {
  it("does not differ where nothing was said", () => expect(found({})).toEqual([]));
  it("is shorter below the minimum and not at it", () =>
    expect([found({ minutes: 59 }), found({ minutes: 60 })]).toEqual([["shorter"], []]));
  it("is fewer visits beyond the gap", () =>
    expect([found({ visitsAMonth: 2 }), found({ visitsAMonth: 3 }), found({ visitsAMonth: 9 })]).toEqual([
      ["fewer_visits"],
      [],
      [],
    ]));
  it("is another service when none of the recorded ones was named", () =>
    expect([found({ services: ["XX01"] }), found({ namedOther: true }), found({ services: ["ZJ01", "XX01"] })]).toEqual(
      [["other_service"], ["other_service"], []],
    ));
  it("is no badge when they said so", () =>
    expect([found({ badge: false }), found({ badge: true })]).toEqual([["no_badge"], []]));
});
