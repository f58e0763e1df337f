import { describe, expect, it } from "vitest";
import { noPersonProof } from "#app/domain/verification/checks/no-person-proof.ts";
import { callback, checkIn, checkOut, confirmation } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const SILENT = [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:05")];

describe("R-NO-PERSON-PROOF", () => {
  it("fires 72 hours after the end", () => {
    expect(noPersonProof.check(aContext({ events: SILENT, asOf: "2026-11-06 10:05" }))).toEqual({
      person_proof_deadline_hours: 72,
    });
  });

  it("waits until then", () => {
    expect(noPersonProof.check(aContext({ events: SILENT, asOf: "2026-11-06 10:04" }))).toBeNull();
  });

  it("is silent with a PIN", () => {
    expect(noPersonProof.check(aContext())).toBeNull();
  });

  it("is silent with a positive call-back", () => {
    expect(noPersonProof.check(aContext({ events: SILENT, more: [callback(true)] }))).toBeNull();
  });

  it("does not take a tap on the care worker's own phone", () => {
    expect(
      noPersonProof.check(aContext({ events: SILENT, more: [confirmation("elder_confirm", "worker_phone")] })),
    ).toEqual({ person_proof_deadline_hours: 72 });
  });
});
