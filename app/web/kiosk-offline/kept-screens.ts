/**
 * What a kiosk may keep for the time without a network, and what it answers then. Kept are whole pages that are the same for everybody who
 * stands there; an answer that was made for a person is never kept, whatever its address is. The server says which answers those are: it marks
 * the ones to requests that bore nothing of a person.
 */

/** Header of an answer that may be kept. */
export const KEPT_MARK = "x-bedside-kiosk-screen";
export const KEPT_MARK_VALUE = "public";

/** What the machine itself keeps: where it stands, and that it is paired. Everything else that a kiosk's cookies say belongs to a visitor. */
const OF_THE_MACHINE = /^(?:__Host-)?bedside-kiosk-(?:page|page-trial|place)$/;

/**
 * Whether a request bears nothing of a visitor: no session, no asked code, no card that was read, no chosen letters or language. An unknown
 * cookie of the kiosk counts as a visitor's.
 * @param cookies the request's header, null when it has none
 */
export function bearsNobody(cookies: string | null): boolean {
  const names = (cookies ?? "").split(";").map((pair) => (pair.split("=")[0] ?? "").trim());
  return names.every((name) => !name.includes("bedside-kiosk") || OF_THE_MACHINE.test(name));
}

export const HOME = "/kiosk/home";
export const SIGN_OUT = "/kiosk/sign-out";
const ATTRACT = "/kiosk";
const HELP = "/kiosk/help";
const LATER = "/kiosk/call-me-later";
const OFFLINE = "/kiosk/offline";
const NOTICES = "/kiosk/notices";

/** Fetched by their addresses; notices are found from the list of them. */
export const FIRST_SCREENS: readonly string[] = [ATTRACT, HOME, HELP, LATER, OFFLINE, NOTICES];

const NOTICE_ADDRESS = /^\/kiosk\/notices(?:\/[A-Za-z0-9-]{1,60})?$/;
const PAGE_OF_IT = /^(?:\?page=\d{1,2})?$/;

/** Whether an address is one of the pages that are the same for everybody. */
export function isKeptAddress({ pathname, search }: { readonly pathname: string; readonly search: string }): boolean {
  if (NOTICE_ADDRESS.test(pathname)) return PAGE_OF_IT.test(search);
  return FIRST_SCREENS.includes(pathname) && search === "";
}

/** An answer as far as it decides whether it is kept. */
export type Answered = {
  /** Asked for; an answer of another address is a redirection. */
  readonly address: { readonly pathname: string; readonly search: string };
  readonly status: number;
  readonly redirected: boolean;
  readonly contentType: string | null;
  readonly mark: string | null;
};

export function mayBeKept({ address, status, redirected, contentType, mark }: Answered): boolean {
  const isPage = status === 200 && !redirected && contentType?.startsWith("text/html") === true;
  return isPage && mark === KEPT_MARK_VALUE && isKeptAddress(address);
}

/** Addresses of kept pages that a page leads to, each once. */
export function keptLinksOf(html: string): string[] {
  const found = [...html.matchAll(/href="(\/kiosk[^"]*)"/g)].map(([, href]) => href ?? "");
  return [...new Set(found)].filter((href) => {
    const [pathname = "", query] = href.split("?");
    return isKeptAddress({ pathname, search: query === undefined ? "" : `?${query}` });
  });
}

/** Scripts and styles of every screen of the kiosk, out of the script that lists all of the product's. */
export function kioskAssetsOf(manifest: string): string[] {
  const lists = [...manifest.matchAll(/"(?:root|routes\/kiosk[^"]*)":\{"id":[^{}]*\}/g)].map(([list]) => list);
  return [...new Set(lists.flatMap((list) => list.match(/\/assets\/[^"]+\.(?:js|css)/g) ?? []))];
}

/** The script that lists the product's scripts, as a page names it. */
export function manifestOf(html: string): string | null {
  return /\/assets\/manifest-[A-Za-z0-9_-]+\.js/.exec(html)?.[0] ?? null;
}

/**
 * The address of the page that stands for one that the network does not bring: itself where it may be kept; booking leads to the wish that
 * somebody calls, the end of a visit to the start, everything else to the page that says so.
 */
export function standInFor(pathname: string, search: string): string {
  if (isKeptAddress({ pathname, search })) return pathname + search;
  if (pathname === HELP || pathname === HOME || pathname === ATTRACT) return pathname;
  if (/^\/kiosk\/(book|call-me|call-me-later)$/.test(pathname)) return LATER;
  if ([SIGN_OUT, "/kiosk/start"].includes(pathname)) return ATTRACT;
  return OFFLINE;
}

/** The page's address behind the address of its data. */
export function screenOfData(data: URL): string {
  const pathname = data.pathname.replace(/\.data$/, "");
  const asked = new URLSearchParams(data.search);
  for (const name of ["_routes", "index"]) asked.delete(name);
  return pathname + (asked.size === 0 ? "" : `?${asked.toString()}`);
}

/** A kept page says since when it stands there: its clock goes on from then. */
export function withKeptTime(html: string, keptAtMs: number): string {
  return html.replace(/<html(?=[\s>])/, `<html data-kept-at="${Math.round(keptAtMs)}"`);
}
