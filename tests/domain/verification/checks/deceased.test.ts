import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { deceased } from "#app/domain/verification/checks/deceased.ts";
import { at } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-DECEASED", () => {
  it("fires on a later date", () => {
    expect(deceased.check(aContext({ elder: { death: { on: plainDate("2026-11-02"), at: null } } }))).toEqual({
      date: "2026-11-02",
    });
  });

  it("fires on the day itself when the hour is unknown", () => {
    expect(deceased.check(aContext({ elder: { death: { on: plainDate("2026-11-03"), at: null } } }))).toEqual({
      date: "2026-11-03",
    });
  });

  it("fires when the visit starts at the hour of death or later", () => {
    expect(
      deceased.check(aContext({ elder: { death: { on: plainDate("2026-11-03"), at: at("2026-11-03 09:00") } } })),
    ).toEqual({ date: "2026-11-03" });
  });

  it("is silent when death came after the start", () => {
    expect(
      deceased.check(aContext({ elder: { death: { on: plainDate("2026-11-03"), at: at("2026-11-03 09:01") } } })),
    ).toBeNull();
  });

  it("is silent on an earlier date", () => {
    expect(deceased.check(aContext({ elder: { death: { on: plainDate("2026-11-04"), at: null } } }))).toBeNull();
  });
});
