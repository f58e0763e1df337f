import { describe, expect, it } from "vitest";
import { dueAfter, owedByBody, owedIn } from "#app/domain/family-beds/due-work.ts";
import { BED_STATES, BED_STEP_RULES } from "#app/domain/family-beds/lifecycle.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { WORK_CALENDAR } from "#db/seed/reference-data.ts";

const policy = SAMPLE_POLICY.parameters;
const calendar = new WorkCalendar(WORK_CALENDAR);
const due = (state: Parameters<typeof dueAfter>[0], since: string, until?: string) =>
  dueAfter(state, plainDate(since), policy, { calendar, until: until === undefined ? null : plainDate(until) });

describe("what a bed waits for", () => {
  it("is a step that the state allows, taken by a party of that step", () => {
    for (const state of BED_STATES) {
      const owed = owedIn(state);
      if (owed === null) continue;
      expect(BED_STEP_RULES[owed.step].from).toContain(state);
      expect(BED_STEP_RULES[owed.step].parties).toContain(owed.party);
    }
    expect(BED_STATES.filter((state) => owedIn(state) === null)).toEqual(["active", "closed", "rejected", "withdrawn"]);
  });

  it("counts working days over the holidays of October", () => {
    // 30 September is a Wednesday; 1 to 7 October are off, 10 October is worked.
    expect(due("applied", "2026-09-30")).toBe("2026-10-13");
  });

  it("counts a publicity from its own end, and a suspension in months", () => {
    expect(due("in_publicity", "2026-11-02", "2026-11-09")).toBe("2026-11-11");
    expect(due("suspended", "2026-11-05")).toBe("2027-02-05");
  });

  it("looks at a suspension again on the day it was expected to end, never later than the policy lets it last", () => {
    expect(due("suspended", "2026-11-05", "2026-11-20")).toBe("2026-11-20");
    expect(due("suspended", "2026-11-05", "2027-02-04")).toBe("2027-02-04");
    expect(due("suspended", "2026-11-05", "2027-02-06")).toBe("2027-02-05");
  });

  it("owes nothing by a day on the waiting list or in service", () => {
    expect([due("waiting", "2026-11-02"), due("active", "2026-11-02"), due("rejected", "2026-11-02")]).toEqual([
      ...[null, null, null],
    ]);
  });
});

it("an organisation's task is the step that its party owes, and an office's step is nobody's task", () => {
  const tasks = BED_STATES.flatMap((state) => {
    const task = owedByBody(state);
    return task === null ? [] : [[state, task.role, task.step]];
  });
  expect(tasks).toEqual([
    ["street_reviewed", "assessment", "assess"],
    ["publicised", "survey", "survey"],
    ["surveyed", "survey", "plan"],
    ["contracted", "works", "start_works"],
    ["building", "works", "report_works"],
    ["in_acceptance", "acceptance", "accept"],
    ["accepted", "provider", "start_service"],
  ]);
});
