/** A call for help of a device that nothing names is heard; what came with it is taken in, and the message stays to be looked at. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import { drainInbox, SHORT_DELIVERY } from "#app/usecases/devices/receive-delivery.server.ts";
import { receiveMqtt } from "#app/usecases/devices/receive-mqtt.server.ts";
import { showUnread } from "#app/usecases/devices/show-unread.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { countBatches, hangDevice, later } from "#tests/support/family-bed-devices.ts";
import { mapping } from "#tests/support/unseen-mapping.ts";

let database: Database;
let context: Context;
const list = mapping({
  topics: ["list/{site}", "gw/{gateway}"],
  each: "$.list[*]",
  device: "@.d",
  messageId: "@.id",
  measures: [
    { measure: "sos", from: "@.sos" },
    { measure: "motion", from: "@.m" },
  ],
});

beforeAll(async () => {
  let elders: string[];
  ({ database, context, elders } = await openEldersAtHome());
  for (const deviceNo of ["A", "B", "GW"])
    await hangDevice(context, {
      ...{ deviceNo, typeCode: deviceNo === "GW" ? "gateway" : "sos_button", vendor: "seen-never" },
      elderNo: elders[0] ?? "",
    });
});
afterAll(async () => database.close());

const rows = <Row>(query: string) => queryRows<Row>(context, query);
const send = (topic: string, items: object[], at = context) =>
  receiveMqtt(at, { mappings: [list] }, { topic, payload: JSON.stringify({ list: items }), retained: false });
const alertsAt = (topic: string) =>
  rows<{ kind: string; device_id: string | null }>(
    `select kind, device_id from alert where facts->>'topic' = '${topic}'`,
  );
const readings = async () => (await rows<{ n: number }>("select count(*)::int as n from device_reading"))[0]?.n ?? 0;

it("alarms without a home, stands among the unread, and what came with it is stored", async () => {
  const before = await readings();
  const items = [{ d: "A", m: 1 }, { d: "B", m: 1 }, { sos: true }, { m: 1 }];
  expect(await send("list/7", items)).toMatchObject({
    accepted: 4,
    taken: { stored: 2, unknown: 2, duplicates: 0, raised: 1 },
  });
  expect(await readings()).toBe(before + 2);
  expect(await alertsAt("list/7")).toEqual([{ kind: "sos", device_id: null }]);
  const unread = await showUnread(later(context, 1));
  expect(unread.filter(({ topic }) => topic === "list/7")).toMatchObject([
    {
      reason: "no-device",
      vendor: "seen-never",
      externalId: null,
      messages: 1,
      lastBody: JSON.stringify({ list: items }),
    },
  ]);
});

it("alarms where it is all that the message holds; with an id it alarms once however often it comes", async () => {
  for (const seconds of [0, 60])
    expect(await send("list/8", [{ id: "p1", sos: true }], later(context, seconds))).toMatchObject({ accepted: 1 });
  expect(await alertsAt("list/8")).toHaveLength(1);
  await send("list/8", [{ id: "p2", sos: true }], later(context, 61));
  expect(await alertsAt("list/8")).toHaveLength(2);
});

it("without a call for help it is kept and alarms nobody", async () => {
  await send("list/9", [{ m: 1 }]);
  expect(await alertsAt("list/9")).toEqual([]);
  expect((await showUnread(later(context, 1))).filter(({ topic }) => topic === "list/9")).toHaveLength(1);
});

it("is the registered gateway's of its topic, and alarms in its home", async () => {
  await send("gw/GW", [{ d: "A", m: 1 }, { d: "B", m: 1 }, { sos: true }], later(context, 5));
  expect(
    await rows(
      `select a.kind, a.elder_id is not null as home from alert a join device d on d.id = a.device_id where d.device_no = 'GW'`,
    ),
  ).toEqual([{ kind: "sos", home: true }]);
});

it("does not wait with the rest of a long buffer", async () => {
  const long = Array.from({ length: SHORT_DELIVERY + 1 }, (_, index) => ({
    ...{ d: index % 2 === 0 ? "A" : "B", m: 1, id: `long-${index}` },
  }));
  const before = await readings();
  expect(await send("list/long", [...long, { sos: true }])).toMatchObject({
    accepted: SHORT_DELIVERY + 2,
    waits: true,
    taken: { stored: 0, unknown: 1, raised: 1 },
  });
  while (await drainInbox(context));
  expect(await readings()).toBe(before + long.length);
  expect(await alertsAt("list/long")).toHaveLength(1);
});

it("goes by the lane of calls for help", async () => {
  const { batches, fault } = countBatches();
  const lanes = openIntakeLanes(() => context, fault);
  const take = (item: object) =>
    receiveMqtt(
      context,
      { mappings: [list], lanes },
      { topic: "list/lane", payload: JSON.stringify({ list: [item] }), retained: false },
    );
  await Promise.all([...[1, 2, 3].map((at) => take({ d: "A", m: 1, id: `lane-${at}` })), take({ sos: true })]);
  // The first word alone, the others together, and the call by itself.
  expect([...batches].sort()).toEqual([1, 1, 2]);
});
