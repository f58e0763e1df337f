import { describe, expect, it } from "vitest";
import { isSessionLive, LONGEST_SESSION_MINUTES } from "#app/domain/access/session-limits.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const start = instant("2026-11-15T01:00:00Z");
const after = (minutes: number) => plusMinutes(start, minutes);
const used = (minutes: number) => ({ createdAt: start, lastSeenAt: after(minutes) });

describe("a session", () => {
  it("of a desk ends when it was not used for thirty minutes", () => {
    expect(isSessionLive("street_lead", used(0), after(29))).toBe(true);
    expect(isSessionLive("street_lead", used(0), after(30))).toBe(false);
  });
  it("of a desk ends after twelve hours, however busy", () => {
    expect(isSessionLive("district_lead", used(719), after(719))).toBe(true);
    expect(isSessionLive("district_lead", used(719), after(720))).toBe(false);
  });
  it("of an auditor ends after eight hours", () => {
    expect(isSessionLive("auditor", used(479), after(480))).toBe(false);
  });
  it("of a care worker lasts through the days between visits", () => {
    expect(isSessionLive("care_worker", used(0), after(5 * 24 * 60))).toBe(true);
    expect(isSessionLive("care_worker", used(0), after(LONGEST_SESSION_MINUTES))).toBe(false);
  });
});
