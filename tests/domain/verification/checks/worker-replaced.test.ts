import { describe, expect, it } from "vitest";
import { workerReplaced } from "#app/domain/verification/checks/worker-replaced.ts";
import { OTHER_WORKER } from "../../visits/visit-builders.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-WORKER-REPLACED", () => {
  it("fires when another worker came", () => {
    expect(workerReplaced.check(aContext({ planned: aPlan({ workerIds: [OTHER_WORKER] }) }))).toEqual({
      worker: "W001",
    });
  });

  it("is silent when the assigned worker came", () => {
    expect(workerReplaced.check(aContext())).toBeNull();
  });

  it("is silent when nobody had been assigned", () => {
    expect(workerReplaced.check(aContext({ planned: aPlan({ workerIds: [] }) }))).toBeNull();
  });
});
