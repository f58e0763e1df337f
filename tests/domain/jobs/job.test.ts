import { describe, expect, it } from "vitest";
import { isCancellable, isJobKind, JOB_KINDS, retryAfterSeconds } from "#app/domain/jobs/job.ts";

describe("waiting before the next try", () => {
  it("doubles with each try and stops growing at ten minutes", () => {
    expect([1, 2, 3, 4].map((attempt) => retryAfterSeconds(attempt, 0))).toEqual([5, 10, 20, 40]);
    expect(retryAfterSeconds(50, 0)).toBe(600);
  });
  it("spreads by at most a twentieth", () => {
    expect(retryAfterSeconds(50, 0.999)).toBe(630);
  });
});

describe("the kinds of work", () => {
  it("are a closed list", () => {
    expect(isJobKind("plan-month")).toBe(true);
    expect(isJobKind("toString")).toBe(false);
  });
  it("can be called off only where nothing is stored before the end", () => {
    expect(JOB_KINDS.filter(isCancellable)).toEqual(["plan-month"]);
  });
});
