import { describe, expect, it } from "vitest";
import {
  bearsNobody,
  FIRST_SCREENS,
  isKeptAddress,
  KEPT_MARK_VALUE,
  keptLinksOf,
  kioskAssetsOf,
  manifestOf,
  mayBeKept,
  screenOfData,
  standInFor,
  withKeptTime,
} from "#app/web/kiosk-offline/kept-screens.ts";

const at = (address: string) => new URL(address, "https://kiosk.example");

describe("a request that bears nothing of a visitor", () => {
  it.each([
    null,
    "",
    "bedside-kiosk-place=abc",
    "bedside-kiosk-page-trial=abc; bedside-kiosk-place=abc",
    "__Host-bedside-kiosk-page=abc; bedside-locale=x",
  ])("is one with %s", (cookies) => {
    expect(bearsNobody(cookies)).toBe(true);
  });

  it.each([
    "bedside-kiosk-trial=abc",
    "__Host-bedside-kiosk=abc",
    "bedside-kiosk-place=abc; __Host-bedside-kiosk-code=abc",
    "bedside-kiosk-reading-trial=abc",
    "bedside-kiosk-look=abc",
    "bedside-kiosk-told=abc",
    "bedside-kiosk-pages=abc",
    "a=1;bedside-kiosk-something-new=abc",
  ])("is none with %s", (cookies) => {
    expect(bearsNobody(cookies)).toBe(false);
  });
});

describe("what a kiosk may keep", () => {
  const answer = {
    address: at("/kiosk/home"),
    status: 200,
    redirected: false,
    contentType: "text/html; charset=utf-8",
    mark: KEPT_MARK_VALUE,
  };

  it("is a whole page for everybody that the server has marked", () => {
    expect(mayBeKept(answer)).toBe(true);
    for (const address of FIRST_SCREENS) expect(mayBeKept({ ...answer, address: at(address) })).toBe(true);
  });

  it.each([
    ["the server has not marked", { mark: null }],
    ["is marked as something else", { mark: "personal" }],
    ["was led elsewhere", { redirected: true }],
    ["is a fault", { status: 500 }],
    ["is not found", { status: 404 }],
    ["is the data of a step", { contentType: "text/x-script" }],
    ["has no type", { contentType: null }],
    ["stands at a personal address", { address: at("/kiosk/schedule") }],
    ["names a call for help", { address: at("/kiosk/help?key=12345678") }],
    ["names a visit", { address: at("/kiosk/visit/2026-11-E000001-1") }],
  ])("is nothing that %s", (_, change) => {
    expect(mayBeKept({ ...answer, ...change })).toBe(false);
  });

  it.each([
    ["/kiosk/notices", true],
    ["/kiosk/notices?page=2", true],
    ["/kiosk/notices/019389a0-0000-7000-8000-000000000001?page=3", true],
    ["/kiosk/notices?page=2&lang=en", false],
    ["/kiosk/home?page=2", false],
    ["/kiosk/notices/a/b", false],
    ["/kiosk/book", false],
    ["/kiosk/sign-in", false],
    ["/worker", false],
  ])("%s by its address: %s", (address, isKept) => {
    expect(isKeptAddress(at(address))).toBe(isKept);
  });

  it("is found by the links of a page, each once", () => {
    const html =
      '<a href="/kiosk/notices/a1">1</a><a href="/kiosk/notices?page=2">2</a><a href="/kiosk/notices/a1">1</a>' +
      '<a href="/kiosk/book">3</a><a href="/kiosk/notices/a1?read=1">4</a>';
    expect(keptLinksOf(html)).toEqual(["/kiosk/notices/a1", "/kiosk/notices?page=2"]);
  });

  it("is the scripts and styles of the kiosk's screens and of no other", () => {
    const manifest =
      'window.__remixManifest={"entry":{"module":"/assets/entry.js"},"routes":{' +
      '"root":{"id":"root","module":"/assets/root.js","imports":["/assets/shared.js"],"css":["/assets/root.css"]},' +
      '"routes/kiosk.book":{"id":"routes/kiosk.book","module":"/assets/book.js","imports":["/assets/shared.js"],"css":[]},' +
      '"routes/office.map":{"id":"routes/office.map","module":"/assets/map.js","imports":[],"css":[]}}}';
    expect(kioskAssetsOf(manifest)).toEqual([
      "/assets/root.js",
      "/assets/shared.js",
      "/assets/root.css",
      "/assets/book.js",
    ]);
    expect(manifestOf('<link href="/assets/manifest-12ab.js"/>')).toBe("/assets/manifest-12ab.js");
    expect(manifestOf("<p>")).toBeNull();
  });
});

describe("without a network", () => {
  it.each([
    ["/kiosk/home", "", "/kiosk/home"],
    ["/kiosk/notices", "?page=2", "/kiosk/notices?page=2"],
    ["/kiosk/help", "?key=12345678", "/kiosk/help"],
    ["/kiosk/home", "?lang=en", "/kiosk/home"],
    ["/kiosk/book", "?basket=LC02", "/kiosk/call-me-later"],
    ["/kiosk/sign-out", "", "/kiosk"],
    ["/kiosk/schedule", "", "/kiosk/offline"],
    ["/kiosk/rated/2026-11-E000001-1", "", "/kiosk/offline"],
  ])("%s%s is answered by %s", (pathname, search, page) => {
    expect(standInFor(pathname, search)).toBe(page);
  });

  it("every stand-in is a page that may be kept, so no way leads in a circle", () => {
    for (const pathname of [...FIRST_SCREENS, "/kiosk/book", "/kiosk/schedule", "/kiosk/sign-out"]) {
      const page = standInFor(pathname, "?x=1");
      expect(isKeptAddress(at(page))).toBe(true);
      expect(standInFor(page, "")).toBe(page);
    }
  });

  it("the data of a step names the page that it belongs to", () => {
    expect(screenOfData(at("/kiosk/home.data"))).toBe("/kiosk/home");
    expect(screenOfData(at("/kiosk/notices.data?page=2&_routes=routes%2Fkiosk"))).toBe("/kiosk/notices?page=2");
  });

  it("a kept page says since when, and is otherwise as it was", () => {
    expect(withKeptTime('<!doctype html><html lang="zh-CN"><p>', 12.4)).toBe(
      '<!doctype html><html data-kept-at="12" lang="zh-CN"><p>',
    );
  });
});
