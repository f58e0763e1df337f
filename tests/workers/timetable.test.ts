import { describe, expect, it } from "vitest";
import { JOB_KINDS } from "#app/domain/jobs/job.ts";
import { instant } from "#app/domain/time/instant.ts";
import { NAMED_JOBS } from "#app/messages/jobs.ts";
import { JOB_DEFINITIONS } from "#workers/definitions.ts";
import { dueRuns } from "#workers/timetable.ts";

describe("the timetable", () => {
  it("owes nothing before two at night, and both months' verification after", () => {
    expect(dueRuns(instant("2026-11-14T17:59:00Z"))).toEqual([]);
    expect(dueRuns(instant("2026-11-14T18:00:00Z"))).toEqual([
      { kind: "verify-month", subject: "2026-10", input: { month: "2026-10" }, onceKey: "2026-11-15" },
      { kind: "verify-month", subject: "2026-11", input: { month: "2026-11" }, onceKey: "2026-11-15" },
    ]);
  });
});

describe("the kinds of work", () => {
  it("each have somebody who does them and a name for people", () => {
    expect(Object.keys(JOB_DEFINITIONS).sort()).toEqual([...JOB_KINDS].sort());
    expect([...NAMED_JOBS].sort()).toEqual([...JOB_KINDS].sort());
  });
});
