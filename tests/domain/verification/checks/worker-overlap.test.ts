import { describe, expect, it } from "vitest";
import { workerOverlap } from "#app/domain/verification/checks/worker-overlap.ts";
import { OTHER_WORKER } from "../../visits/visit-builders.ts";
import { aContext, aPolicy, anOtherVisit } from "../verification-builders.ts";

describe("R-WORKER-OVERLAP", () => {
  it("fires for one shared minute", () => {
    expect(
      workerOverlap.check(
        aContext({ workerVisits: [anOtherVisit("2026-11-03 10:04", "2026-11-03 11:10", { visitNo: "V2" })] }),
      ),
    ).toEqual({ other: "V2" });
  });

  it("is silent when one visit starts the minute another ends", () => {
    expect(
      workerOverlap.check(aContext({ workerVisits: [anOtherVisit("2026-11-03 10:05", "2026-11-03 11:10")] })),
    ).toBeNull();
  });

  it("is silent for another worker", () => {
    expect(
      workerOverlap.check(
        aContext({
          workerVisits: [anOtherVisit("2026-11-03 09:30", "2026-11-03 10:40", { workerIds: [OTHER_WORKER] })],
        }),
      ),
    ).toBeNull();
  });

  it("still fires for a declared household visit while the policy does not allow it", () => {
    expect(
      workerOverlap.check(
        aContext({
          visit: { householdGroupId: "g" },
          workerVisits: [
            anOtherVisit("2026-11-03 09:00", "2026-11-03 10:05", { visitNo: "V2", householdGroupId: "g" }),
          ],
        }),
      ),
    ).toEqual({ other: "V2" });
  });

  it("lets a declared household visit share the hour where the policy allows it", () => {
    expect(
      workerOverlap.check(
        aContext({
          policy: aPolicy({ household_group_visit: true }),
          visit: { householdGroupId: "g" },
          workerVisits: [anOtherVisit("2026-11-03 09:00", "2026-11-03 10:05", { householdGroupId: "g" })],
        }),
      ),
    ).toBeNull();
  });
});
