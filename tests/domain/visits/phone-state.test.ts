import { describe, expect, it } from "vitest";
import { PHONE_NOT_OPEN } from "#app/domain/visits/phone-state.ts";

describe("a phone whose store is not open yet", () => {
  it("claims neither that all was sent nor that something waits, and shows nobody's days", () => {
    const { allSentMs, outbox, said, day, vault } = PHONE_NOT_OPEN;
    expect({ allSentMs, day, vault }).toEqual({ allSentMs: null, day: null, vault: "none" });
    expect([outbox.waiting, outbox.rejected, said.length]).toEqual([0, 0, 0]);
  });
  it("knows neither the server's clock nor whether the session still holds", () => {
    expect([PHONE_NOT_OPEN.status, PHONE_NOT_OPEN.nowMs, PHONE_NOT_OPEN.session]).toEqual(["opening", null, "unknown"]);
  });
});
