/** A vendor's format that the product has never seen is taken in while it runs, by a mapping file alone; a broken one is told and changes nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openMappings } from "#app/integrations/devices/live-mappings.server.ts";
import { openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { hangDevice } from "#tests/support/family-bed-devices.ts";
import { startBroker, type Broker } from "#tests/support/mqtt-broker.ts";
import { startAlarmWatch, type AlarmWatch } from "#workers/alarm-watch.ts";

let database: Database;
let context: Context;
let broker: Broker;
let device: MqttClient;
let watch: AlarmWatch;
const data = mkdtempSync(join(tmpdir(), "mapping-files-"));
const folder = join(data, "device-mappings");
const problems: string[] = [];

beforeAll(async () => {
  let elders: string[];
  ({ database, context, elders } = await openEldersAtHome());
  await hangDevice(context, {
    ...{ deviceNo: "CORD-1", typeCode: "sos_button", vendor: "seen-never", elderNo: elders[0] ?? "" },
  });
  mkdirSync(folder);
  broker = await startBroker("aedes");
  device = await connectAsync(broker.url);
  const contextNow = () => context;
  watch = startAlarmWatch({
    ...{ contextNow, mappings: openMappings(data), synthetic: null, tends: false, fault: () => {} },
    mqtt: {
      ...{ url: broker.url, username: null, password: null, clientId: "bedside-mapping-files", version: 5 },
      lanes: openIntakeLanes(contextNow, () => {}),
    },
    onError: (thrown) => problems.push(String(thrown)),
    onProblem: (line) => problems.push(line),
  });
  await watch.ready;
});
afterAll(async () => {
  await watch.stop();
  await device.endAsync();
  await broker.close();
  await database.close();
  rmSync(data, { recursive: true });
});

const put = (text: string) => writeFileSync(join(folder, "cords.json"), text);
const mapping = (topic: string, from: string) =>
  JSON.stringify({
    ...{ mapping: 1, vendor: "seen-never", topics: [topic], device: { topic: "device" }, messageId: "$.n" },
    measures: [{ measure: "sos", from }],
  });
const presses = async () => (await queryRows(context, "select 1 from device_reading")).length;

let press = 0;
/** Presses until one is heard, as nobody tells from outside when the file counts. */
async function pressUntilHeard(topic: string, word: string): Promise<void> {
  const before = await presses();
  for (; (await presses()) === before; await new Promise((done) => setTimeout(done, 100))) {
    press += 1;
    await device.publishAsync(topic, JSON.stringify({ n: press, [word]: true }), { qos: 1 });
  }
}

it("a new file is read and its topics are heard, a broken one is told once, and the next good one counts", async () => {
  put(mapping("cords/{device}", "$.pulled"));
  await pressUntilHeard("cords/CORD-1", "pulled");
  expect(await queryRows(context, "select kind, elder_id is not null as home from alert")).toEqual([
    { kind: "sos", home: true },
  ]);
  expect(problems).toEqual([]);
  put(mapping("cords/{other}", "$.pulled"));
  for (; problems.length === 0; await new Promise((done) => setTimeout(done, 50)));
  expect(problems).toEqual([expect.stringContaining("cords.json: topics: cords/{other} has no level {device}")]);
  await pressUntilHeard("cords/CORD-1", "pulled");
  put(mapping("bells/{device}", "$.rung"));
  await pressUntilHeard("bells/CORD-1", "rung");
  expect(problems).toHaveLength(1);
});
