import { describe, expect, it } from "vitest";
import { unknownWorker } from "#app/domain/verification/checks/unknown-worker.ts";
import { workerNotEmployed } from "#app/domain/verification/checks/worker-not-employed.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext, aWorker } from "../verification-builders.ts";

const stranger = aWorker({ workerId: "9f", workerNo: "", employments: [], qualifications: [] });

describe("R-UNKNOWN-WORKER", () => {
  it("fires when one of those who came is on no file, and names the record's own reference", () => {
    expect(unknownWorker.check(aContext({ workers: [aWorker(), stranger] }))).toEqual({ ref: "9f" });
  });

  it("is silent for workers on file, and for a visit that nobody came to", () => {
    expect(unknownWorker.check(aContext())).toBeNull();
    expect(unknownWorker.check(aContext({ workers: [] }))).toBeNull();
  });

  it("says it alone: of somebody unknown nothing is known about the employer", () => {
    expect(workerNotEmployed.check(aContext({ workers: [stranger] }))).toBeNull();
    expect(verifyVisit(aContext({ workers: [stranger] })).approvalState).toBe("in_violation");
  });
});
