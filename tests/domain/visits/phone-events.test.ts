import { describe, expect, it } from "vitest";
import { readPhoneBody, readPhoneEvent } from "#app/domain/visits/phone-events.ts";

const eventId = "0192f0c0-0000-7000-8000-000000000001";
const read = (body: unknown, deviceMs: unknown = 1_000) => readPhoneEvent({ eventId, deviceMs, body });

describe("an event from a phone", () => {
  it("keeps the position that the browser gave", () => {
    const fix = { latitude: 32, longitude: 120.9, accuracyM: 12, ageMs: 0, datum: "WGS-84" };
    expect(read({ kind: "check_in", position: fix })).toMatchObject({
      eventId,
      deviceMs: 1_000,
      body: { kind: "check_in", position: { fix: { ...fix, source: "browser" }, failure: null } },
    });
  });
  it("keeps the cause when there is no position, and takes a strange position for a fault of the device", () => {
    expect(read({ kind: "check_out", position: { failure: "denied" } })?.body).toMatchObject({
      position: { fix: null, failure: "denied" },
    });
    expect(read({ kind: "check_in", position: { latitude: 400 } })?.body).toMatchObject({
      position: { fix: null, failure: "device_fault" },
    });
  });
  it("says that a confirmation was tapped on the worker's own phone, which proves nobody", () => {
    expect(read({ kind: "elder_confirm" })?.body).toEqual({
      kind: "elder_confirm",
      confirmedOn: "worker_phone",
      by: null,
    });
  });
  it("has no device time when the page had no script or the clock is nonsense", () => {
    expect(read({ kind: "no_answer" }, null)?.deviceMs).toBeNull();
    expect(read({ kind: "no_answer" }, -5)?.deviceMs).toBeNull();
  });
  it("is malformed only without an id, without a known kind, or with an empty note", () => {
    expect(readPhoneEvent({ eventId: "7", deviceMs: 1, body: { kind: "no_answer" } })).toBeNull();
    expect(read({ kind: "teleport" })).toBeNull();
    expect(read({ kind: "note", text: "  " })).toBeNull();
    expect(read({ kind: "note", text: " 老人在午睡 " })?.body).toEqual({ kind: "note", text: "老人在午睡" });
  });
});

describe("a step at a door that nobody opens", () => {
  it("is one of the protocol's, anything else is malformed", () => {
    expect(read({ kind: "door_step", step: "call_elder" })?.body).toEqual({ kind: "door_step", step: "call_elder" });
    expect(read({ kind: "door_step", step: "kick" })).toBeNull();
  });
});

describe("the body of a signed event", () => {
  it("takes the elder's digits sealed, and says that nobody has compared them", () => {
    expect(readPhoneBody({ kind: "pin_confirm", sealed: "AAAA" })).toEqual({
      body: { kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome: "unreadable" },
      sealed: "AAAA",
    });
    expect(readPhoneBody({ kind: "pin_confirm", sealed: 7 })).toMatchObject({ sealed: null });
  });
  it("is none of a kind that nobody knows", () => {
    expect(readPhoneBody({ kind: "teleport" })).toBeNull();
    expect(readPhoneBody({ kind: "en_route" })).toEqual({ body: { kind: "en_route" }, sealed: null });
  });
});
