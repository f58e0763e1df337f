import { describe, expect, it } from "vitest";
import { assertWitnessed, type WitnessedConsent } from "#app/domain/family/witnessed-consent.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const today = plainDate("2026-11-15");
const consent: WitnessedConsent = {
  consentedBy: "elder",
  consentHow: "spoken",
  witnessName: "孙大姐",
  name: "王小明",
  relation: "son",
  phone: "13800010001",
  scopes: ["schedule"],
  toOn: plainDate("2027-11-15"),
};
const refusalOf = (changes: Partial<WitnessedConsent>) => {
  try {
    assertWitnessed({ ...consent, ...changes }, "周护理员", today);
    return null;
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe("a consent before a witness", () => {
  it("stands for a year at most, from tomorrow on", () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ toOn: plainDate("2026-11-16") })).toBeNull();
    expect(refusalOf({ toOn: today })).toBe("family-days-wrong");
    expect(refusalOf({ toOn: plainDate("2027-11-16") })).toBe("family-days-wrong");
  });
  it("names at least one thing that is agreed to", () => {
    expect(refusalOf({ scopes: [] })).toBe("family-no-scope");
  });
  it("is a guardian's with a guardian's paper, and nobody else's", () => {
    expect(refusalOf({ consentedBy: "guardian", consentHow: "guardian_paper" })).toBeNull();
    expect(refusalOf({ consentedBy: "guardian", consentHow: "signed" })).toBe("family-guardian-paper");
    expect(refusalOf({ consentHow: "guardian_paper" })).toBe("family-guardian-paper");
  });
  it("has a witness who is neither the recorder nor the one who is linked, however the name is spaced", () => {
    expect(refusalOf({ witnessName: "周 护理员" })).toBe("family-witness-is-party");
    expect(refusalOf({ witnessName: "王小明 " })).toBe("family-witness-is-party");
  });
});
