import { describe, expect, it } from "vitest";
import { extraEvents } from "#app/domain/verification/checks/extra-events.ts";
import { OTHER_WORKER, aFix, checkIn, checkOut } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-EXTRA-EVENTS", () => {
  it("counts a second check-in of the same phone", () => {
    expect(extraEvents.check(aContext({ more: [checkIn("2026-11-03 09:10")] }))).toEqual({ count: 1 });
  });

  it("is silent when a second worker checks in and out on another phone", () => {
    expect(
      extraEvents.check(
        aContext({
          more: [
            checkIn("2026-11-03 09:01", aFix(), { deviceId: "phone-2", workerId: OTHER_WORKER }),
            checkOut("2026-11-03 10:04", aFix(), { deviceId: "phone-2", workerId: OTHER_WORKER }),
          ],
        }),
      ),
    ).toBeNull();
  });
});
