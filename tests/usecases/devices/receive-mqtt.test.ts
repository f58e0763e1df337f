import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { readMapping } from "#app/integrations/devices/mapping-file.ts";
import { openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import { receiveMqtt } from "#app/usecases/devices/receive-mqtt.server.ts";
import { showUnread } from "#app/usecases/devices/show-unread.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { countBatches, hangDevice, later } from "#tests/support/family-bed-devices.ts";

let database: Database;
let context: Context;
let elders: string[];
const mappings = builtInMappings();

beforeAll(async () => {
  ({ database, context, elders } = await openEldersAtHome());
});
afterAll(async () => database.close());

const rows = <Row>(query: string) => queryRows<Row>(context, query);

const hang = (deviceNo: string, place: number, vendor = "generic") =>
  hangDevice(context, { deviceNo, typeCode: "sos_button", elderNo: elders[place] ?? "", vendor });

const message = (deviceNo: string, reading: object, retained = false) => ({
  ...{ topic: `bedside/${deviceNo}/readings`, payload: JSON.stringify({ readings: [reading] }), retained },
});

const alertsOf = async (deviceNo: string) =>
  (
    await rows<{ n: number }>(
      `select count(*)::int as n from alert a join device d on d.id = a.device_id where d.device_no = '${deviceNo}'`,
    )
  )[0]?.n;

describe("a message of the broker", () => {
  it("is read by the mapping of its topic; an unknown topic is kept aside", async () => {
    await hang("AJ-9", 8, "anju-button");
    const payload = JSON.stringify({
      devSn: "AJ-9",
      eventId: "e1",
      eventType: "PULL_CORD",
      eventTime: "2026-11-15 10:00:00",
    });
    const take = (topic: string, text: string) =>
      receiveMqtt(context, { mappings }, { topic, payload: text, retained: false });
    expect(await take("anju/event/7", payload)).toMatchObject({ taken: { raised: 1 } });
    expect(await take("anju/event/7", payload)).toMatchObject({ taken: { raised: 0, duplicates: 1 } });
    expect(await take("who/knows", "hello")).toBeNull();
    expect(await rows("select topic from device_quarantine where reason = 'no-mapping'")).toEqual([
      { topic: "who/knows" },
    ]);
  });

  it("that the broker had kept and gives at each start is one call for help; two presses without a name are two", async () => {
    const { deviceNo } = await hang("MQ-1", 0);
    const press = { sos: true };
    for (const seconds of [0, 100, 200])
      await receiveMqtt(later(context, seconds), { mappings }, message(deviceNo, press, true));
    expect(await alertsOf(deviceNo)).toBe(1);
    for (const seconds of [300, 400])
      await receiveMqtt(later(context, seconds), { mappings }, message(deviceNo, press));
    expect(await alertsOf(deviceNo)).toBe(3);
  });

  it.each([
    ["a name with NUL", { id: "a\u0000b", sos: true }],
    ["half a character", { id: "\ud800", firmware: "\udfff", sos: true }],
    ["a name longer than an index takes", { id: "x".repeat(5000), sos: true }],
    ["a counter beyond all numbers", { seq: 1e300, sos: true }],
    ["a time before all calendars", { at: "-271821-04-20T00:00:00Z", sos: true }],
  ])("with %s is a call for help all the same", async (what, reading) => {
    const { deviceNo } = await hang(`MQ-${what.length}`, 1);
    expect(await receiveMqtt(context, { mappings }, message(deviceNo, reading))).toMatchObject({
      taken: { raised: 1 },
    });
  });

  it("of a device with an endless name is kept aside and alarms", async () => {
    const reading = { device: `N\u0000${"n".repeat(9000)}`, sos: true };
    expect(await receiveMqtt(context, { mappings }, message("x", reading))).toMatchObject({
      taken: { unknown: 1, raised: 1 },
    });
  });

  it("that no database takes is kept aside, so that it does not come for ever; one that finds the database away comes again", async () => {
    const { deviceNo } = await hang("MQ-away", 2);
    const failing = (code: string) => ({
      store: () => Promise.reject(Object.assign(new Error("refused"), { code })),
      keepAside: openIntakeLanes(
        () => context,
        () => {},
      ).keepAside,
    });
    const press = message(deviceNo, { sos: true });
    expect(await receiveMqtt(context, { mappings, lanes: failing("22P05") }, press)).toBeNull();
    expect(
      await rows(`select topic from device_quarantine where reason = 'not-storable' and topic = '${press.topic}'`),
    ).toHaveLength(1);
    await expect(receiveMqtt(context, { mappings, lanes: failing("57P01") }, press)).rejects.toThrow("refused");
  });
});

describe("what nobody could read", () => {
  it("stands as one line for each sender and reason, the newest first, for the district alone", async () => {
    const at = later(context, 3600);
    const send = (topic: string, payload: string, seconds = 0) =>
      receiveMqtt(later(at, seconds), { mappings }, { topic, payload, retained: false });
    for (const seconds of [0, 5]) await send("bedside/UR-1/readings", JSON.stringify({ motion: true }), seconds);
    await send("bedside/UR-2/readings", "no json", 9);
    const rows = await showUnread(later(at, 60));
    expect(
      rows.slice(0, 2).map(({ reason, topic, externalId, messages }) => [reason, topic, externalId, messages]),
    ).toEqual([
      ["not-json", "bedside/UR-2/readings", null, 1],
      ["unknown-device", null, "UR-1", 2],
    ]);
    expect(rows[0]?.lastBody).toBe("no json");
    expect((await showUnread(later(at, 8 * 86_400))).length).toBe(0);
    const street = { ...later(at, 60), scope: { ...WHOLE_DISTRICT, streets: [] } };
    await expect(showUnread(street)).rejects.toMatchObject({ code: "whole-district-only" });
  });
});

describe("a message of bytes", () => {
  const raw = readMapping(
    "raw.json",
    JSON.stringify({
      ...{ mapping: 1, vendor: "raw-cord", topics: ["raw/{device}"], payload: "bytes", device: { topic: "device" } },
      bytes: { path: "$", encoding: "hex", fixed: [{ name: "pulled", form: "uint8", at: 1 }] },
      measures: [{ measure: "sos", from: "$.bytes.pulled" }],
    }),
  );
  const give = (topic: string, ...bytes: number[]) =>
    receiveMqtt(context, { mappings: [raw] }, { topic, payload: Uint8Array.from(bytes), retained: true });

  it("alarms, and two that differ only in what is no letter are two", async () => {
    const { deviceNo } = await hang("RAW-1", 7, "raw-cord");
    expect(await give(`raw/${deviceNo}`, 0xfe, 1)).toMatchObject({ taken: { raised: 1 } });
    expect(await give(`raw/${deviceNo}`, 0xfe, 1)).toMatchObject({ taken: { raised: 0, duplicates: 1 } });
    expect(await give(`raw/${deviceNo}`, 0xff, 1)).toMatchObject({ taken: { stored: 1 } });
  });

  it("that no mapping reads is kept in hexadecimal, one in letters as it is", async () => {
    expect(await give("unread/bytes", 0, 0xff, 0x10)).toBeNull();
    expect(await give("unread/letters", 0xe5, 0xba, 0x8a)).toBeNull();
    const kept = await rows<{ body: string }>(
      "select body from device_quarantine where topic like 'unread/%' order by topic",
    );
    expect(kept.map(({ body }) => body)).toEqual(["00ff10", "床"]);
  });
});

describe("messages that come together", () => {
  it("are stored in a few transactions, calls for help in one of their own, and each stands for itself", async () => {
    const words = await Promise.all([3, 4, 5].map((place) => hang(`MQ-w${place}`, place)));
    const { deviceNo: button } = await hang("MQ-sos", 6);
    const { batches, fault } = countBatches();
    const lanes = openIntakeLanes(() => context, fault);
    const given = Array.from({ length: 60 }, (_, index) =>
      index % 20 === 7
        ? message(button, { sos: true, id: `p${index}` })
        : message(words[index % 3]?.deviceNo ?? "", { battery_percent: 90, id: `w${index}` }),
    );
    const unread = Array.from({ length: 30 }, (_, index) => ({
      ...{ topic: `noise/${index}`, payload: "{}", retained: false },
    }));
    const taken = await Promise.all([...given, ...unread].map((one) => receiveMqtt(context, { mappings, lanes }, one)));
    expect(taken.filter((one) => one?.taken?.stored === 1)).toHaveLength(60);
    expect(taken.filter((one) => one === null)).toHaveLength(30);
    // The first of each lane goes at once, the others together with what came meanwhile.
    expect([...batches].sort((left, right) => left - right)).toEqual([1, 1, 2, 56]);
    expect(await rows("select count(*)::int as n from device_quarantine where topic like 'noise/%'")).toEqual([
      { n: 30 },
    ]);
    expect(
      await rows(`select repeats from alert a join device d on d.id = a.device_id where d.device_no = '${button}'`),
    ).toEqual([{ repeats: 2 }]);
  });
});
