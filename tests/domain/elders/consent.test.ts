import { describe, expect, it } from "vitest";
import { consentInForce } from "#app/domain/elders/consent.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const day = plainDate;
const given = day("2026-03-01");

describe("consent", () => {
  it.each([
    ["2026-02-28", false],
    ["2026-03-01", true],
    ["2036-03-01", true],
  ])("given on 1 March holds on %s: %s", (on, held) =>
    expect(consentInForce({ consentOn: given, consentWithdrawnOn: null }, day(on))).toBe(held),
  );
  it("does not hold when it was never given", () =>
    expect(consentInForce({ consentOn: null, consentWithdrawnOn: null }, given)).toBe(false));
  it("ends on the day of its withdrawal and not before", () => {
    const withdrawn = { consentOn: given, consentWithdrawnOn: day("2026-05-10") };
    expect(consentInForce(withdrawn, day("2026-05-09"))).toBe(true);
    expect(consentInForce(withdrawn, day("2026-05-10"))).toBe(false);
  });
  it("holds again when it is given after a withdrawal", () => {
    const again = { consentOn: day("2026-06-01"), consentWithdrawnOn: day("2026-05-10") };
    expect(consentInForce(again, day("2026-06-01"))).toBe(true);
  });
});
