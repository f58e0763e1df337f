/** What the kiosk's routes need: JavaScript and styles, each under its limit. What the browser loads is weighed where everybody is at hand, in geometry.kiosk.spec.ts. */
import { expect } from "@playwright/test";
import { test } from "./kiosk-district.ts";
import { tooHeavy, weightsByRoute } from "./kiosk-weight.ts";

test("no route of the kiosk needs more than its scripts and styles may weigh", async ({ playwright, server }) => {
  const machine = await playwright.request.newContext({ baseURL: server.origin });
  const weights = await weightsByRoute(machine);
  expect(Object.keys(weights).length).toBeGreaterThan(30);
  expect(Object.entries(weights).flatMap(([route, weight]) => tooHeavy(route, weight))).toEqual([]);
  await machine.dispose();
});
