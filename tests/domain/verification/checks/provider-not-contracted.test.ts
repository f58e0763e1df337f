import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { providerNotContracted } from "#app/domain/verification/checks/provider-not-contracted.ts";
import { ALWAYS, aContext } from "../verification-builders.ts";

describe("R-PROVIDER-NOT-CONTRACTED", () => {
  it("fires without a contract for the street", () => {
    expect(
      providerNotContracted.check(aContext({ contracts: [{ contractNo: "HT-1", streetIds: [4, 5], ...ALWAYS }] })),
    ).toEqual({ street: 3, date: "2026-11-03" });
  });

  it("fires the day after the contract ended", () => {
    expect(
      providerNotContracted.check(
        aContext({ contracts: [{ contractNo: "HT-1", streetIds: "all", from: null, to: plainDate("2026-11-02") }] }),
      ),
    ).toEqual({ street: 3, date: "2026-11-03" });
  });

  it("is silent on its last day in one of its streets", () => {
    expect(
      providerNotContracted.check(
        aContext({ contracts: [{ contractNo: "HT-1", streetIds: [3], from: null, to: plainDate("2026-11-03") }] }),
      ),
    ).toBeNull();
  });
});
