import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { escalateAlerts } from "#app/usecases/alerts/escalate-alerts.server.ts";
import { sendSyntheticAlarm, isSyntheticDue } from "#app/usecases/alerts/synthetic-alarm.server.ts";
import { receiveSigned } from "#app/usecases/devices/receive-signed.server.ts";
import { watchDevices } from "#app/usecases/devices/watch-devices.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { testCrypto } from "#tests/support/small-district.ts";

let database: Database;
let context: Context;
let elders: string[];

beforeAll(async () => {
  ({ database, context, elders } = await openEldersAtHome());
});
afterAll(async () => database.close());

const rows = <Row>(query: string) => queryRows<Row>(context, query);

const alertsOf = (deviceNo: string) =>
  rows<{ kind: string; level: string; repeats: number; state: string; late: boolean; elder: string | null }>(
    `select a.kind, a.level, a.repeats, a.state, a.late, e.elder_no as elder from alert a left join elder e on e.id = a.elder_id
     join device d on d.id = a.device_id where d.device_no = '${deviceNo}' order by a.alert_no`,
  );
const elder = (index: number) => elders[index] ?? "";

describe("the ladder", () => {
  it("is told on time, once, by stored deadlines", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "L1", typeCode: "sos_button", elderNo: elder(9) });
    const start = later(context, 4000);
    await escalateAlerts(start);
    await say(start, said(deviceNo, { sos: true }));
    const told = [];
    for (const seconds of [29, 30, 30, 59.9, 61, 200, 201]) told.push(await escalateAlerts(later(start, seconds)));
    expect(told).toEqual([0, 1, 0, 0, 2, 2, 0]);
    expect(
      await rows(
        `select e.facts->>'step' as step from alert_event e join alert a on a.id = e.alert_id join device d on d.id = a.device_id where device_no = 'L1' and e.kind = 'told' order by e.id`,
      ),
    ).toEqual(["seats", "lead", "family", "street", "supervisor"].map((step) => ({ step })));
  });

  it("loses and repeats nothing when many look at once", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "L2", typeCode: "sos_button", elderNo: elder(9) });
    const start = later(context, 8000);
    await escalateAlerts(start);
    await say(start, said(deviceNo, { sos: true }));
    const looks = await Promise.all(Array.from({ length: 8 }, () => escalateAlerts(later(start, 300))));
    expect(looks.reduce((sum, one) => sum + one, 0)).toBe(5);
  });
});

describe("the watch", () => {
  it("warns of a silent device, sends somebody after a day, and ends both when it speaks", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "W1", typeCode: "radar", elderNo: elder(10) });
    const alertsAfter = async (seconds: number) => {
      await watchDevices(later(context, seconds));
      return (await alertsOf(deviceNo)).filter(({ kind }) => kind === "silent").map(({ state }) => state);
    };
    expect(await alertsAfter(29 * 60)).toEqual([]);
    expect(await alertsAfter(30 * 60)).toEqual(["open"]);
    expect(await alertsAfter(31 * 60)).toEqual(["open"]);
    const orders = () =>
      rows(
        `select o.due_on::text as due, o.result from device_work_order o join device d on d.id = o.device_id where device_no = 'W1'`,
      );
    expect(await orders()).toEqual([]);
    await alertsAfter(24 * 3600);
    await alertsAfter(24 * 3600 + 60);
    expect(await orders()).toEqual([{ due: "2026-11-17", result: null }]);
    await say(later(context, 25 * 3600), said(deviceNo, { motion: true }));
    expect(await alertsAfter(25 * 3600 + 60)).toEqual(["closed"]);
    expect(await orders()).toEqual([{ due: "2026-11-17", result: "came_back" }]);
  });

  it("sends somebody on the very day where the policy says so", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "W3", typeCode: "radar", elderNo: elder(9) });
    const dayOfYellow = (day: string) =>
      rows(`update policy_version set parameters = jsonb_set(parameters, '{yellow_due}', '"${day}"') returning id`);
    await dayOfYellow("same day");
    await watchDevices(later(context, 24 * 3600));
    await dayOfYellow("next working day");
    expect(
      await rows(
        `select o.due_on::text as due from device_work_order o join device d on d.id = o.device_id where device_no = '${deviceNo}'`,
      ),
    ).toEqual([{ due: "2026-11-16" }]);
  });

  it("raises a long time out of bed at night once", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "W2", typeCode: "sleep_mattress", elderNo: elder(11) });
    // 10:00 in Shanghai; the night begins at 23:00.
    const night = later(context, 14 * 3600);
    await say(night, said(deviceNo, { in_bed: false }));
    await watchDevices(later(night, 9 * 60));
    expect((await alertsOf(deviceNo)).filter(({ kind }) => kind === "off_bed")).toEqual([]);
    for (const minutes of [10, 11, 20]) await watchDevices(later(night, minutes * 60));
    expect((await alertsOf(deviceNo)).filter(({ kind }) => kind === "off_bed")).toMatchObject([
      { level: "orange", repeats: 0 },
    ]);
  });
});

describe("the machine's own alarm", () => {
  it("goes through the whole path, wakes nobody, and says when it did not arrive", async () => {
    const start = later(context, 90_000);
    expect(await isSyntheticDue(start)).toBe(true);
    const mappings = builtInMappings();
    const post = async (body: string, headers: Readonly<Record<string, string>>) => {
      const answer = await receiveSigned(
        start,
        { crypto: testCrypto, mappings },
        {
          token: headers["Authorization"]?.slice(7) ?? "",
          timestamp: headers["X-Bedside-Timestamp"] ?? "",
          signature: headers["X-Bedside-Signature"] ?? "",
          body: Uint8Array.from(Buffer.from(body)),
          topic: null,
        },
      );
      return answer.status;
    };
    expect(await sendSyntheticAlarm(start, testCrypto, { post, clockMs: () => 0 })).toBeNull();
    expect(await rows("select state, outcome from alert where purpose = 'synthetic'")).toEqual([
      { state: "closed", outcome: "test" },
    ]);
    expect(
      await rows(
        "select count(*)::int as n from alert_step s join alert a on a.id = s.alert_id where a.purpose = 'synthetic'",
      ),
    ).toEqual([{ n: 0 }]);
    expect(await isSyntheticDue(later(start, 299))).toBe(false);
    expect(await isSyntheticDue(later(start, 300))).toBe(true);
    expect(await sendSyntheticAlarm(later(start, 300), testCrypto, { post: async () => 503, clockMs: () => 0 })).toBe(
      "answered 503",
    );
  });
});
