import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { workerNotEmployed } from "#app/domain/verification/checks/worker-not-employed.ts";
import { ALWAYS, aContext, aWorker } from "../verification-builders.ts";

describe("R-WORKER-NOT-EMPLOYED", () => {
  it("fires for the employment of another provider", () => {
    expect(
      workerNotEmployed.check(
        aContext({ workers: [aWorker({ employments: [{ providerId: "provider-2", ...ALWAYS }] })] }),
      ),
    ).toEqual({ worker: "W001", date: "2026-11-03" });
  });

  it("fires the day after the employment ended", () => {
    expect(
      workerNotEmployed.check(
        aContext({
          workers: [aWorker({ employments: [{ providerId: "provider-1", from: null, to: plainDate("2026-11-02") }] })],
        }),
      ),
    ).toEqual({ worker: "W001", date: "2026-11-03" });
  });

  it("is silent on its last day", () => {
    expect(
      workerNotEmployed.check(
        aContext({
          workers: [aWorker({ employments: [{ providerId: "provider-1", from: null, to: plainDate("2026-11-03") }] })],
        }),
      ),
    ).toBeNull();
  });
});
