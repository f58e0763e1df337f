import type { ServerBuild } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { isKioskAddress, kioskManifestOf } from "#app/web/kiosk-manifest.server.ts";
import { kioskAssetsOf, manifestOf } from "#app/web/kiosk-offline/kept-screens.ts";

const entryOf = (id: string) => ({ id, parentId: "root", module: `/assets/${id.replace(/\W/g, "-")}.js`, imports: [] });
const IDS = [
  "root",
  "routes/kiosk",
  "routes/kiosk._index",
  "routes/kiosk.book",
  "routes/kiosks-abroad",
  "routes/office",
];

function buildOf(ids: readonly string[]): ServerBuild {
  const routes = Object.fromEntries(ids.map((id) => [id, entryOf(id)]));
  const assets = { version: "1", url: "/assets/manifest-0a1b2c3d.js", entry: { module: "/e.js", imports: [] }, routes };
  return { assets, routes: Object.fromEntries(ids.map((id) => [id, { id }])) } as unknown as ServerBuild;
}

describe("the manifest of the kiosk's pages", () => {
  it("lists the kiosk's routes and the root, for the page and for the server", () => {
    const { build } = kioskManifestOf(buildOf(IDS));
    expect(Object.keys(build.assets.routes)).toEqual(IDS.slice(0, 4));
    expect(Object.keys(build.routes)).toEqual(IDS.slice(0, 4));
  });

  it("does not change by what another surface adds, and changes by what the kiosk does", () => {
    const [now, grown, other] = [IDS, [...IDS, "routes/office.more"], [...IDS, "routes/kiosk.more"]].map(
      (ids) => kioskManifestOf(buildOf(ids)).url,
    );
    expect(grown).toBe(now);
    expect(other).not.toBe(now);
  });

  it("is found and read by the kiosk's service worker", () => {
    const { url, script } = kioskManifestOf(buildOf(IDS));
    expect(manifestOf(`<script>import "${url}"</script>`)).toBe(url);
    expect(kioskAssetsOf(script)).toContain("/assets/routes-kiosk-book.js");
  });
});

describe("addresses of the kiosk", () => {
  it.each(["/kiosk", "/kiosk.data", "/kiosk/book", "/kiosk/book.data"])("%s is one", (address) => {
    expect(isKioskAddress(address)).toBe(true);
  });

  it.each(["/", "/kiosks", "/office/kiosks", "/kiosk-service-worker.js"])("%s is none", (address) => {
    expect(isKioskAddress(address)).toBe(false);
  });
});
