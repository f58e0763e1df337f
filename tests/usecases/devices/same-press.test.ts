/** A call for help without an id of its own that comes again opens no second alert, and no press is taken for another (SAME_PRESS). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAME_PRESS, type DeviceMessage } from "#app/domain/devices/reading.ts";
import { instant } from "#app/domain/time/instant.ts";
import { receiveMqtt } from "#app/usecases/devices/receive-mqtt.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { mapping } from "#tests/support/unseen-mapping.ts";

let database: Database;
let context: Context;
let elderNo: string;

beforeAll(async () => {
  const home = await openEldersAtHome();
  ({ database, context } = home);
  elderNo = home.elders[0] ?? "";
});
afterAll(async () => database.close());

const rows = <Row>(query: string) => queryRows<Row>(context, query);
const hang = (deviceNo: string, vendor = "generic") =>
  hangDevice(context, { deviceNo, typeCode: "sos_button", elderNo, vendor });
/** Somebody gave the outcome: what is said from now on joins it no more. */
const settle = (deviceNo: string) =>
  rows(`update alert set state = 'awaiting_second', outcome = 'true', closed_by = 'chen', closed_at = raised_at
    where device_id = (select id from device where device_no = '${deviceNo}')`);
const repeatsOf = async (deviceNo: string) =>
  (
    await rows<{ repeats: number }>(
      `select a.repeats from alert a join device d on d.id = a.device_id where d.device_no = '${deviceNo}' order by alert_no`,
    )
  ).map(({ repeats }) => repeats);

describe("with a time of its own", () => {
  const press = (deviceNo: string, changes: Partial<DeviceMessage> = {}) =>
    said(deviceNo, { sos: true }, { deviceAt: context.now, ...changes });

  it("is one press whatever else it says when it comes again, also when the alert is being settled", async () => {
    await hang("P1");
    await say(context, press("P1", { sequence: 4 }));
    await say(later(context, 20), press("P1", { sequence: 5 }));
    expect(await repeatsOf("P1")).toEqual([0]);
    await settle("P1");
    await say(later(context, 300), said("P1", { sos: true, battery_percent: 80 }, { deviceAt: context.now }));
    expect(await repeatsOf("P1")).toEqual([0]);
    await say(later(context, 301), press("P1", { deviceAt: later(context, 1).now }));
    expect(await repeatsOf("P1")).toEqual([0, 0]);
  });

  it("and another kind at the same time is another call", async () => {
    await hang("P2");
    await say(context, press("P2"), said("P2", { fall: true }, { deviceAt: context.now }));
    expect(await repeatsOf("P2")).toEqual([0, 0]);
  });

  it("that lies further back than anybody waits, as of a clock that stands still, names no press", async () => {
    const days = SAME_PRESS.ownTimeDays * 86_400;
    for (const [deviceNo, beyond, alerts] of [
      ["P3", 0, 1],
      ["P4", 1, 2],
    ] as const) {
      await hang(deviceNo);
      const stands = press(deviceNo, { deviceAt: instant(context.now - beyond) });
      await say(later(context, days - 60), stands);
      await settle(deviceNo);
      await say(later(context, days), stands);
      expect(await repeatsOf(deviceNo)).toHaveLength(alerts);
    }
  });
});

describe("without a time, of the broker", () => {
  const generic = mapping({
    topics: ["press/{device}", "home/{site}"],
    device: "$.d",
    measures: [{ measure: "sos", from: "$.sos" }],
  });
  const give = (topic: string, seconds: number, packetId: number, again = false) =>
    receiveMqtt(
      later(context, seconds),
      { mappings: [generic] },
      { topic, payload: '{"sos":true}', retained: false, delivered: { packetId, again } },
    );
  const minutes = SAME_PRESS.redeliveredMinutes * 60;

  it("is the press that it says to be again, as long as a restart takes", async () => {
    await hang("Q1", "seen-never");
    await give("press/Q1", 0, 7);
    expect(await give("press/Q1", 60, 7, true)).toMatchObject({ taken: { stored: 0, duplicates: 1, raised: 0 } });
    await give("press/Q1", minutes, 7, true);
    expect(await repeatsOf("Q1")).toEqual([0]);
    await give("press/Q1", minutes + 1, 7, true);
    expect(await repeatsOf("Q1")).toEqual([0, 0]);
  });

  it("is another press under another packet identifier, and where it does not say to come again", async () => {
    await hang("Q2", "seen-never");
    await give("press/Q2", 0, 8);
    await give("press/Q2", 60, 9, true);
    await give("press/Q2", 120, 8);
    expect(await repeatsOf("Q2")).toEqual([0, 0, 0]);
  });

  it("that joined an alert joins nothing when it comes again", async () => {
    await hang("Q3", "seen-never");
    await give("press/Q3", 0, 10);
    await give("press/Q3", 20, 11);
    for (const seconds of [30, 90]) await give("press/Q3", seconds, 11, true);
    expect(await repeatsOf("Q3")).toEqual([1]);
  });

  it.each([
    ["a device that nobody knows", "press/NOBODY", "external_id", "NOBODY"],
    ["a device that nothing names", "home/7", "topic", "home/7"],
  ])("of %s alarms once as well", async (_who, topic, fact, value) => {
    const alerts = () => rows(`select kind from alert where facts->>'${fact}' = '${value}'`);
    await give(topic, 0, 12);
    await give(topic, 60, 12, true);
    expect(await alerts()).toHaveLength(1);
    await give(topic, 61, 13, true);
    expect(await alerts()).toHaveLength(2);
  });
});
