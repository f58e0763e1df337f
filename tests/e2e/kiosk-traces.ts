/** What a browser still knows after somebody has left the kiosk: the page, its stores, its caches, its cookies and the pages behind it. */
import type { Page } from "@playwright/test";
import { maskName } from "#app/domain/access/masking.ts";
import type { KioskElder } from "./kiosk-district.ts";

/** Runs in the page: everything that this address keeps, as text. */
async function keptHere(): Promise<string> {
  const kept: unknown[] = [
    document.documentElement.outerHTML,
    document.title,
    { ...localStorage },
    { ...sessionStorage },
    history.state,
    document.cookie,
  ];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const found = await cache.match(request);
      kept.push(request.url, found?.headers.get("content-type")?.includes("html") ? await found.text() : null);
    }
  }
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      kept.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
    }
    database.close();
  }
  return JSON.stringify(kept);
}

/** Marks by which an elder can be known: whole and masked. */
export function marksOf({ name, idNumber, phone }: KioskElder): string[] {
  return [name, maskName(name), idNumber, phone, `${phone.slice(0, 3)}****${phone.slice(7)}`];
}

/** @returns where a mark of the elder is still found, after a look at the page and at as many pages behind it as there are */
export async function tracesOf(page: Page, elder: KioskElder): Promise<string[]> {
  const found: string[] = [];
  const marks = marksOf(elder);
  const look = async (where: string) => {
    const kept = (await page.evaluate(keptHere)) + page.url() + JSON.stringify(await page.context().cookies());
    for (const mark of marks) if (kept.includes(mark)) found.push(`${where}: ${mark}`);
  };
  await look("where the visit ended");
  const pages = await page.evaluate(() => history.length);
  for (let back = 1; back < pages; back += 1) {
    await page.goBack({ waitUntil: "load" }).catch(() => null);
    // The empty page with which a browser begins keeps nothing and shows nothing.
    if (page.url() === "about:blank") break;
    await look(`${back} pages back, ${page.url()}`);
  }
  return found;
}
