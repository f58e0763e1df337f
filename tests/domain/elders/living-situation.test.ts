import { describe, expect, it } from "vitest";
import { livingRisk } from "#app/domain/elders/living-situation.ts";

describe("with whom an elder lives", () => {
  it.each(["alone", "empty_nest"])("is a risk to be flagged: %s", (situation) => {
    expect(livingRisk(situation)).toBe(situation);
  });
  it.each(["with_family", null])("is no risk: %s", (situation) => {
    expect(livingRisk(situation)).toBeNull();
  });
});
