import { describe, expect, it } from "vitest";
import { noPlaceProof } from "#app/domain/verification/checks/no-place-proof.ts";
import { anEvent, checkIn, checkOut, confirmation, noFix } from "../../visits/visit-builders.ts";
import { aContext, aPolicy } from "../verification-builders.ts";

describe("R-NO-PLACE-PROOF", () => {
  it("fires when nothing proves the place", () => {
    expect(
      noPlaceProof.check(
        aContext({ events: [checkIn("2026-11-03 09:00", noFix), checkOut("2026-11-03 10:05", noFix)] }),
      ),
    ).toEqual({ proofs_required: 2 });
  });

  it("is silent with one position inside the fence", () => {
    expect(
      noPlaceProof.check(aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:05", noFix)] })),
    ).toBeNull();
  });

  it("is silent with the door code of the home", () => {
    expect(
      noPlaceProof.check(
        aContext({
          events: [checkIn("2026-11-03 09:00", noFix), checkOut("2026-11-03 10:05", noFix)],
          more: [anEvent({ kind: "door_code", codeHash: "home-code" }, "2026-11-03 09:02")],
        }),
      ),
    ).toBeNull();
  });

  it("does not take the code of another home", () => {
    expect(
      noPlaceProof.check(
        aContext({
          events: [checkIn("2026-11-03 09:00", noFix), checkOut("2026-11-03 10:05", noFix)],
          more: [anEvent({ kind: "door_code", codeHash: "next-door" }, "2026-11-03 09:02")],
        }),
      ),
    ).toEqual({ proofs_required: 2 });
  });

  it("asks for nothing more where the policy needs one class and the person is proven", () => {
    expect(
      noPlaceProof.check(
        aContext({
          policy: aPolicy({ proofs_required: 1 }),
          events: [
            checkIn("2026-11-03 09:00", noFix),
            checkOut("2026-11-03 10:05", noFix),
            confirmation("kiosk_confirm", "kiosk"),
          ],
        }),
      ),
    ).toBeNull();
  });
});
