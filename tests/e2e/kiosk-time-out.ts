/** Whichever module stands open when somebody walks away: it warns, a touch stays, and after the time-out nothing of the elder is found anywhere. */
import { expect, type Browser, type Page } from "@playwright/test";
import { shown } from "./kiosk-machine.ts";
import type { Facts, People, Stand } from "./kiosk-people.ts";
import { KIOSK_SCREENS, type KioskScreen } from "./kiosk-screens.ts";
import { tracesOf } from "./kiosk-traces.ts";

export type Visit = { readonly stand: Stand; readonly screens: KioskScreen[] };

/** One screen of each route that knows the elder, by elder: whoever stands in two situations has one session, which ends once. */
export function visitsOf(people: People): Visit[] {
  const routes = new Set<string>();
  const visits = new Map<string, Visit>();
  for (const screen of KIOSK_SCREENS) {
    const elder = people.elders[screen.who];
    if (elder === undefined || screen.sentFor(people.facts) !== null || routes.has(screen.route)) continue;
    routes.add(screen.route);
    const visit = visits.get(elder.idNumber) ?? { stand: screen.who, screens: [] };
    visit.screens.push(screen);
    visits.set(elder.idNumber, visit);
  }
  return [...visits.values()];
}

/** The shortest time without a touch after which a screen warns, and the longest. */
const [STEP_MS, LONGEST_MS] = [10_000, 100_000];

/** Lets the time pass that nobody touches this screen, until it warns. */
export async function untilWarned(page: Page): Promise<void> {
  const warning = page.getByRole("alertdialog");
  for (let waited = 0; waited < LONGEST_MS; waited += STEP_MS) {
    await page.clock.fastForward(STEP_MS);
    if (await warning.isVisible()) return;
  }
  throw new Error(`${page.url()} never warns`);
}

async function stayOn(page: Page, screen: KioskScreen, facts: Facts): Promise<void> {
  await page.goto(screen.addressFor(facts));
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  expect([screen.name, await page.locator(screen.showsFor(facts)).count()]).not.toEqual([screen.name, 0]);
  await untilWarned(page);
  await page.touchscreen.tap(540, 300);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
}

/** Looks at the screens as that person, each until it warns, walks away from the last, and looks for what is left. */
export async function walkAway(
  browser: Browser,
  { origin, people, stand, screens }: Visit & { readonly origin: string; readonly people: People },
): Promise<void> {
  const elder = people.elders[stand];
  if (elder === undefined) throw new Error(`nobody is ${stand}`);
  const viewport = { width: 1080, height: 1920 };
  const context = await browser.newContext({ baseURL: origin, viewport, hasTouch: true });
  await context.addCookies(people.cookies[stand].map((cookie) => ({ ...cookie, url: origin })));
  const page = await context.newPage();
  await page.clock.install();
  for (const screen of screens) await stayOn(page, screen, people.facts);
  await untilWarned(page);
  await page.clock.fastForward(LONGEST_MS);
  await shown(page, /\/kiosk$/);
  expect(await tracesOf(page, elder)).toEqual([]);
  await context.close();
}
