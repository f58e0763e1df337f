/**
 * Walks every screen of the kiosk over the sizes of letters, the contrasts, the languages and the layouts. npm test walks a computed
 * cover of all pairs (each screen with each size, contrast, language and layout, and each of these with each other); npm run test:kiosk walks them all.
 */
import { expect, type Page } from "@playwright/test";
import { pairwise, product } from "#tests/support/pairwise.ts";
import { gatherPeople, type NewMachine, type People } from "./kiosk-people.ts";
import { test } from "./kiosk-district.ts";
import { visitsOf, walkAway } from "./kiosk-time-out.ts";
import { KIOSK_SCREENS, unlistedRoutes, type KioskScreen } from "./kiosk-screens.ts";
import { groupsOf, stay, staysOf, readyToWalk, type Situation } from "./kiosk-walk.ts";
import { tooHeavy, weigh } from "./kiosk-weight.ts";

const FACTORS = {
  screen: KIOSK_SCREENS,
  step: [1, 2, 3],
  layout: ["portrait", "seated", "landscape"],
  locale: ["zh-CN", "en"],
  contrast: ["normal", "high"],
} as const;

/** While one works on them: only the screens whose names match KIOSK_SCREENS, and the looks that match KIOSK_LOOKS ("portrait.3.en.high"). */
const matching = (setting: string) => new RegExp(process.env[setting] ?? "");
const isWhole = process.env["KIOSK_WALK"] === "whole";
const walked = { ...FACTORS, screen: KIOSK_SCREENS.filter(({ name }) => matching("KIOSK_SCREENS").test(name)) };
const all: readonly Situation[] = isWhole ? product(walked) : pairwise(walked);
const situations = all.filter(({ layout, step, locale, contrast }) =>
  matching("KIOSK_LOOKS").test([layout, step, locale, contrast].join(".")),
);

/** A booking can be taken back for ten minutes, and the screen after it says so. */
const PEOPLE_STAY_MS = 450_000;
/** What the people need to get ready, and a screen at most, on a machine that does other things too. */
const GATHER_MS = 300_000;
const SCREEN_MS = 10_000;
/** Two pages at once: while one asks the server, the other is measured. */
const WALKERS = 2;
/** Looks between two questions whether the people are still those who were gathered: half a minute or so. */
const GROUP_LOOKS = 24;
/** A code is good for five minutes, and the server ends a visit that was silent for as long. */
const CODES_STAY_MS = 150_000;
let people: { here: People; since: number; askedAt: number } | null = null;

/** @param forChoosing whether two who share a number are to choose their name: asked for only then, because the number is sent five codes an hour */
async function peopleNow(newMachine: NewMachine, forChoosing = false): Promise<People> {
  const now = performance.now();
  if (people === null || now - people.since >= PEOPLE_STAY_MS) {
    await people?.here.leave();
    people = { here: await gatherPeople(newMachine), since: performance.now(), askedAt: performance.now() };
  }
  if (forChoosing || now - people.askedAt > CODES_STAY_MS) {
    await people.here.askAgain(forChoosing);
    people.askedAt = performance.now();
  }
  return people.here;
}

test("every route of the kiosk is on the list of screens", () => {
  expect(unlistedRoutes()).toEqual([]);
});

test("the cover holds every pair of a screen, a size, a contrast, a language and a layout", () => {
  const names = Object.keys(FACTORS) as (keyof typeof FACTORS)[];
  const held = new Set<string>();
  for (const row of pairwise(FACTORS))
    for (const one of names) for (const other of names) held.add(JSON.stringify([one, row[one], other, row[other]]));
  const missing: string[] = [];
  for (const one of names)
    for (const other of names)
      for (const first of FACTORS[one])
        for (const second of one === other ? [first] : FACTORS[other]) {
          const pair = JSON.stringify([one, first, other, second]);
          if (!held.has(pair)) missing.push(pair);
        }
  // Asked once: each of many thousand questions is a step of the report.
  expect(missing).toEqual([]);
});

/** The whole walk is told in three parts. */
const parts = isWhole
  ? FACTORS.layout.map((layout) => ({ name: `, ${layout}`, walk: situations.filter((one) => one.layout === layout) }))
  : [{ name: "", walk: situations }];

for (const { name, walk } of parts)
  test(`every screen keeps its measure${name}`, async ({ browser, playwright, server }) => {
    test.setTimeout(GATHER_MS + walk.length * SCREEN_MS);
    const found: Record<string, string[]> = {};
    const pages = await Promise.all(Array.from({ length: WALKERS }, () => browser.newPage()));
    await Promise.all(pages.map(readyToWalk));
    for (const group of groupsOf(staysOf(walk), GROUP_LOOKS)) {
      const forChoosing = group.some(({ screen }) => screen.who === "choosing");
      const here = await peopleNow(() => playwright.request.newContext({ baseURL: server.origin }), forChoosing);
      const walkOn = async (page: Page) => {
        for (let one = group.shift(); one !== undefined; one = group.shift()) {
          const shown = one;
          // A step: outside of one each call to the browser looks through all calls before it.
          const faulty = await test.step(shown.screen.name, () => stay(page, shown, { here, url: server.origin }));
          for (const [where, faults] of Object.entries(faulty)) {
            found[where] = faults;
            // Said at once: a walk of all combinations takes long.
            process.stdout.write(`${where}: ${faults.join("; ")}\n`);
          }
        }
      };
      await Promise.all(pages.map(walkOn));
    }
    await Promise.all(pages.map((page) => page.context().close()));
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
