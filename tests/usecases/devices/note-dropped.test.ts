/** Messages that the broker threw away: counted also across starts of the product and of the broker, and shown for some days. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { noteDropped, showDropped } from "#app/usecases/devices/note-dropped.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { later } from "#tests/support/family-bed-devices.ts";
import { queryRows } from "#tests/support/elders-at-home.ts";

let database: Database;
let context: Context;
beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
});
afterAll(async () => database.close());

const DAY = 86_400;
const note = (seconds: number, total: number, broker = "bedside-320613") =>
  noteDropped(later(context, seconds), { broker, total });

it("what went is the growth since it was seen last, and all of it after the broker's start", async () => {
  // Went before the product knew this broker.
  expect(await note(0, 40)).toBe(0);
  expect(await showDropped(later(context, 1), 7)).toBeNull();
  expect(await note(10, 40)).toBe(0);
  // While the product was away.
  expect(await note(3600, 52)).toBe(12);
  // The broker began anew, and lost three since.
  expect(await note(7200, 3)).toBe(3);
  expect(await note(7210, 0)).toBe(0);
  expect(await note(7220, 1)).toBe(1);
  // Another broker counts by itself.
  expect(await note(7230, 9, "bedside-other")).toBe(0);
  expect(await showDropped(later(context, 7300), 7)).toEqual({
    messages: 16,
    lastAt: expect.stringContaining("T"),
  });
});

it("is written down only when the count changed, and shown until it is old", async () => {
  const before = await queryRows(context, "select 1 from audit_event where action = 'device.broker-dropped'");
  expect(before).toHaveLength(6);
  await note(7240, 1);
  expect(await queryRows(context, "select 1 from audit_event where action = 'device.broker-dropped'")).toHaveLength(6);
  expect(await showDropped(later(context, 7220 + 7 * DAY), 7)).toMatchObject({ messages: 1 });
  expect(await showDropped(later(context, 7221 + 7 * DAY), 7)).toBeNull();
});
