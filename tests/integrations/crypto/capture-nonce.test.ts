/** The nonce of a visit's photographs is right for its visit and worker alone, survives a change of keys, and cannot be made without them. */
import { describe, expect, it } from "vitest";
import type { CryptoProvider, SigningKey } from "#app/integrations/crypto/crypto-provider.server.ts";
import { captureNonce, judgeNonce } from "#app/integrations/crypto/capture-nonce.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";

const subject = { visitNo: "2026-11-E0001-1", workerId: "0193a5e0-0000-7000-8000-000000000001" };
const nonce = captureNonce(testCrypto, subject);

describe("the nonce of a visit's photographs", () => {
  it("is short, tells nothing of the visit, and is the same however often it is asked for", () => {
    expect(nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(captureNonce(testCrypto, subject)).toBe(nonce);
  });

  it("is right for its own visit and worker, and another's anywhere else", () => {
    expect(judgeNonce(testCrypto, subject, nonce)).toBe("right");
    expect(judgeNonce(testCrypto, { ...subject, visitNo: "2026-11-E0001-2" }, nonce)).toBe("other");
    expect(judgeNonce(testCrypto, { ...subject, workerId: "someone" }, nonce)).toBe("other");
  });

  it("is missing when nothing came, and no guess is taken for it", () => {
    expect([judgeNonce(testCrypto, subject, null), judgeNonce(testCrypto, subject, "")]).toEqual([
      "missing",
      "missing",
    ]);
    for (const guess of [nonce.slice(0, 10), `${nonce}AA`, "x", "A".repeat(22)])
      expect(judgeNonce(testCrypto, subject, guess)).toBe("other");
  });

  it("holds when a new key signs from now on, and not under keys that never signed it", () => {
    const [newest] = testCrypto.signingKeys;
    const other = aesGcmProvider("cd".repeat(32)).signingKeys[0];
    const withKeys = (...signingKeys: [SigningKey, ...SigningKey[]]): CryptoProvider => ({
      ...testCrypto,
      signingKeys,
    });
    expect(judgeNonce(withKeys(other, newest), subject, nonce)).toBe("right");
    expect(judgeNonce(withKeys(other), subject, nonce)).toBe("other");
  });
});
