import { describe, expect, it } from "vitest";
import { JOB_KINDS } from "#app/domain/jobs/job.ts";
import { instant } from "#app/domain/time/instant.ts";
import { NAMED_JOBS } from "#app/messages/jobs.ts";
import { JOB_DEFINITIONS } from "#workers/definitions.ts";
import { dueRuns } from "#workers/timetable.ts";

describe("the timetable", () => {
  it.each(["pass-on-offers", "offer-freed-slots"])("owes %s each quarter of an hour, under one key", (kind) => {
    const keyAt = (text: string) => dueRuns(instant(text)).find((run) => run.kind === kind)?.onceKey;
    expect(keyAt("2026-11-15T02:15:00Z")).toBe(keyAt("2026-11-15T02:29:59Z"));
    expect(keyAt("2026-11-15T02:30:00Z")).not.toBe(keyAt("2026-11-15T02:29:59Z"));
  });
  it("owes no verification before two at night, and both months' after", () => {
    const verifications = (text: string) => dueRuns(instant(text)).filter((run) => run.kind === "verify-month");
    expect(verifications("2026-11-14T17:59:00Z")).toEqual([]);
    expect(verifications("2026-11-14T18:00:00Z")).toEqual([
      { kind: "verify-month", subject: "2026-10", input: { month: "2026-10" }, onceKey: "2026-11-15" },
      { kind: "verify-month", subject: "2026-11", input: { month: "2026-11" }, onceKey: "2026-11-15" },
    ]);
  });

  it("owes the comparison of yesterday's bills from half past ten, once", () => {
    const comparisons = (text: string) => dueRuns(instant(text)).filter((run) => run.kind === "reconcile-payments");
    expect(comparisons("2026-11-15T02:29:00Z")).toEqual([]);
    expect(comparisons("2026-11-15T02:30:00Z")).toEqual([
      { kind: "reconcile-payments", subject: "2026-11-14", input: { on: "2026-11-14" }, onceKey: "2026-11-15" },
    ]);
  });
});

describe("the kinds of work", () => {
  it("each have somebody who does them and a name for people", () => {
    expect(Object.keys(JOB_DEFINITIONS).sort()).toEqual([...JOB_KINDS].sort());
    expect([...NAMED_JOBS].sort()).toEqual([...JOB_KINDS].sort());
  });
});
