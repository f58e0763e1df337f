import { describe, expect, it } from "vitest";
import { lateUpload } from "#app/domain/verification/checks/late-upload.ts";
import { aFix, at, checkIn } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-LATE-UPLOAD", () => {
  it("fires when an event arrives more than 24 hours after its capture", () => {
    expect(
      lateUpload.check(
        aContext({ events: [checkIn("2026-11-03 09:00", aFix(), { receivedAt: at("2026-11-04 09:01") })] }),
      ),
    ).toEqual({ hours: 24 });
  });

  it("is silent at 24 hours", () => {
    expect(
      lateUpload.check(
        aContext({ events: [checkIn("2026-11-03 09:00", aFix(), { receivedAt: at("2026-11-04 09:00") })] }),
      ),
    ).toBeNull();
  });
});
