/**
 * Walks every screen of the kiosk over the sizes of letters, the contrasts, the languages and the layouts. npm test walks a computed
 * cover of all pairs (each screen with each size, contrast, language and layout, and each of these with each other); npm run test:kiosk walks them all.
 */
import { expect, type Page } from "@playwright/test";
import { pairwise, product } from "#tests/support/pairwise.ts";
import { accessFaults, geometryFaults } from "./kiosk-geometry.ts";
import { cookieValue, gatherPeople, type NewMachine, type People } from "./kiosk-people.ts";
import { test, type KioskElder } from "./kiosk-district.ts";
import { waysOnFaults } from "./kiosk-ways.ts";
import { visitsOf, walkAway } from "./kiosk-time-out.ts";
import { KIOSK_SCREENS, unlistedRoutes, type KioskScreen } from "./kiosk-screens.ts";
import { tooHeavy, weigh } from "./kiosk-weight.ts";

const FACTORS = {
  screen: KIOSK_SCREENS,
  step: [1, 2, 3],
  layout: ["portrait", "seated", "landscape"],
  locale: ["zh-CN", "en"],
  contrast: ["normal", "high"],
} as const;

type Situation = {
  readonly screen: KioskScreen;
  readonly step: number;
  readonly layout: string;
  readonly locale: string;
  readonly contrast: string;
};

/** KIOSK_SCREENS walks only the screens whose names it matches, while one works on them. */
const chosen = new RegExp(process.env["KIOSK_SCREENS"] ?? "");
const isWhole = process.env["KIOSK_WALK"] === "whole";
const walked = { ...FACTORS, screen: KIOSK_SCREENS.filter(({ name }) => chosen.test(name)) };
const situations: readonly Situation[] = isWhole ? product(walked) : pairwise(walked);

/** A booking can be taken back for ten minutes, and the screen after it says so. */
const PEOPLE_STAY_MS = 540_000;
/** What the people need to get ready, and a screen at most, on a machine that does other things too. */
const GATHER_MS = 300_000;
const SCREEN_MS = 10_000;
/** A code is good for five minutes, and the server ends a visit that was silent for as long. */
const CODES_STAY_MS = 150_000;
let people: { here: People; since: number; askedAt: number } | null = null;

async function peopleNow(newMachine: NewMachine): Promise<People> {
  const now = performance.now();
  if (people !== null && now - people.since < PEOPLE_STAY_MS) {
    if (now - people.askedAt > CODES_STAY_MS) {
      await people.here.askAgain();
      people.askedAt = now;
    }
    return people.here;
  }
  await people?.here.leave();
  people = { here: await gatherPeople(newMachine), since: now, askedAt: now };
  return people.here;
}

async function standAt(page: Page, { screen, step, layout, locale, contrast }: Situation, here: People, url: string) {
  const look = { step, contrast, volume: 0, locale, low: layout === "seated" };
  const place = { orient: layout === "landscape" ? "landscape" : "portrait", street: 1, device: "walk" };
  const cookies = [
    ...here.cookies[screen.who].filter(({ name }) => !/look|place/.test(name)),
    { name: "bedside-kiosk-look", value: cookieValue(look) },
    { name: "bedside-kiosk-place", value: cookieValue(place) },
  ];
  await page.setViewportSize(layout === "landscape" ? { width: 1920, height: 1080 } : { width: 1080, height: 1920 });
  await page.context().clearCookies();
  await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url })));
  await page.goto(`${url}${screen.addressFor(here.facts)}`, { waitUntil: "commit" });
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  const sent = screen.sentFor(here.facts);
  if (sent !== null) await sendForm(page, sent);
}

/** The screen is the answer to a form of this page. */
async function sendForm(page: Page, sent: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((fields) => {
    const form = document.createElement("form");
    form.method = "post";
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      [field.type, field.name, field.value] = ["hidden", name, value];
      form.append(field);
    }
    document.body.append(form);
    delete document.documentElement.dataset["kioskReady"];
    for (const one of document.querySelectorAll("[data-kiosk-ready]")) one.removeAttribute("data-kiosk-ready");
    form.submit();
  }, sent);
  await page.locator("[data-kiosk-ready=yes]").waitFor();
}

/** The whole name, the identity number and the telephone stay on the server; their masks may be shown. */
async function unmasked(page: Page, elder: KioskElder | undefined): Promise<string[]> {
  if (elder === undefined) return [];
  const markup = await page.content();
  const { name, idNumber, phone } = elder;
  return [name, idNumber, phone].filter((own) => markup.includes(own)).map((own) => `not masked: ${own}`);
}

async function faultsOf(page: Page, screen: KioskScreen, here: People): Promise<string[]> {
  if ((await page.locator(screen.showsFor(here.facts)).count()) === 0) return ["another screen is shown"];
  return [
    ...(await unmasked(page, here.elders[screen.who])),
    ...(await geometryFaults(page)),
    ...(await accessFaults(page)),
    ...(screen.isNo ? await waysOnFaults(page) : []),
  ];
}

test("every route of the kiosk is on the list of screens", () => {
  expect(unlistedRoutes()).toEqual([]);
});

test("the cover holds every pair of a screen, a size, a contrast, a language and a layout", () => {
  const names = Object.keys(FACTORS) as (keyof typeof FACTORS)[];
  const held = new Set<string>();
  for (const row of pairwise(FACTORS))
    for (const one of names) for (const other of names) held.add(JSON.stringify([one, row[one], other, row[other]]));
  for (const one of names)
    for (const other of names)
      for (const first of FACTORS[one])
        for (const second of one === other ? [first] : FACTORS[other])
          expect(held.has(JSON.stringify([one, first, other, second]))).toBe(true);
});

/** The whole walk is told in nine parts. */
const parts = isWhole
  ? product({ layout: FACTORS.layout, step: FACTORS.step }).map(({ layout, step }) => ({
      name: `, ${layout}, size ${step}`,
      walk: situations.filter((one) => one.layout === layout && one.step === step),
    }))
  : [{ name: "", walk: situations }];

for (const { name, walk } of parts)
  test(`every screen keeps its measure${name}`, async ({ page, playwright, server }) => {
    test.setTimeout(GATHER_MS + walk.length * SCREEN_MS);
    const found: Record<string, string[]> = {};
    for (const situation of walk) {
      const { screen, step, layout, locale, contrast } = situation;
      const here = await peopleNow(() => playwright.request.newContext({ baseURL: server.origin }));
      await standAt(page, situation, here, server.origin);
      const faults = await faultsOf(page, screen, here);
      if (faults.length === 0) continue;
      const where = `${screen.name}, ${layout}, size ${step}, ${locale}, ${contrast}`;
      found[where] = faults;
      // Said at once: a walk of all combinations takes long.
      process.stdout.write(`${where}: ${faults.join("; ")}\n`);
    }
    expect(found).toEqual({});
  });

/** One screen of each route. */
function firstScreens(): KioskScreen[] {
  const routes = new Map<string, KioskScreen>();
  for (const screen of KIOSK_SCREENS) if (!routes.has(screen.route)) routes.set(screen.route, screen);
  return [...routes.values()];
}

/** Most of the time of a weighing is the wait for a network at rest. */
const WEIGHED_AT_ONCE = 4;

test("no screen loads more than it may, the page itself among it", async ({ browser, playwright, server }) => {
  test.setTimeout(GATHER_MS * 2);
  const here = await peopleNow(() => playwright.request.newContext({ baseURL: server.origin }));
  const waiting = firstScreens();
  const faults: string[] = [];
  const lane = async () => {
    for (let screen = waiting.shift(); screen !== undefined; screen = waiting.shift()) {
      const { name, who, addressFor } = screen;
      const cookies = here.cookies[who].map((cookie) => ({ ...cookie, url: server.origin }));
      const weight = await weigh(browser, cookies, server.origin + addressFor(here.facts));
      // A page without its scripts would be light and of no use.
      expect(weight.script, name).toBeGreaterThan(70);
      faults.push(...tooHeavy(name, weight));
    }
  };
  await Promise.all(Array.from({ length: WEIGHED_AT_ONCE }, lane));
  expect(faults).toEqual([]);
});

/** Last, because it ends everybody's visit. */
test("every module warns, and after the time-out no page, store, cache or page behind it knows the elder", async ({
  browser,
  playwright,
  server,
}) => {
  test.setTimeout(GATHER_MS * 2);
  const here = await peopleNow(() => playwright.request.newContext({ baseURL: server.origin }));
  const visits = visitsOf(here);
  expect(visits.flatMap(({ screens }) => screens).length).toBeGreaterThan(20);
  for (const visit of visits) await walkAway(browser, { origin: server.origin, people: here, ...visit });
});

test.afterAll(async () => people?.here.leave());
