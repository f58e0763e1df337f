/** Opens the phone of a page once, and sets up what goes on without a page: the service worker and the browser's promise to keep the store. */
import { holdPhone } from "./current-phone.ts";
import { Phone } from "./phone.client.ts";
import { PhoneStore } from "./phone-store.client.ts";

const LAST_WORKER = "bedside-worker";
const LAST_LOOK = "bedside-worker-look";

export type StartFacts = {
  /** Of the session; null on a page without a server, where the last worker of this phone is meant. */
  readonly workerId: string | null;
  /** Language and look of the page: the kept pages are fetched anew when they change. */
  readonly look: string;
};

let started: { readonly workerId: string; readonly phone: Promise<Phone | null> } | null = null;

const keepsData = () =>
  window.isSecureContext && "indexedDB" in window && crypto.subtle !== undefined && "serviceWorker" in navigator;

async function openPhone(workerId: string): Promise<Phone | null> {
  try {
    const store = await PhoneStore.open(workerId);
    const isInstalled = matchMedia("(display-mode: standalone)").matches;
    const appBuild = window.__remixManifest?.version ?? "development";
    const phone = new Phone(store, appBuild, { isInstalled, isInWeChat: /MicroMessenger/i.test(navigator.userAgent) });
    await phone.begin();
    holdPhone(phone);
    void navigator.storage?.persist?.();
    return phone;
  } catch (thrown) {
    // A browser that keeps nothing (private windows): the forms still work.
    console.warn(thrown);
    return null;
  }
}

async function registerServiceWorker(look: string): Promise<void> {
  if (!import.meta.env.PROD) return;
  await navigator.serviceWorker.register("/service-worker.js", { scope: "/worker" });
  if (localStorage.getItem(LAST_LOOK) === look) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ kind: "fetch-pages" });
  localStorage.setItem(LAST_LOOK, look);
}

/** Null when this browser keeps nothing, or when nobody has ever worked on this phone. */
export async function startPhone({ workerId, look }: StartFacts): Promise<Phone | null> {
  if (!keepsData()) return null;
  const who = workerId ?? localStorage.getItem(LAST_WORKER);
  if (who === null) return null;
  if (started !== null && started.workerId !== who) (await started.phone)?.end();
  if (started?.workerId !== who) started = { workerId: who, phone: openPhone(who) };
  localStorage.setItem(LAST_WORKER, who);
  // Without a session there is nothing to fetch pages with.
  if (workerId !== null) void registerServiceWorker(look).catch((thrown: unknown) => console.warn(thrown));
  return started.phone;
}

/** After the wipe: the next start begins with nothing. */
export function forgetPhone(): void {
  started = null;
  holdPhone(null);
  localStorage.removeItem(LAST_WORKER);
}
