import { afterAll, beforeAll, expect, it } from "vitest";
import { NOTHING } from "#app/domain/access/scope.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import {
  lapseScreenUse,
  recordScreenUse,
  showScreenUse,
  SHOWN_DAYS,
} from "#app/usecases/kiosk/count-screen-use.server.ts";
import type { Database } from "#db/connection.server.ts";
import { firstElders, loadRows } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { pairedMachine } from "#tests/support/kiosk-machine.ts";
import { MONTH, NOW, query } from "./kiosk-district.ts";

const DAY = 24 * 60;
let database: Database;
let deviceId = "";
const at = (days: number, changes = {}) => testContext(database, { now: plusMinutes(NOW, days * DAY), ...changes });

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(at(0), firstElders(3, { seed: "7", month: MONTH }));
  ({ deviceId } = await pairedMachine(at(0, { actor: "user:liu" })));
});
afterAll(async () => database.close());

const use = { screen: "book.time", locale: "zh-CN", step: 2, seconds: 20, end: "on" } as const;
const count = (days: number, changes = {}) =>
  recordScreenUse(at(days, { actor: "anonymous" }), { deviceId, ...use, ...changes });

it("adds up a day of a machine, and shows the district where people give up without naming anybody", async () => {
  for (const end of ["on", "left", "timed_out", "helped"] as const) await count(0, { end });
  await count(0, { screen: "book.what", seconds: 90_000 });
  await count(0, { step: 3 });
  const { screens } = await showScreenUse(at(0));
  expect(screens.map(({ screen, shown, givenUpPercent }) => [screen, shown, givenUpPercent])).toEqual([
    ["book.time", 5, 60],
    ["book.what", 1, 0],
  ]);
  // Nobody looks at a screen for a day: what stands longer counts ten minutes.
  expect(screens.find(({ screen }) => screen === "book.what")?.seconds).toBe(600);
  expect(await query(at(0), "select count(*)::int as rows from kiosk_screen_use")).toEqual([{ rows: 3 }]);
});

it("shows thirty days, and the kiosks of one's own streets only", async () => {
  const shown = async (days: number, scope = {}) => (await showScreenUse(at(days, scope))).screens.length;
  expect(await shown(SHOWN_DAYS - 1)).toBe(2);
  expect(await shown(SHOWN_DAYS)).toBe(0);
  expect(await shown(0, { scope: NOTHING })).toBe(0);
});

it("forgets a day when the policy's time is over, and keeps the day before that", async () => {
  const kept = 180;
  await count(1);
  expect(await lapseScreenUse(at(kept))).toBe(0);
  expect(await lapseScreenUse(at(kept + 1))).toBe(3);
  expect(await query(at(0), "select used_on::text as day from kiosk_screen_use")).toEqual([{ day: "2026-11-16" }]);
});
