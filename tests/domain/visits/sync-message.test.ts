import { describe, expect, it } from "vitest";
import { sentEventSchema, syncRequestSchema } from "#app/domain/visits/sync-message.ts";
import { MAX_EVENTS_OF_BATCH } from "#app/domain/visits/sync-terms.ts";

const sent = {
  eventId: "0193a5e0-0000-7000-8000-000000000001",
  visitNo: "2026-11-E000001-1",
  deviceSeq: 1,
  deviceMs: 1_794_000_000_000,
  runtimeId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f11",
  monotonicMs: 1234.5,
  serverOffsetMs: null,
  network: "offline",
  appBuild: "test",
  prevHash: null,
  body: { kind: "check_in", position: { failure: "timeout" } },
  signature: "A".repeat(86),
};

describe("the envelope of an event", () => {
  it("takes a kind that this server does not know, and fields that it does not know", () => {
    const event = { ...sent, battery: 40, body: { kind: "temperature", degrees: 36.6 } };
    expect(sentEventSchema.parse(event)).toEqual(event);
  });

  it.each([
    ["a device sequence of 0", { deviceSeq: 0 }],
    ["an id that is no UUID", { eventId: "1" }],
    ["a short signature", { signature: "AA" }],
    ["a previous hash that is no hash", { prevHash: "00" }],
    ["a body without kind", { body: {} }],
    ["a page start that is no UUID", { runtimeId: "1" }],
  ])("does not take %s", (_what, change) => {
    expect(sentEventSchema.safeParse({ ...sent, ...change }).success).toBe(false);
  });
});

describe("a batch", () => {
  const publicKey = { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43) };
  const batch = (events: unknown[]) => ({
    protocol: 1,
    device: { deviceId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f12", publicKey },
    sentAtMs: 1_794_000_000_000,
    events,
  });

  it("is read though one of its events is not", () => {
    expect(syncRequestSchema.safeParse(batch([sent, "rubbish"])).success).toBe(true);
  });

  it(`holds ${MAX_EVENTS_OF_BATCH} events and no more`, () => {
    expect(syncRequestSchema.safeParse(batch(Array(MAX_EVENTS_OF_BATCH).fill(sent))).success).toBe(true);
    expect(syncRequestSchema.safeParse(batch(Array(MAX_EVENTS_OF_BATCH + 1).fill(sent))).success).toBe(false);
  });

  it("of another protocol is not read", () => {
    expect(syncRequestSchema.safeParse({ ...batch([]), protocol: 2 }).success).toBe(false);
  });
});
