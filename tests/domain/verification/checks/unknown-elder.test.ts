import { describe, expect, it } from "vitest";
import { unknownElder } from "#app/domain/verification/checks/unknown-elder.ts";
import { questionRecord } from "#app/domain/verification/record-rules.ts";

describe("R-UNKNOWN-ELDER", () => {
  it("fires for a record that names somebody who is not on file, by the number that it names", () => {
    expect(unknownElder.check({ elderRef: "E9999", isElderOnFile: false })).toEqual({ ref: "E9999" });
    expect(questionRecord({ elderRef: "E9999", isElderOnFile: false })).toEqual([
      { code: "R-UNKNOWN-ELDER", level: "fix", facts: { ref: "E9999" } },
    ]);
  });

  it("is silent for an elder on file", () => {
    expect(unknownElder.check({ elderRef: "E0001", isElderOnFile: true })).toBeNull();
    expect(questionRecord({ elderRef: "E0001", isElderOnFile: true })).toEqual([]);
  });
});
