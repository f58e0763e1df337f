import { describe, expect, it } from "vitest";
import { callbackDifferent } from "#app/domain/verification/checks/callback-different.ts";
import { callback, said } from "../../visits/visit-builders.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const short = callback(true, "2026-11-04 10:00", { said: said({ minutes: 30, badge: false }) });

describe("R-CALLBACK-DIFFERENT", () => {
  it("fires with everything that differs", () => {
    expect(callbackDifferent.check(aContext({ more: [short] }))).toEqual({
      detail: "shorter,no_badge",
      said_minutes: 30,
      said_visits: null,
      recorded_visits: 1,
    });
  });

  it("counts the elder's visits of the month and not of the one before", () => {
    const others = [
      anOtherVisit("2026-10-30 09:00", "2026-10-30 10:00"),
      anOtherVisit("2026-11-10 09:00", "2026-11-10 10:00"),
      anOtherVisit("2026-11-17 09:00", "2026-11-17 10:00"),
    ];
    const one = callback(true, "2026-11-24 10:00", { said: said({ visitsAMonth: 1 }) });
    expect(callbackDifferent.check(aContext({ more: [one], elderVisits: others }))).toMatchObject({
      detail: "fewer_visits",
      recorded_visits: 3,
    });
    expect(callbackDifferent.check(aContext({ more: [one], elderVisits: others.slice(0, 2) }))).toBeNull();
  });

  it("stays when a later call agrees", () => {
    const agrees = callback(true, "2026-11-05 10:00", { said: said({ minutes: 60 }) });
    expect(callbackDifferent.check(aContext({ more: [short, agrees] }))).toMatchObject({ said_minutes: 30 });
  });

  it("is silent when the visit was denied, which another rule says, and when nothing differs", () => {
    const denied = callback(false, "2026-11-04 10:00", { said: said({ minutes: 30 }) });
    expect(callbackDifferent.check(aContext({ more: [denied] }))).toBeNull();
    expect(callbackDifferent.check(aContext({ more: [callback(true)] }))).toBeNull();
  });
});
