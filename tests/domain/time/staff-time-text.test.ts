import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";

describe("an instant as staff read it", () => {
  it("has 24 hours and the date of Shanghai, which is tomorrow's from 16:00 UTC on", () => {
    expect(staffTimeText(instant("2026-11-24T06:02:00Z"), "zh-CN")).toBe("2026-11-24 周二 14:02");
    expect(staffTimeText(instant("2026-11-24T15:59:00Z"), "zh-CN")).toBe("2026-11-24 周二 23:59");
    expect(staffTimeText(instant("2026-11-24T16:02:00Z"), "en")).toBe("2026-11-25 Wed 00:02");
  });
});
