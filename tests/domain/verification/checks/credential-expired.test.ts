import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { credentialExpired } from "#app/domain/verification/checks/credential-expired.ts";
import { aContext, aWorker } from "../verification-builders.ts";

describe("R-CREDENTIAL-EXPIRED", () => {
  it("fires the day after the last valid day", () => {
    expect(
      credentialExpired.check(
        aContext({
          workers: [
            aWorker({ qualifications: [{ code: "Q1", certificateNo: "C", expiresOn: plainDate("2026-11-02") }] }),
          ],
        }),
      ),
    ).toEqual({ date: "2026-11-02", q: "Q0" });
  });

  it("is silent on the last valid day", () => {
    expect(
      credentialExpired.check(
        aContext({
          workers: [
            aWorker({ qualifications: [{ code: "Q1", certificateNo: "C", expiresOn: plainDate("2026-11-03") }] }),
          ],
        }),
      ),
    ).toBeNull();
  });

  it("is silent when a renewal is on file", () => {
    expect(
      credentialExpired.check(
        aContext({
          workers: [
            aWorker({
              qualifications: [
                { code: "Q1", certificateNo: "C", expiresOn: plainDate("2026-11-02") },
                { code: "Q1", certificateNo: "D", expiresOn: null },
              ],
            }),
          ],
        }),
      ),
    ).toBeNull();
  });

  it("leaves a certificate that never existed to R-UNQUALIFIED", () => {
    expect(credentialExpired.check(aContext({ subtypes: ["RN05"] }))).toBeNull();
  });
});
