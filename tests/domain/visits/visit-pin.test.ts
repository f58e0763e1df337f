import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VISIT_PIN_FAULTS, visitPinFault } from "#app/domain/visits/visit-pin.ts";
import { hasRefusalWords } from "#app/messages/refusals.ts";

const elder = { idNumber: "320613194802140024", birthOn: "1948-02-14", phone: "13912345678" };
const fault = (digits: string, changes: Partial<typeof elder> | { phone: null } = {}) =>
  visitPinFault(digits, { ...elder, ...changes });

describe("the digits an elder types on the care worker's phone", () => {
  it("are six, no more and no fewer, and nothing else", () => {
    expect(fault("135790")).toBeNull();
    for (const digits of ["", "13579", "1357902", "13579a", "１３５７９０", "135790\n"])
      expect(fault(digits)).toBe("pin-not-six-digits");
  });
  it("are not all equal, though five may be", () => {
    for (const digit of "0123456789") expect(fault(digit.repeat(6))).toBe("pin-all-equal");
    expect(fault("111112")).toBeNull();
  });
  it("do not count up or down, though they may nearly", () => {
    for (const digits of ["123456", "654321", "012345", "987654", "456789"])
      expect(fault(digits)).toBe("pin-in-sequence");
    expect(fault("123457")).toBeNull();
    expect(fault("890123")).toBeNull();
  });
  it("are not the last six of the identity number, of the birth date or of the telephone", () => {
    expect(fault("140024")).toBe("pin-from-id-number");
    expect(fault("480214")).toBe("pin-from-birth-date");
    expect(fault("345678", { phone: "13900345678" })).toBe("pin-in-sequence");
    expect(fault("302817", { phone: "13912302817" })).toBe("pin-from-phone");
    for (const digits of ["140025", "480215", "302818"]) expect(fault(digits, { phone: "13912302817" })).toBeNull();
  });
  it("are not the six digits before a check character that cannot be typed", () => {
    expect(fault("214002", { idNumber: "32061319480214002X" })).toBe("pin-from-id-number");
    expect(fault("214002")).toBeNull();
  });
  it("need no telephone to be judged", () => {
    expect(fault("302817", { phone: null })).toBeNull();
  });
  it("are refused for one of the faults that have words, or not at all", () => {
    for (const code of VISIT_PIN_FAULTS) expect(hasRefusalWords(code), code).toBe(true);
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6}$/), (digits) => {
        const found = fault(digits);
        expect(found === null || VISIT_PIN_FAULTS.includes(found)).toBe(true);
        expect(found).not.toBe("pin-not-six-digits");
      }),
    );
  });
});
