/**
 * The list of scripts that a page of the kiosk loads. Remix lists every route of the product for every page; a kiosk's pages lead to kiosk
 * pages only, so theirs lists these. What the other surfaces grow by does not make the kiosk's pages heavier.
 */
import { createHash } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";

export type KioskManifest = {
  /** The product as a kiosk's page sees it; Remix looks through all routes for each request, so the server's are left out too. */
  readonly build: ServerBuild;
  /** Where the script stands; its name changes with what it lists. */
  readonly url: string;
  readonly script: string;
};

const IS_KIOSK_ROUTE = /^(?:root|routes\/kiosk(?:\..*)?)$/;

/** Whether a request is for a page of the kiosk or for such a page's data. */
export function isKioskAddress(pathname: string): boolean {
  return /^\/kiosk(?:[/.]|$)/.test(pathname);
}

function ofKiosk<Route>(routes: Readonly<Record<string, Route>>): Record<string, Route> {
  return Object.fromEntries(Object.entries(routes).filter(([id]) => IS_KIOSK_ROUTE.test(id)));
}

export function kioskManifestOf(build: ServerBuild): KioskManifest {
  const routes = ofKiosk(build.assets.routes);
  const listed = { ...build.assets, routes };
  const digest = createHash("sha256").update(JSON.stringify(listed)).digest("hex").slice(0, 8);
  // The service workers know such a script by its name.
  const url = build.assets.url.replace(/manifest-[^/]*\.js$/, `manifest-kiosk-${digest}.js`);
  const assets = { ...listed, url };
  const own = { ...build, assets, routes: ofKiosk(build.routes as Record<string, ServerBuild["routes"][string]>) };
  return { build: own, url, script: `window.__remixManifest=${JSON.stringify(assets)};` };
}
