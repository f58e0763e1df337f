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
      nonce: null,
    });
    expect(readPhoneBody({ kind: "pin_confirm", sealed: 7 })).toMatchObject({ sealed: null });
  });
  it("is none of a kind that nobody knows", () => {
    expect(readPhoneBody({ kind: "teleport" })).toBeNull();
    expect(readPhoneBody({ kind: "en_route" })).toEqual({ body: { kind: "en_route" }, sealed: null, nonce: null });
  });
});

describe("a photograph that a phone announces", () => {
  const photoDigest = "d".repeat(64);
  const photo = (more: object) => readPhoneBody({ kind: "photo_start", photoDigest, ...more });

  it("comes with its nonce and how old its file is; neither is asked of the body", () => {
    expect(photo({ nonce: "abc", pictureAgeMs: 5000 })).toEqual({
      body: { kind: "photo_start", photoDigest, pictureAgeMs: 5000 },
      sealed: null,
      nonce: "abc",
    });
  });

  it("is announced all the same when they are strange or left out", () => {
    const plain = { body: { kind: "photo_start", photoDigest }, sealed: null, nonce: null };
    expect(photo({})).toEqual(plain);
    expect(photo({ nonce: 7, pictureAgeMs: -1 })).toEqual(plain);
    expect(photo({ nonce: "n".repeat(61), pictureAgeMs: 1e13 })).toEqual(plain);
  });

  it("cannot say by itself what its nonce is worth", () => {
    expect(photo({ nonce: "abc", verdict: "right" })?.body).toEqual({ kind: "photo_start", photoDigest });
  });
});
