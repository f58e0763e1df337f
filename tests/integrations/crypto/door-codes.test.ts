import { describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { rotatingDigits, rotatingStep, stepBytes } from "#app/domain/visits/rotating-code.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import {
  displayKeyId,
  displaySecret,
  doorCodeHash,
  isGenuineDoorToken,
  makeDoorCode,
  rotatingCode,
  rotatingStepRead,
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

  it("is found by its hash from its own minute on for a day, and only for its own screen", () => {
    const at = instant("2026-11-03T01:00:00Z");
    const step = rotatingStep(at);
    const hash = doorCodeHash(rotatingCode(secret, step));
    expect(rotatingStepRead(secret, hash, at)).toBe(step);
    expect(rotatingStepRead(secret, hash, plusMinutes(at, 23 * 60))).toBe(step);
    expect(rotatingStepRead(secret, hash, plusMinutes(at, 25 * 60))).toBeNull();
    expect(rotatingStepRead(secret, hash, plusMinutes(at, -5))).toBeNull();
    expect(rotatingStepRead(Buffer.alloc(32), hash, at)).toBeNull();
  });

  it("comes from a secret that the district's key makes for each screen, and from none once the key is gone", () => {
    const place = { keyId: displayKeyId(crypto), id: "0193a5e0-0000-7000-8000-000000000001" };
    expect(displaySecret(crypto, place)).toHaveLength(32);
    expect(displaySecret(crypto, place)).toEqual(displaySecret(crypto, place));
    expect(displaySecret(crypto, { ...place, id: "another" })).not.toEqual(displaySecret(crypto, place));
    expect(displaySecret(crypto, { ...place, keyId: "??" })).toBeNull();
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
