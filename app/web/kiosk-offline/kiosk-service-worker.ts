/**
 * Keeps a paired kiosk of use without a network. Pages come from the network; the few that are the same for everybody are kept and come from
 * there when nobody answers in time. What is kept and what stands in for the rest is decided in `kept-screens.ts`. A visit that ends without
 * a network is ended on the server before anything else is asked of it: the next visitor never finds the session of the one before.
 */
import { assetsOf } from "../offline/kept-pages.ts";
import {
  FIRST_SCREENS,
  isKeptAddress,
  KEPT_MARK,
  keptLinksOf,
  kioskAssetsOf,
  manifestOf,
  mayBeKept,
  screenOfData,
  SIGN_OUT,
  standInFor,
  withKeptTime,
} from "./kept-screens.ts";

declare const BUILD_ID: string;

type Extendable = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly clientId: string;
  readonly respondWith: (answer: Promise<Response>) => void;
};
type Told = Extendable & { readonly data: unknown };
type Page = { readonly navigate: (address: string) => Promise<unknown> };
type Scope = {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void>; readonly get: (id: string) => Promise<Page | undefined> };
  readonly addEventListener: <Heard>(kind: string, listener: (event: Heard) => void) => void;
};

const scope = globalThis as unknown as Scope;
const PREFIX = "bedside-kiosk-";
const CACHE = `${PREFIX}${BUILD_ID}`;
/** Survives builds: holds one entry while a visit's end has not reached the server. */
const OWED = "bedside-owed-wipe";
const KEPT_AT = "x-kept-at";
/** A network that does not bring a kept page by then is none; other pages may take the server longer. */
const KEPT_PATIENCE_MS = 3000;
const OTHER_PATIENCE_MS = 10_000;
const FRESH_MS = 600_000;
const MOST_SCREENS = 60;

/** Stores one page if it may be stored. @returns its markup, null when it is not kept */
async function keepScreen(cache: Cache, address: string): Promise<string | null> {
  const response = await fetch(address, { cache: "no-store" });
  const html = await response.text();
  const url = new URL(address, location.origin);
  const { status, redirected, headers } = response;
  const contentType = headers.get("content-type");
  if (!mayBeKept({ address: url, status, redirected, contentType, mark: headers.get(KEPT_MARK) })) return null;
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length"]) kept.delete(name);
  kept.set(KEPT_AT, String(Date.now()));
  await cache.put(address, new Response(html, { headers: kept }));
  return html;
}

async function keepAssets(cache: Cache, pages: readonly string[]): Promise<void> {
  const manifest = pages.map(manifestOf).find((found) => found !== null);
  const listed = manifest === undefined ? [] : kioskAssetsOf(await (await fetch(manifest)).text());
  for (const asset of new Set([...pages.flatMap(assetsOf), ...listed, "/favicon.svg"]))
    if ((await cache.match(asset)) === undefined) await cache.add(asset);
}

let keptAtMs = -Infinity;

/** Fetches every page that may be kept, and drops the ones that are not shown any more. */
async function keepScreens(): Promise<void> {
  if (performance.now() - keptAtMs < FRESH_MS) return;
  const cache = await caches.open(CACHE);
  const asked = [...FIRST_SCREENS];
  const pages: string[] = [];
  for (let at = 0; at < asked.length && at < MOST_SCREENS; at += 1) {
    const html = await keepScreen(cache, asked[at] ?? "");
    // Somebody stands there: the pages of this moment are theirs.
    if (html === null && at < FIRST_SCREENS.length) return;
    if (html === null) continue;
    pages.push(html);
    asked.push(...keptLinksOf(html).filter((link) => !asked.includes(link)));
  }
  await keepAssets(cache, pages);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (isKeptAddress({ pathname, search }) && !asked.includes(pathname + search)) await cache.delete(url);
  }
  keptAtMs = performance.now();
}

/** The build before this one stays too: a page of it may still be open. */
async function dropOldCaches(): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
}

/** Null when the network does not answer in time, or only something before the server does. What changes something is waited for. */
async function fromNetwork(request: Request, patienceMs: number): Promise<Response | null> {
  const asked = fetch(request).then(
    (response) => ([502, 503, 504].includes(response.status) ? null : response),
    () => null,
  );
  if (request.method !== "GET") return asked;
  return Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))]);
}

/** Ends on the server the visit whose end did not reach it. @returns false while it still does not */
async function settleWipe(): Promise<boolean> {
  if (!(await caches.has(OWED))) return true;
  try {
    const signal = AbortSignal.timeout(KEPT_PATIENCE_MS);
    if (!(await fetch(SIGN_OUT, { method: "POST", signal })).ok) return false;
  } catch {
    return false;
  }
  await caches.delete(OWED);
  return true;
}

async function oweWipe(): Promise<void> {
  await (await caches.open(OWED)).put("/owed", new Response("1"));
}

async function keptScreen(address: string): Promise<Response | null> {
  const found = await (await caches.open(CACHE)).match(address);
  if (found === undefined) return null;
  const html = withKeptTime(await found.text(), Number(found.headers.get(KEPT_AT)));
  return new Response(html, { headers: found.headers });
}

async function answerScreen(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const patience = isKeptAddress({ pathname, search }) ? KEPT_PATIENCE_MS : OTHER_PATIENCE_MS;
  const answer = (await settleWipe()) ? await fromNetwork(request, patience) : null;
  if (answer !== null) return answer;
  if (pathname === SIGN_OUT) await oweWipe();
  const address = standInFor(pathname, search);
  // A page is drawn for its own address, so another one is led to.
  if (address !== pathname + search) return Response.redirect(new URL(address, location.origin), 303);
  return (await keptScreen(address)) ?? fetch(request);
}

/** A step of an open page. Without a network the whole page is opened instead, which brings a kept one. */
async function answerData({ request, clientId }: Fetching): Promise<Response> {
  const answer = (await settleWipe()) ? await fromNetwork(request, OTHER_PATIENCE_MS) : null;
  if (answer !== null) return answer;
  if (request.signal.aborted) return Response.error();
  const page = await scope.clients.get(clientId);
  if (page === undefined) return Response.error();
  void page.navigate(screenOfData(new URL(request.url)));
  // The page is on its way: an answer would only show a fault before it goes.
  return new Promise((resolve) => setTimeout(() => resolve(Response.error()), OTHER_PATIENCE_MS));
}

async function answerAsset(request: Request): Promise<Response> {
  const found = await caches.match(request);
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

scope.addEventListener<Extendable>("install", (event) => {
  event.waitUntil(keepScreens().then(() => scope.skipWaiting()));
});

scope.addEventListener<Extendable>("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => scope.clients.claim()));
});

scope.addEventListener<Fetching>("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answerScreen(request));
  else if (/^\/kiosk[^.]*\.data$/.test(pathname)) event.respondWith(answerData(event));
  else if (pathname.startsWith("/assets/") && request.method === "GET") event.respondWith(answerAsset(request));
});

scope.addEventListener<Told>("message", (event) => {
  if ((event.data as { kind?: unknown } | null)?.kind === "keep-screens")
    event.waitUntil(keepScreens().catch(() => undefined));
});
