import { describe, expect, it } from "vitest";
import { canonicalEvent } from "#app/domain/visits/sync-terms.ts";

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

describe("the text that is signed", () => {
  it("is the same whatever order the fields stand in", () => {
    const turned = Object.fromEntries(Object.entries(sent).reverse());
    expect(canonicalEvent(turned)).toBe(canonicalEvent(sent));
  });

  it("does not hold the signature, and holds everything else, fields of a newer app too", () => {
    expect(canonicalEvent({ ...sent, signature: "B".repeat(86) })).toBe(canonicalEvent(sent));
    expect(canonicalEvent({ ...sent, deviceMs: sent.deviceMs + 1 })).not.toBe(canonicalEvent(sent));
    expect(canonicalEvent({ ...sent, battery: 40 })).not.toBe(canonicalEvent(sent));
  });

  it("is what the server sees after the event went through JSON", () => {
    const event = { ...sent, body: { kind: "note", text: "好", mood: undefined } };
    expect(canonicalEvent(JSON.parse(JSON.stringify(event)) as typeof event)).toBe(canonicalEvent(event));
  });

  it("is compact JSON with sorted keys", () => {
    expect(canonicalEvent({ b: 1, a: { d: null, c: [true, "x"] }, signature: "s" })).toBe(
      '{"a":{"c":[true,"x"],"d":null},"b":1}',
    );
  });
});
