import { describe, expect, it } from "vitest";
import { FAMILY_IDLE_MINUTES, FAMILY_LONGEST_MINUTES, isFamilySessionLive } from "#app/domain/family/family-session.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const createdAt = instant("2026-11-15T02:00:00Z");

describe("a session on a family's phone", () => {
  it("ends thirty days after its last use, and not a minute before", () => {
    const seen = { createdAt, lastSeenAt: createdAt };
    expect(isFamilySessionLive(seen, plusMinutes(createdAt, FAMILY_IDLE_MINUTES - 1))).toBe(true);
    expect(isFamilySessionLive(seen, plusMinutes(createdAt, FAMILY_IDLE_MINUTES))).toBe(false);
  });
  it("ends after ninety days however often it was used", () => {
    const end = plusMinutes(createdAt, FAMILY_LONGEST_MINUTES);
    expect(isFamilySessionLive({ createdAt, lastSeenAt: plusMinutes(end, -2) }, plusMinutes(end, -1))).toBe(true);
    expect(isFamilySessionLive({ createdAt, lastSeenAt: plusMinutes(end, -1) }, end)).toBe(false);
  });
});
