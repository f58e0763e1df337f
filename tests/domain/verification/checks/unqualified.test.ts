import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { unqualified } from "#app/domain/verification/checks/unqualified.ts";
import { OTHER_WORKER } from "../../visits/visit-builders.ts";
import { aContext, aWorker } from "../verification-builders.ts";

describe("R-UNQUALIFIED", () => {
  it("voids the subtype and the visit that falls below the minimum without it", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["RN05", "LC06"],
          workers: [aWorker({ qualifications: [{ code: "Q1", certificateNo: "C", expiresOn: null }] })],
        }),
      ),
    ).toEqual({ service: "RN05", q: "Q4", visit_void: true });
  });

  it("voids only the subtype when the rest fills a visit", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["RN05", "LC04"],
          workers: [aWorker({ qualifications: [{ code: "Q1", certificateNo: "C", expiresOn: null }] })],
        }),
      ),
    ).toEqual({ service: "RN05", q: "Q4", visit_void: false });
  });

  it("voids a medical visit", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["RN08", "LC04"],
          visit: { kind: "medical" },
          workers: [aWorker({ qualifications: [{ code: "Q2", certificateNo: "C", expiresOn: null }] })],
        }),
      ),
    ).toEqual({ service: "RN08", q: "Q3", visit_void: true });
  });

  it("is silent when a higher certificate includes the needed one", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["LC02"],
          workers: [aWorker({ qualifications: [{ code: "Q2", certificateNo: "C", expiresOn: null }] })],
        }),
      ),
    ).toBeNull();
  });

  it("is silent when a second worker holds it", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["RN05"],
          workers: [
            aWorker({ qualifications: [{ code: "Q1", certificateNo: "C", expiresOn: null }] }),
            aWorker({ workerId: OTHER_WORKER, qualifications: [{ code: "Q4", certificateNo: "C", expiresOn: null }] }),
          ],
        }),
      ),
    ).toBeNull();
  });

  it("leaves a certificate that has expired to R-CREDENTIAL-EXPIRED", () => {
    expect(
      unqualified.check(
        aContext({
          subtypes: ["RN05"],
          workers: [
            aWorker({ qualifications: [{ code: "Q4", certificateNo: "C", expiresOn: plainDate("2026-11-02") }] }),
          ],
        }),
      ),
    ).toBeNull();
  });
});
