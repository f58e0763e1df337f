import { describe, expect, it } from "vitest";
import { twoWorkers } from "#app/domain/verification/checks/two-workers.ts";
import { OTHER_WORKER } from "../../visits/visit-builders.ts";
import { aContext, aWorker } from "../verification-builders.ts";

describe("R-TWO-WORKERS", () => {
  it("fires when one worker bathed an elder of grade 3", () => {
    expect(twoWorkers.check(aContext({ subtypes: ["LC02"], elder: { grade: 3 } }))).toEqual({
      service: "LC02",
      grade: 3,
    });
  });

  it("is silent for grade 2", () => {
    expect(twoWorkers.check(aContext({ subtypes: ["LC02"], elder: { grade: 2 } }))).toBeNull();
  });

  it("is silent when two came", () => {
    expect(
      twoWorkers.check(
        aContext({
          subtypes: ["LC02"],
          elder: { grade: 3 },
          workers: [aWorker(), aWorker({ workerId: OTHER_WORKER, workerNo: "W002" })],
        }),
      ),
    ).toBeNull();
  });
});
