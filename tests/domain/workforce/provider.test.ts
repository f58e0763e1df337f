import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { Contract } from "#app/domain/workforce/provider.ts";
import { contractGap, coveringContract } from "#app/domain/workforce/provider.ts";

const day = plainDate;
const aContract = (changes: Partial<Contract> = {}): Contract => ({
  contractNo: "HT-1",
  from: day("2026-03-01"),
  to: day("2026-12-31"),
  streetIds: [1, 2],
  subtypes: ["LC06", "LC09"],
  priceFen: fen(3500),
  ...changes,
});
const wanted = { on: day("2026-12-01"), streetId: 1, subtypes: ["LC06", "LC09"] };

describe("a contract", () => {
  it.each([
    ["2026-02-28", "not_in_force"],
    ["2026-03-01", null],
    ["2026-12-31", null],
    ["2027-01-01", "not_in_force"],
  ])("covers %s: %s", (on, gap) => expect(contractGap(aContract(), { ...wanted, on: day(on) })).toBe(gap));
  it("covers its streets and no others", () => {
    expect(contractGap(aContract(), { ...wanted, streetId: 2 })).toBeNull();
    expect(contractGap(aContract(), { ...wanted, streetId: 3 })).toBe("street_not_covered");
    expect(contractGap(aContract({ streetIds: "all" }), { ...wanted, streetId: 3 })).toBeNull();
  });
  it("covers a basket only as a whole", () => {
    expect(contractGap(aContract(), { ...wanted, subtypes: ["LC06"] })).toBeNull();
    expect(contractGap(aContract(), { ...wanted, subtypes: ["LC06", "RN08"] })).toBe("subtype_not_covered");
    expect(contractGap(aContract({ subtypes: "all" }), { ...wanted, subtypes: ["RN08"] })).toBeNull();
  });
  it("that began later gives the price where two cover, in whatever order they are listed", () => {
    const changed = aContract({ contractNo: "HT-2", from: day("2026-11-16"), priceFen: fen(3600) });
    for (const contracts of [
      [aContract(), changed],
      [changed, aContract()],
    ]) {
      expect(coveringContract(contracts, wanted)?.contractNo).toBe("HT-2");
      expect(coveringContract(contracts, { ...wanted, on: day("2026-11-15") })?.contractNo).toBe("HT-1");
    }
    expect(coveringContract([aContract(), changed], { ...wanted, streetId: 9 })).toBeNull();
  });
});
