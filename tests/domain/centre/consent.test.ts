import { expect, it } from "vitest";
import { consentGivers, requireConsent } from "#app/domain/centre/consent.ts";

const link = { id: "l", name: "王小明" };
const own = { isRegisteredNumber: true, bookingLink: null };
const linked = { isRegisteredNumber: true, bookingLink: link };
const stranger = { isRegisteredNumber: false, bookingLink: null };

it("is given by the elder from a number on file, and by a family member only under a link that allows booking", () => {
  expect(consentGivers(own)).toEqual(["elder"]);
  expect(consentGivers(linked)).toEqual(["elder", "family"]);
  expect(consentGivers(stranger)).toEqual([]);
});

it("is refused from a number that is not on file, by who may not agree, and without a spoken yes", () => {
  expect(requireConsent(own, { giver: "elder", saidYes: true })).toBe("elder");
  expect(requireConsent(linked, { giver: "family", saidYes: true })).toBe("family");
  expect(() => requireConsent(stranger, { giver: "elder", saidYes: true })).toThrow("call-number-unregistered");
  expect(() => requireConsent(own, { giver: "family", saidYes: true })).toThrow("consent-not-allowed");
  expect(() => requireConsent(own, { giver: "neighbour", saidYes: true })).toThrow("consent-not-allowed");
  expect(() => requireConsent(own, { giver: "elder", saidYes: false })).toThrow("consent-not-spoken");
});
