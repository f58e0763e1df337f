import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { lackingSubtypes } from "#app/domain/verification/worker-fit.ts";
import { OTHER_WORKER } from "../visits/visit-builders.ts";
import { aContext, aWorker } from "./verification-builders.ts";

describe("what those who came may do", () => {
  it("names the subtype, any of the codes that would do, and the last certificate", () => {
    const expired = aWorker({
      qualifications: [{ code: "Q2", certificateNo: "C", expiresOn: plainDate("2026-10-31") }],
    });
    expect(lackingSubtypes(aContext({ subtypes: ["RN02", "RN06"], workers: [expired] }))).toEqual([
      { code: "RN02", needed: "Q2/Q3", heldBefore: true, expiredOn: "2026-10-31" },
      { code: "RN06", needed: "Q4", heldBefore: false, expiredOn: null },
    ]);
  });

  it("lets two workers complete each other", () => {
    const nurse = aWorker({
      workerId: OTHER_WORKER,
      qualifications: [{ code: "Q3", certificateNo: "N", expiresOn: null }],
    });
    expect(lackingSubtypes(aContext({ subtypes: ["RN08", "LC02"], workers: [aWorker(), nurse] }))).toEqual([]);
  });

  it("says nothing about unknown subtypes or when nobody is recorded", () => {
    expect(lackingSubtypes(aContext({ subtypes: ["XX99"] }))).toEqual([]);
    expect(lackingSubtypes(aContext({ subtypes: ["RN08"], workers: [] }))).toEqual([]);
  });
});
