import { describe, expect, it } from "vitest";
import { sharedDevice } from "#app/domain/verification/checks/shared-device.ts";
import { aContext, aPolicy } from "../verification-builders.ts";

const sharer = (minutesApart: number, workerNo = "W002") => ({ workerNo, minutesApart });

describe("R-SHARED-DEVICE", () => {
  it("fires at exactly one day between the two check-ins", () =>
    expect(sharedDevice.check(aContext({ phoneSharers: [sharer(24 * 60)] }))).toEqual({ workers: "W002" }));

  it("is silent a minute later", () =>
    expect(sharedDevice.check(aContext({ phoneSharers: [sharer(24 * 60 + 1)] }))).toBeNull());

  it("reaches as far as the policy says", () => {
    const policy = aPolicy({ shared_device_days: 2 });
    expect(sharedDevice.check(aContext({ policy, phoneSharers: [sharer(48 * 60), sharer(5, "W009")] }))).toEqual({
      workers: "W002,W009",
    });
  });

  it("is silent where the phone has one user", () => expect(sharedDevice.check(aContext())).toBeNull());
});
