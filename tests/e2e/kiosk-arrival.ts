/** Elders who stand at a kiosk of the small district, found by what their pages hold. */
import { test, type BrowserContext } from "@playwright/test";
import { KIOSK_ELDERS } from "./kiosk-district.ts";
import { CODE_PAUSE_MS, identifyBy } from "./kiosk-machine.ts";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** Visits of elders who were identified, by telephone: a code is given once a minute, and a visit lasts as long as somebody comes back to it. */
const visits = new Map<string, Cookies>();

/** @returns whether the elder stands there; not when the elder's visit has ended and no code is given now */
async function arriveAs(context: BrowserContext, phone: string): Promise<boolean> {
  const kept = visits.get(phone);
  if (kept !== undefined) {
    await context.addCookies(kept);
    if ((await context.request.get("/kiosk/schedule", { maxRedirects: 0 })).ok()) return true;
    await context.clearCookies();
  }
  if ((await identifyBy(context.request, phone)) === null) return false;
  visits.set(phone, (await context.storageState()).cookies);
  return true;
}

/** Brings the first elder whose page has what is needed; when every elder has had a code, the minute is waited for once. @returns the page */
export async function arriveWith(context: BrowserContext, address: string, sign: string): Promise<string> {
  for (const pause of [0, CODE_PAUSE_MS]) {
    if (pause > 0) test.info().setTimeout(test.info().timeout + 2 * pause);
    await new Promise((resolve) => setTimeout(resolve, pause));
    for (const { phone, sharing } of KIOSK_ELDERS) {
      if (sharing > 1 || !(await arriveAs(context, phone))) continue;
      const html = await (await context.request.get(address)).text();
      if (html.includes(sign)) return html;
      await context.clearCookies();
    }
  }
  throw new Error(`nobody's ${address} has ${sign}`);
}
