import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { acceptedSteps } from "#app/domain/visits/rotating-code.ts";
import { rotatingDigits, stepBytes } from "#app/domain/visits/rotating-code.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import {
  doorCodeHash,
  isGenuineDoorToken,
  makeDoorCode,
  rotatingCode,
  rotatingDoorCodes,
  signedDoorToken,
} from "#app/integrations/crypto/door-codes.server.ts";

const crypto = aesGcmProvider("ab".repeat(32));
const other = aesGcmProvider("cd".repeat(32));

describe("a signed door code", () => {
  it("is genuine however it is typed, and in no other letter", () => {
    const token = signedDoorToken(crypto, makeDoorCode(crypto));
    expect(isGenuineDoorToken(crypto, token.toLowerCase())).toBe(true);
    for (let place = 2; place < token.length; place += 1) {
      const letter = token[place] === "7" ? "8" : "7";
      expect(isGenuineDoorToken(crypto, token.slice(0, place) + letter + token.slice(place + 1))).toBe(false);
    }
  });

  it("is not genuine under another district's key", () => {
    expect(isGenuineDoorToken(other, signedDoorToken(crypto, makeDoorCode(crypto)))).toBe(false);
    expect(() => signedDoorToken(other, makeDoorCode(crypto))).toThrow(/not held/);
  });

  it("is checked by an older key that signs no more", () => {
    const token = signedDoorToken(crypto, makeDoorCode(crypto));
    const both = { signingKeys: [other.signingKeys[0], crypto.signingKeys[0]] as const };
    expect(isGenuineDoorToken(both, token)).toBe(true);
    expect(makeDoorCode(both).keyId).not.toBe(token.slice(2, 4));
  });

  it("is another one each time", () => {
    const codes = Array.from({ length: 200 }, () => makeDoorCode(crypto).codeId);
    expect(new Set(codes).size).toBe(200);
  });
});

describe("the changing code of a gateway", () => {
  const secret = Buffer.from("12345678901234567890123456789012", "ascii");

  // RFC 6238, appendix B, SHA-256.
  it.each([
    [59, "46119246"],
    [1_111_111_109, "68084774"],
    [1_111_111_111, "67062674"],
    [1_234_567_890, "91819424"],
    [2_000_000_000, "90698825"],
    [20_000_000_000, "77737706"],
  ])("is at %i seconds %s", (seconds, code) => {
    expect(rotatingCode(secret, Math.floor(seconds / 30))).toBe(code);
  });

  it("is taken in its minutes and in no others, and only for its own gateway", () => {
    const at = instant("2026-11-03T01:00:00Z");
    const codes = rotatingDoorCodes(secret, at);
    expect(codes.size).toBe(acceptedSteps(at).length);
    const [step = 0] = acceptedSteps(at);
    const code = codes.get(doorCodeHash(rotatingCode(secret, step)));
    expect(code?.isOfHome).toBe(true);
    expect(code && code.fromAt <= at && code.toAt !== null && at < code.toAt).toBe(true);
    expect(codes.has(doorCodeHash(rotatingCode(secret, step + 60)))).toBe(false);
    expect(codes.has(doorCodeHash(rotatingCode(Buffer.alloc(32), step)))).toBe(false);
  });

  it("needs the eight bytes of its counter", () => {
    expect(stepBytes(1)).toHaveLength(8);
    expect(rotatingDigits(new Uint8Array(32))).toHaveLength(8);
  });
});

describe("bytes at rest", () => {
  const place = { table: "photo", column: "content", row: "1" };
  const bytes = Uint8Array.from({ length: 500 }, (_, index) => index % 251);

  it("come back, are never the same twice, and show nothing of what they hold", () => {
    const stored = crypto.encryptBytes(bytes, place);
    expect(crypto.decryptBytes(stored, place)).toEqual(bytes);
    expect(crypto.encryptBytes(bytes, place)).not.toEqual(stored);
    expect(Buffer.from(stored).includes(Buffer.from(bytes.subarray(0, 16)))).toBe(false);
  });

  it("open nowhere else and not when they were altered", () => {
    const stored = crypto.encryptBytes(bytes, place);
    expect(() => crypto.decryptBytes(stored, { ...place, row: "2" })).toThrow();
    expect(() => other.decryptBytes(stored, place)).toThrow();
    for (const at of [0, 5, 20, stored.length - 1]) {
      const altered = Uint8Array.from(stored);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => crypto.decryptBytes(altered, place)).toThrow();
    }
  });
});
