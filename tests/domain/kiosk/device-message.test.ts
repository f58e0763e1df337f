import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalRequest, pairingSubject, signedHeadersSchema, wishSchema } from "#app/domain/kiosk/device-message.ts";

const part = fc.stringMatching(/^[A-Za-z0-9/?=_-]{1,12}$/);
const requests = fc.record({
  method: fc.constantFrom("GET", "POST"),
  path: part,
  at: fc.nat(),
  nonce: part,
  bodyHash: part,
});

describe("what a kiosk signs", () => {
  it("differs whenever any part of the request does", () => {
    fc.assert(
      fc.property(requests, requests, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(canonicalRequest(one) === canonicalRequest(other)).toBe(isSame);
      }),
    );
  });

  it("never stands for its pairing", () => {
    fc.assert(fc.property(requests, (one) => canonicalRequest(one) !== pairingSubject(one.at)));
  });

  it("comes with headers that are whole", () => {
    const headers = {
      device: "019389a0-0000-7000-8000-000000000001",
      at: "1795663027906",
      nonce: "a".repeat(22),
      signature: "b".repeat(86),
    };
    expect(signedHeadersSchema.parse(headers).at).toBe(1795663027906);
    for (const changes of [{ nonce: "short" }, { signature: "b" }, { device: "K0001" }, { at: "soon" }])
      expect(signedHeadersSchema.safeParse({ ...headers, ...changes }).success, JSON.stringify(changes)).toBe(false);
  });
});

it("a kept wish may carry a telephone and nothing that names a person", () => {
  const wish = {
    id: "019389a0-0000-7000-8000-000000000001",
    kind: "visit",
    madeAtMs: 1,
    phone: "13912345678",
    choices: [],
    dialled: null,
  };
  expect(wishSchema.safeParse(wish).success).toBe(true);
  expect(wishSchema.safeParse({ ...wish, phone: "320602194503120018" }).success).toBe(false);
  expect(wishSchema.safeParse({ ...wish, name: "x" }).success).toBe(false);
});
