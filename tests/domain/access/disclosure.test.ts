import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readRevealField,
  REVEAL_REASONS,
  revealDayStart,
  revealFieldCode,
  REVEALS_PER_DAY,
  revealsLeft,
  requireRevealAllowed,
  requireRevealReason,
  type RevealField,
} from "#app/domain/access/disclosure.ts";
import { instant } from "#app/domain/time/instant.ts";

const anyField: fc.Arbitrary<RevealField> = fc.oneof(
  fc.constant<RevealField>({ kind: "id-number" }),
  fc.constant<RevealField>({ kind: "phone" }),
  fc.integer({ min: 1, max: 99 }).map((ordinal): RevealField => ({ kind: "contact-phone", ordinal })),
);

describe("the daily cap of values shown in full", () => {
  it("allows the thirtieth of the day and refuses the one after it, naming the cap", () => {
    expect(REVEALS_PER_DAY).toBe(30);
    expect(() => requireRevealAllowed(30)).not.toThrow();
    expect(() => requireRevealAllowed(31)).toThrowError(
      expect.objectContaining({ code: "reveal-cap-reached", facts: { cap: 30 } }),
    );
  });
  it("leaves one after twenty-nine, none after thirty and never fewer than none", () => {
    expect([0, 29, 30, 31].map(revealsLeft)).toEqual([30, 1, 0, 0]);
  });
  it("counts from midnight of the district, not of UTC", () => {
    expect(revealDayStart(instant("2026-11-14T15:59:59Z"))).toBe(instant("2026-11-13T16:00:00Z"));
    expect(revealDayStart(instant("2026-11-14T16:00:00Z"))).toBe(instant("2026-11-14T16:00:00Z"));
  });
});

describe("the reason for showing a value", () => {
  it("must be one of the list", () => {
    expect(() => requireRevealReason({ reason: "RV-CURIOUS", note: "" })).toThrowError(
      expect.objectContaining({ code: "reason-unknown" }),
    );
    expect(() => requireRevealReason({ reason: "", note: "" })).toThrowError(
      expect.objectContaining({ code: "reason-unknown" }),
    );
  });
  it("needs words exactly where it says nothing by itself", () => {
    for (const { code, needsText } of REVEAL_REASONS) {
      const asked = () => requireRevealReason({ reason: code, note: " \n " });
      if (needsText) expect(asked).toThrowError(expect.objectContaining({ code: "reason-needs-text" }));
      else expect(asked()).toEqual({ reason: code, note: null });
    }
    expect(REVEAL_REASONS.filter(({ needsText }) => needsText).map(({ code }) => code)).toEqual(["RV-OTHER"]);
  });
  it("keeps the words, without the space around them", () => {
    expect(requireRevealReason({ reason: "RV-OTHER", note: "  信访答复 " })).toEqual({
      reason: "RV-OTHER",
      note: "信访答复",
    });
  });
});

describe("a field that may be shown", () => {
  it("is read back from its code", () => {
    fc.assert(
      fc.property(anyField, (field) => {
        expect(readRevealField(revealFieldCode(field))).toEqual(field);
      }),
    );
  });
  it("is none for any other code", () => {
    for (const code of ["", "name", "address", "contact-0", "contact-100", "contact-1x", "idNumber", "phone "])
      expect(readRevealField(code)).toBeNull();
  });
});
