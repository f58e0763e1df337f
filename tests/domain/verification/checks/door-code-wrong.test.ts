import { describe, expect, it } from "vitest";
import { doorCodeWrong } from "#app/domain/verification/checks/door-code-wrong.ts";
import type { DoorCodeOnFile, ScannedCodes } from "#app/domain/verification/door-codes.ts";
import { anEvent, at } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const home = { isOfHome: true, fromAt: at("2026-01-05 09:00"), toAt: null };
const scannedCodes: ScannedCodes = new Map<string, DoorCodeOnFile>([
  ["home", home],
  ["old", { ...home, toAt: at("2026-10-01 00:00") }],
  ["next-door", { ...home, isOfHome: false }],
]);
const check = (...hashes: string[]) =>
  doorCodeWrong.check(
    aContext({
      scannedCodes,
      more: hashes.map((codeHash, index) => anEvent({ kind: "door_code", codeHash }, `2026-11-03 09:0${index}`)),
    }),
  );

describe("R-DOOR-CODE-WRONG", () => {
  it.each([
    ["next-door", "other-home"],
    ["old", "void"],
    ["never-issued", "unknown"],
  ])("fires for the code %s with the reason %s", (hash, reason) => {
    expect(check(hash)).toEqual({ reason, scanned: 1 });
  });

  it("is cleared by the right code, before or after the wrong one", () => {
    expect(check("next-door", "home")).toBeNull();
    expect(check("home", "next-door")).toBeNull();
  });

  it("is silent for the right code and for a visit without any", () => {
    expect(check("home")).toBeNull();
    expect(check()).toBeNull();
  });
});
