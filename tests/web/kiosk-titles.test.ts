import { describe, expect, it } from "vitest";
import modules from "#app/messages/kiosk-modules.json" with { type: "json" };
import { kioskTitleOf } from "#app/web/kiosk-titles.server.ts";

describe("the titles of the kiosk's pages", () => {
  it.each(modules.map(({ code }) => code))("name the module %s in both languages", (code) => {
    for (const locale of ["zh-CN", "en"] as const)
      expect(kioskTitleOf(`/kiosk/${code}`, locale)).not.toBe(kioskTitleOf("/kiosk/home", locale));
  });

  it("follow the screen, not what stands behind it in the address", () => {
    expect(kioskTitleOf("/kiosk/booked/2026-11-E1-1", "zh-CN")).toBe(kioskTitleOf("/kiosk/booked", "zh-CN"));
  });
});
