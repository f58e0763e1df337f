import { describe, expect, it } from "vitest";
import { isQuiet, URGENT_KINDS } from "#app/domain/messages/quiet-hours.ts";
import { instant } from "#app/domain/time/instant.ts";

const at = (clock: string) => instant(`2026-11-16T${clock}+08:00`);

describe("quiet hours", () => {
  it.each([
    ["21:59:59", false],
    ["22:00:00", true],
    ["23:59:59", true],
    ["00:00:00", true],
    ["06:59:59", true],
    ["07:00:00", false],
    ["12:00:00", false],
  ])("of 22:00 to 7:00 hold at %s: %s", (clock, quiet) => expect(isQuiet("22:00-07:00", at(clock))).toBe(quiet));

  it.each([
    ["12:29:59", false],
    ["12:30:00", true],
    ["13:59:59", true],
    ["14:00:00", false],
  ])("of one day hold at %s: %s", (clock, quiet) => expect(isQuiet("12:30-14:00", at(clock))).toBe(quiet));

  it("are none where a district sets both ends alike", () =>
    expect(["00:00:00", "08:00:00", "23:00:00"].some((clock) => isQuiet("08:00-08:00", at(clock)))).toBe(false));

  it("hold back neither alarms and help nor digits that somebody waits for", () =>
    expect(URGENT_KINDS).toEqual(["alert_raised", "help", "kiosk_code", "family_code"]));
});
