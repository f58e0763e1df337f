import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openResource, RESOURCE_ALGORITHM, sealResource } from "#app/integrations/wechat-pay/sealed-resource.server.ts";

/** Published test of wechatpay-apiv3/wechatpay-java (AeadAesCipherTest), Apache-2.0. */
const API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";
const published = {
  algorithm: RESOURCE_ALGORITHM,
  nonce: "uluk4a9R25RW",
  associatedData: "associatedData",
  ciphertext: "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=",
};

describe("a sealed resource", () => {
  it("opens as published", () => {
    expect(openResource(published, API_V3_KEY)).toBe("message");
  });

  it("does not open with any other nonce or associated data", () => {
    expect(openResource({ ...published, nonce: "uluk4a9R25RX" }, API_V3_KEY)).toBeNull();
    expect(openResource({ ...published, associatedData: "associatedDate" }, API_V3_KEY)).toBeNull();
    expect(openResource({ ...published, associatedData: null }, API_V3_KEY)).toBeNull();
  });

  it("does not open when any bit of any byte is altered, the tag included", () => {
    const sealed = Buffer.from(published.ciphertext, "base64");
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openResource({ ...published, ciphertext: altered.toString("base64") }, API_V3_KEY)).toBeNull();
    }
  });

  it("does not open when it is cut, has a shorter tag, another key or another algorithm", () => {
    const sealed = Buffer.from(published.ciphertext, "base64");
    for (let length = 0; length < sealed.length; length += 1)
      expect(
        openResource({ ...published, ciphertext: sealed.subarray(0, length).toString("base64") }, API_V3_KEY),
      ).toBeNull();
    expect(openResource(published, API_V3_KEY.replace("a", "b"))).toBeNull();
    expect(openResource(published, API_V3_KEY.slice(1))).toBeNull();
    expect(openResource({ ...published, algorithm: "AEAD_SM4_GCM" }, API_V3_KEY)).toBeNull();
  });

  it("gives back whatever was sealed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (plain, associatedData) => {
        const sealed = sealResource(plain, API_V3_KEY, { nonce: "uluk4a9R25RW", associatedData });
        expect(openResource(sealed, API_V3_KEY)).toBe(plain);
      }),
    );
  });
});
