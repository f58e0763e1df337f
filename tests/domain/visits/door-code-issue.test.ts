import { describe, expect, it } from "vitest";
import { Refusal } from "#app/domain/refusal.ts";
import { requireDoorCodeReason, voidFrom } from "#app/domain/visits/door-code-issue.ts";
import { at } from "./visit-builders.ts";

describe("the code before a new one", () => {
  const now = at("2026-11-03 15:20");

  it("counts on for the days of the overlap when the paper is worn, to the end of the last day", () => {
    expect(voidFrom("worn", now, 14)).toBe(at("2026-11-18 00:00"));
    expect(voidFrom("worn", now, 0)).toBe(at("2026-11-04 00:00"));
  });

  it.each(["lost", "moved"] as const)("counts no more at once when it is %s", (reason) => {
    expect(voidFrom(reason, now, 14)).toBe(now);
  });

  it("is replaced only for a reason; a first code needs none", () => {
    expect(requireDoorCodeReason(false, "")).toBeNull();
    expect(requireDoorCodeReason(true, "worn")).toBe("worn");
    for (const reason of ["", "because"]) expect(() => requireDoorCodeReason(true, reason)).toThrow(Refusal);
  });
});
