import { describe, expect, it } from "vitest";
import { doubleFunded } from "#app/domain/verification/checks/double-funded.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { at } from "../../visits/visit-builders.ts";
import { aContext, anOtherVisit, type ContextOptions } from "../verification-builders.ts";

const charge = (from: string, to: string, fund = "护理保险") => {
  return { fund, startAt: at(`2026-11-03 ${from}`), endAt: at(`2026-11-03 ${to}`) };
};
const charged = (...charges: ReturnType<typeof charge>[]) => aContext({ elder: { charges } });
const said = (options: ContextOptions) => doubleFunded.check(aContext(options));

describe("R-DOUBLE-FUNDED", () => {
  it("fires when another fund has paid for a minute of the visit, 09:00 to 10:05", () => {
    expect(doubleFunded.check(charged(charge("08:00", "09:01")))).toEqual({ funds: "护理保险" });
    expect(doubleFunded.check(charged(charge("10:04", "11:00"), charge("09:30", "09:40", "养老券")))).toEqual({
      funds: "养老券,护理保险",
    });
  });

  it("is silent when the hours only touch, and without times", () => {
    expect(doubleFunded.check(charged(charge("08:00", "09:00"), charge("10:05", "11:05")))).toBeNull();
    expect(said({ out: null, elder: { charges: [charge("09:00", "10:00")] } })).toBeNull();
  });

  it("fires for a visit of the same time that is charged to another fund, and not to the same one", () => {
    const other = (fund: string) => anOtherVisit("2026-11-03 10:00", "2026-11-03 11:00", { fund });
    expect(said({ elderVisits: [other("voucher")] })).toEqual({ funds: "voucher" });
    expect(said({ elderVisits: [other("district_purchase")] })).toBeNull();
  });

  it("lets the visit stand: it is the line that is not paid twice", () => {
    const verdict = verifyVisit(charged(charge("09:00", "10:00")));
    expect(verdict.approvalState).toBe("verified");
    expect(verdict.findings.map(({ code, level, holds }) => [code, level, holds])).toEqual([
      ["R-DOUBLE-FUNDED", "block", false],
    ]);
  });
});
