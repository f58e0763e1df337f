import { describe, expect, it } from "vitest";
import {
  assetsOf,
  isShell,
  keptPageOf,
  KEPT_PAGES,
  NO_VISIT,
  pageFor,
  shellAddress,
} from "#app/web/offline/kept-pages.ts";

describe("the kept page of an address", () => {
  it.each([
    ["/worker", "/worker", null],
    ["/worker/", "/worker", null],
    ["/worker/offers", "/worker/offers", null],
    ["/worker/visits/2026-11-E000001-1", `/worker/visits/${NO_VISIT}`, "2026-11-E000001-1"],
  ])("of %s", (pathname, page, visitNo) => {
    expect(keptPageOf(pathname)).toEqual({ page, visitNo });
    expect(KEPT_PAGES).toContain(page);
  });

  it.each(["/worker/day", "/worker/sync", "/worker/visits/", "/worker/visits/a/b", "/office", "/"])(
    "is none for %s",
    (pathname) => {
      expect(keptPageOf(pathname)).toBeNull();
    },
  );

  it.each(['/worker/visits/"><script>', "/worker/visits/%3Cscript%3E", `/worker/visits/${"1".repeat(61)}`])(
    "is none for a number that could carry markup: %s",
    (pathname) => {
      expect(keptPageOf(pathname)).toBeNull();
    },
  );
});

describe("a kept visit page", () => {
  it("bears the visit's number wherever a number stands, and nothing else of any visit", () => {
    const html = `<title>Visit ${NO_VISIT}</title><a href="/worker/visits/${NO_VISIT}">`;
    expect(pageFor(html, "V-1")).toBe('<title>Visit V-1</title><a href="/worker/visits/V-1">');
    expect(pageFor(html, null)).toBe(html);
  });
});

describe("what a page needs without a network", () => {
  it("is every script and style it names, once, and no font", () => {
    const html =
      '<link href="/assets/base-A1_b.css"><script>import "/assets/manifest-61bb.js";import * as r from "/assets/root-x.js";</script>' +
      '<link rel="modulepreload" href="/assets/root-x.js"><style>url(/assets/noto-1.woff2)</style>';
    expect(assetsOf(html)).toEqual(["/assets/base-A1_b.css", "/assets/manifest-61bb.js", "/assets/root-x.js"]);
  });
});

describe("the frame of a page", () => {
  it("is what the server is asked for", () => {
    expect(isShell(new Request(`http://localhost${shellAddress("/worker/me")}`))).toBe(true);
    expect(isShell(new Request("http://localhost/worker/me"))).toBe(false);
  });
});
