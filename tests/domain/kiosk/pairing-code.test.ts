import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  groupedPairingCode,
  PAIRING_CODE_BYTES,
  pairingCodeOf,
  readPairingCode,
} from "#app/domain/kiosk/pairing-code.ts";

describe("a pairing code", () => {
  it("is read back however it is typed, and differs for bytes that differ", () => {
    const bytes = fc.uint8Array({ minLength: PAIRING_CODE_BYTES, maxLength: PAIRING_CODE_BYTES });
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const code = pairingCodeOf(one);
        expect(readPairingCode(code)).toBe(code);
        expect(readPairingCode(` ${groupedPairingCode(code).toLowerCase()}\n`)).toBe(code);
        expect(pairingCodeOf(other) === code).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  it("takes look-alikes for the digits they stand for, and nothing shorter, longer or foreign", () => {
    expect(readPairingCode("O1IL2345")).toBe("01112345");
    for (const text of ["", "1234567", "123456789", "1234567U", "1234567!"])
      expect(readPairingCode(text), text).toBeNull();
  });
});
