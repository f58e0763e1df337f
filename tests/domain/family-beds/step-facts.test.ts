import { describe, expect, it } from "vitest";
import { readStepFacts } from "#app/domain/family-beds/step-facts.ts";
import { isRefusal } from "#app/domain/refusal.ts";

const field = (work: () => unknown) => {
  try {
    work();
  } catch (thrown) {
    if (isRefusal(thrown, "bed-step-incomplete")) return thrown.facts["field"];
    throw thrown;
  }
  return null;
};

describe("what a step carries", () => {
  it("is taken when it is whole", () => {
    expect(readStepFacts("assess", { grade: 3, assessors: ["甲", "乙"] })).toEqual({
      grade: 3,
      assessors: ["甲", "乙"],
    });
    expect(readStepFacts("suspend", { reason: "hospital", until: "2026-12-09" }).reason).toBe("hospital");
  });

  it.each([
    ["one assessor", "assess", { grade: 3, assessors: ["甲"] }, "assessors"],
    ["a grade that does not exist", "assess", { grade: 5, assessors: ["甲", "乙"] }, "grade"],
    ["an unknown channel", "apply", { channel: "fax", applicant: null, consent: "x" }, "channel"],
    ["no consent", "apply", { channel: "kiosk", applicant: null, consent: " " }, "consent"],
    ["a day that is none", "publish", { until: "2026-02-30" }, "until"],
    ["works without a device", "report_works", { items: [], devices: [] }, "items"],
    ["an acceptance without items", "accept", { items: [], devices: [{ serial: "1", online: true }] }, "items"],
    ["an item that is not on the list", "rework", { items: [{ itemNo: 31, demand: "x" }] }, "items.0.itemNo"],
    ["a field of nobody", "queue", { grade: 3 }, ""],
  ] as const)("refuses %s", (_, kind, given, expected) => {
    expect(field(() => readStepFacts(kind, given))).toBe(expected);
  });
});
