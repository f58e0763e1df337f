/**
 * Opens the worker's pages without a network. Documents come from the network, and from the kept pages when nobody answers; scripts and
 * styles come from the cache. Pages with people's data are never cached: the kept ones are frames, their content lies encrypted in the
 * phone's store. The outbox is none of this file's: an update of the app replaces caches and leaves the store alone.
 */
import { alone, drain } from "./drain.client.ts";
import { assetsOf, KEPT_FILES, KEPT_PAGES, keptPageOf, pageFor, shellAddress } from "./kept-pages.ts";
import { PhoneStore } from "./phone-store.client.ts";

declare const BUILD_ID: string;

type Extendable = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
type Syncing = Extendable & { readonly tag: string };
type Told = Extendable & { readonly data: unknown };
type Scope = {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly addEventListener: <Heard>(kind: string, listener: (event: Heard) => void) => void;
};

const scope = globalThis as unknown as Scope;
const PREFIX = "bedside-worker-";
const CACHE = `${PREFIX}${BUILD_ID}`;
/** A network that does not answer by then is none. */
const PATIENCE_MS = 4000;

async function fetchPages(): Promise<void> {
  const cache = await caches.open(CACHE);
  const assets = new Set<string>();
  for (const page of KEPT_PAGES) {
    // Without a session the server leads elsewhere: then the build before stays as it is, whole.
    const response = await fetch(shellAddress(page), { cache: "no-store", redirect: "error" });
    if (!response.ok) throw new Error(`${page}: ${response.status}`);
    for (const asset of assetsOf(await response.clone().text())) assets.add(asset);
    await cache.put(page, response);
  }
  // What a stylesheet needs beyond itself (fonts) is kept when it is used.
  const missing = await Promise.all([...assets].map(async (one) => ((await cache.match(one)) ? null : one)));
  await cache.addAll([...missing.filter((one) => one !== null), ...KEPT_FILES]);
}

/** The build before this one stays too: a page of it may still be open and ask for a part that it has not loaded yet. */
async function dropOldCaches(): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
}

async function keptPage(pathname: string): Promise<Response | null> {
  const kept = keptPageOf(pathname);
  if (kept === null) return null;
  const found = await (await caches.open(CACHE)).match(kept.page);
  if (found === undefined) return null;
  const headers = new Headers(found.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(pageFor(await found.text(), kept.visitNo), { headers });
}

/** Null when the network does not answer in time, or only something before the server does. */
async function fromNetwork(request: Request): Promise<Response | null> {
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const asked = fetch(request).then(
    (response) => (response.status >= 500 ? null : response),
    () => null,
  );
  return Promise.race([asked, patience]);
}

async function answerPage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return (await fromNetwork(request)) ?? (await keptPage(pathname)) ?? fetch(request);
}

async function answerAsset(request: Request): Promise<Response> {
  const found = await caches.match(request);
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

async function answerFile(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (thrown) {
    const found = await caches.match(request);
    if (found === undefined) throw thrown;
    return found;
  }
}

scope.addEventListener<Extendable>("install", (event) => {
  event.waitUntil(fetchPages().then(() => scope.skipWaiting()));
});

scope.addEventListener<Extendable>("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => scope.clients.claim()));
});

scope.addEventListener<Fetching>("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answerPage(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(answerAsset(request));
  else if ((KEPT_FILES as readonly string[]).includes(pathname)) event.respondWith(answerFile(request));
});

scope.addEventListener<Told>("message", (event) => {
  if ((event.data as { kind?: unknown } | null)?.kind === "fetch-pages") event.waitUntil(fetchPages());
});

/** Where the browser has Background Sync: the page asks for it by the worker's id when something waits. */
scope.addEventListener<Syncing>("sync", (event) => {
  const workerId = event.tag.replace(/^outbox:/, "");
  if (workerId === event.tag) return;
  const work = async () => {
    const store = await PhoneStore.open(workerId);
    const outcome = await alone(workerId, () => drain(store, { knowsSession: false, wantsDay: false }));
    store.close();
    if (outcome?.kind === "no-answer" || outcome?.photos === "no-answer") throw new Error("nobody answers");
  };
  event.waitUntil(work());
});
