import { describe, expect, it } from "vitest";
import { eventGap } from "#app/domain/verification/checks/event-gap.ts";
import { aContext } from "../verification-builders.ts";

describe("R-EVENT-GAP", () => {
  it("names the numbers that are missing before events of the visit", () => {
    const chainBreaks = [{ kind: "gap", fromSeq: 4, toSeq: 6 } as const, { kind: "broken", atSeq: 9 } as const];
    expect(eventGap.check({ ...aContext(), chainBreaks })).toEqual({ missing: "4-6, 9" });
  });

  it("is silent when each event follows the one before it", () => {
    expect(eventGap.check(aContext())).toBeNull();
  });
});
