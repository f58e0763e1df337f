/** Messages that nobody could read go after the days that the policy keeps them, oldest first, and the log says how many. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { unreadKeptFrom } from "#app/domain/policy/retention.ts";
import { instant, instantAt, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { lapseUnread, LAPSED_AT_ONCE } from "#app/usecases/devices/lapse-unread.server.ts";
import { keepUnreadable } from "#app/usecases/devices/receive-delivery.server.ts";
import type { Database } from "#db/connection.server.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { sql } from "drizzle-orm";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { loadSmallDistrict } from "#tests/support/small-district.ts";
import { loggedEvents } from "../elders/street-office.ts";

let database: Database;
const now = instant("2026-11-15T04:00:00Z");
const context = (at: Instant = now) => testContext(database, { now: at, actor: "system:lapse-evidence" });
const firstKept = instantAt(unreadKeptFrom(localDateOf(now), SAMPLE_POLICY.parameters), 0);

beforeAll(async () => {
  database = await testDatabase();
  await loadSmallDistrict(database, 12);
});
afterAll(async () => database.close());

const keep = (at: Instant, ...bodies: string[]) =>
  keepUnreadable(
    context(at),
    bodies.map((body) => ({ channel: "mqtt" as const, topic: "a/b", vendor: null, reason: "no-mapping", body })),
  );
const bodies = async () =>
  inTransaction(context(), async (unit) =>
    rowsOf<{ body: string }>(await unit.orm.execute(sql`select body from device_quarantine order by body`)),
  );

it("stay through the last day that the policy keeps them", async () => {
  await keep(firstKept, "first kept");
  await keep(instant(firstKept - 1), "last of the day before");
  expect(await lapseUnread(context())).toBe(1);
  expect(await bodies()).toEqual([{ body: "first kept" }]);
  expect(await loggedEvents(database, "device.lapse-unread")).toMatchObject([
    { subjectId: localDateOf(firstKept), facts: { messages: 1 } },
  ]);
});

it("go in several pieces where they are many, and a second night finds nothing", async () => {
  await keep(instant(firstKept - 1), ...Array.from({ length: LAPSED_AT_ONCE + 1 }, (_, index) => `old ${index}`));
  expect(await lapseUnread(context())).toBe(LAPSED_AT_ONCE + 1);
  expect(await lapseUnread(context())).toBe(0);
  expect(await bodies()).toEqual([{ body: "first kept" }]);
  expect((await loggedEvents(database, "device.lapse-unread")).map(({ facts }) => facts)).toEqual([
    { messages: 1 },
    { messages: LAPSED_AT_ONCE },
    { messages: 1 },
  ]);
});
