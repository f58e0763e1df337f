import { describe, expect, it } from "vitest";
import { dissatisfied } from "#app/domain/verification/checks/dissatisfied.ts";
import { keepsFromCounting } from "#app/domain/verification/rule-definition.ts";
import { callback, said } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const bad = callback(true, "2026-11-04 10:00", { detail: "来得晚", said: said({ dissatisfied: true }) });

describe("R-DISSATISFIED", () => {
  it("fires with what was said and what it costs when confirmed", () => {
    expect(dissatisfied.check(aContext({ more: [bad] }))).toEqual({ detail: "来得晚", deduct_dissatisfied_pct: 50 });
  });

  it("is lifted when the elder takes it back", () => {
    const back = callback(null, "2026-11-06 10:00", { said: said() });
    expect(dissatisfied.check(aContext({ more: [bad, back] }))).toBeNull();
  });

  it("is silent for everybody else, and keeps no visit from counting", () => {
    expect(dissatisfied.check(aContext({ more: [callback(true, "2026-11-04 10:00", { said: said() })] }))).toBeNull();
    expect(keepsFromCounting(dissatisfied.effect, {})).toBe(false);
  });
});
