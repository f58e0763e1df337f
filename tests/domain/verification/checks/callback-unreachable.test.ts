import { describe, expect, it } from "vitest";
import { callbackUnreachable } from "#app/domain/verification/checks/callback-unreachable.ts";
import { callback } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const lost = (rounds: number, when = "2026-11-05 10:00") =>
  callback(null, when, { unreached: { attempts: 3 * rounds, rounds, result: "no_answer" } });
const check = (...more: ReturnType<typeof lost>[]) => callbackUnreachable.check(aContext({ more }));

describe("R-CALLBACK-UNREACHABLE", () => {
  it("fires after as many rounds as the policy asks for", () => {
    expect(check(lost(2))).toEqual({ attempts: 6, rounds: 2, result: "no_answer" });
    expect(check(lost(1))).toBeNull();
  });

  it("is lifted by whoever is reached later", () => {
    expect(check(lost(2), callback(true, "2026-11-06 10:00"))).toBeNull();
  });
});
