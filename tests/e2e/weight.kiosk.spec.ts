/** What the kiosk's pages weigh as the browser loads them: JavaScript, styles and the page itself, each under its limit. */
import { expect } from "@playwright/test";
import { test } from "./kiosk-district.ts";
import { gatherPeople } from "./kiosk-people.ts";
import { KIOSK_SCREENS } from "./kiosk-screens.ts";
import { tooHeavy, weigh, weightsByRoute } from "./kiosk-weight.ts";

test("no route of the kiosk needs more than its scripts and styles may weigh", async ({ playwright, server }) => {
  const machine = await playwright.request.newContext({ baseURL: server.origin });
  const weights = await weightsByRoute(machine);
  expect(Object.keys(weights).length).toBeGreaterThan(30);
  expect(Object.entries(weights).flatMap(([route, weight]) => tooHeavy(route, weight))).toEqual([]);
  await machine.dispose();
});

test("no screen loads more than it may, the page itself among it", async ({ browser, playwright, server }) => {
  test.setTimeout(300_000);
  const people = await gatherPeople(() => playwright.request.newContext({ baseURL: server.origin }));
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { name, route, who, addressFor } of KIOSK_SCREENS) {
    if (seen.has(route)) continue;
    seen.add(route);
    const cookies = people.cookies[who].map((cookie) => ({ ...cookie, url: server.origin }));
    const weight = await weigh(browser, cookies, server.origin + addressFor(people.facts));
    // A page without its scripts would be light and of no use.
    expect(weight.script, name).toBeGreaterThan(70);
    faults.push(...tooHeavy(name, weight));
  }
  await people.leave();
  expect(faults).toEqual([]);
});
