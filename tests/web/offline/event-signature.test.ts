import { createHash, createPublicKey, verify, type JsonWebKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sentEventSchema, type UnsignedEvent } from "#app/domain/visits/sync-message.ts";
import { canonicalEvent } from "#app/domain/visits/sync-terms.ts";
import { eventHash, signEvent } from "#app/web/offline/event-signature.ts";

const unsigned: UnsignedEvent = {
  eventId: "0193a5e0-0000-7000-8000-000000000001",
  visitNo: "2026-11-E000001-1",
  deviceSeq: 1,
  deviceMs: 1_794_000_000_000,
  runtimeId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f11",
  monotonicMs: 12,
  serverOffsetMs: -40,
  network: "online",
  appBuild: "test",
  prevHash: null,
  body: { kind: "note", text: "血压正常" },
};

const newKey = () => crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);

describe("a signed event", () => {
  it("fits the envelope and is verified by another implementation over the canonical bytes", async () => {
    const keys = await newKey();
    const event = await signEvent(unsigned, keys.privateKey);
    expect(sentEventSchema.parse(event)).toEqual(event);
    const jwk = (await crypto.subtle.exportKey("jwk", keys.publicKey)) as JsonWebKey;
    const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" as const };
    const signature = Buffer.from(event.signature, "base64url");
    expect(verify("sha256", Buffer.from(canonicalEvent(event)), key, signature)).toBe(true);
    expect(verify("sha256", Buffer.from(canonicalEvent({ ...event, deviceSeq: 2 })), key, signature)).toBe(false);
  });

  it("has the hash of its canonical text, with or without its signature", async () => {
    const keys = await newKey();
    const wanted = createHash("sha256").update(canonicalEvent(unsigned)).digest("hex");
    expect(await eventHash(unsigned)).toBe(wanted);
    expect(await eventHash(await signEvent(unsigned, keys.privateKey))).toBe(wanted);
  });
});
