import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ICONS } from "#app/components/icon-set.ts";
import { isKioskIconName } from "#app/kiosk/kiosk-icon.tsx";
import modules from "#app/messages/kiosk-modules.json" with { type: "json" };

describe("the icons of the kiosk", () => {
  it("are there for every module in the list", () => {
    expect(modules.map(({ icon }) => icon).filter((icon) => !isKioskIconName(icon))).toEqual([]);
  });

  it("are there for every drawing that a screen names", () => {
    const named = readdirSync("app/kiosk")
      .filter((name) => name.endsWith(".tsx"))
      .flatMap((name) => [
        ...readFileSync(`app/kiosk/${name}`, "utf8").matchAll(/(?:icon|name)(?:=|: )"([a-z0-9-]+)"/g),
      ])
      .map(([, icon]) => icon ?? "")
      .filter((icon) => Object.hasOwn(ICONS, icon));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((icon) => !isKioskIconName(icon))).toEqual([]);
  });
});
