/** The process ends at each named place (reliability design 17.1): what was acknowledged is there once, and what was not comes again. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { escalateAlerts } from "#app/usecases/alerts/escalate-alerts.server.ts";
import { drainInbox, receiveDelivery } from "#app/usecases/devices/receive-delivery.server.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { hangDevice, later, said } from "#tests/support/family-bed-devices.ts";
import { loadSmallDistrict } from "#tests/support/small-district.ts";

let database: Database;
let context: Context;
let elderNo: string;

beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
  await loadSmallDistrict(database, 12);
  elderNo = (await rows<{ no: string }>("select elder_no as no from elder order by 1 limit 1"))[0]?.no ?? "";
});
afterAll(async () => database.close());

async function rows<Row>(query: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(query))));
}

/** Ends the work at a place the first time it is reached, as a kill would. */
function cutAt(place: string) {
  let cut = false;
  return (name: string) => {
    if (name !== place || cut) return;
    cut = true;
    throw new Error(`cut at ${name}`);
  };
}

/** Until it is acknowledged, as a device does. @returns how often it was sent */
async function untilAcknowledged(send: () => Promise<unknown>): Promise<number> {
  for (let times = 1; ; times += 1) {
    const failed = await send().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (failed === null) return times;
    expect(String(failed)).toContain("cut at");
  }
}

it.each(["alert-before-commit", "alert-after-persist-before-ack"])(
  "cut at %s: the press is there once",
  async (place) => {
    const { deviceNo } = await hangDevice(context, { deviceNo: `K-${place}`, typeCode: "sos_button", elderNo });
    const fault = cutAt(place);
    const press = said(deviceNo, { sos: true }, { messageId: "once", deviceAt: context.now });
    const send = () => receiveDelivery(context, { channel: "https", deliveryKey: place, messages: [press] }, fault);
    expect(await untilAcknowledged(send)).toBe(2);
    expect(
      await rows(
        `select count(*)::int as alerts, sum(repeats)::int as repeats from alert a join device d on d.id = a.device_id where device_no = '${deviceNo}'`,
      ),
    ).toEqual([{ alerts: 1, repeats: 0 }]);
  },
);

it("cut while a buffer is taken in: it waits still, and is taken in once", async () => {
  const { deviceNo } = await hangDevice(context, { deviceNo: "K-buffer", typeCode: "sleep_mattress", elderNo });
  const messages = Array.from({ length: 20 }, (_, index) =>
    said(deviceNo, { heart_rate: 60 }, { sequence: index, deviceAt: plusMinutes(context.now, -index) }),
  );
  await receiveDelivery(context, { channel: "mqtt", deliveryKey: "buffer", messages });
  const fault = cutAt("inbox-before-commit");
  expect(await untilAcknowledged(() => drainInbox(later(context, 1), fault))).toBe(2);
  expect(await drainInbox(later(context, 2))).toBe(false);
  expect(
    await rows(
      `select count(*)::int as n from device_reading r join device d on d.id = r.device_id where device_no = '${deviceNo}'`,
    ),
  ).toEqual([{ n: 20 }]);
});

it.each(["ladder-before-commit", "ladder-after-commit"])(
  "cut at %s: each step is told once, at the next look",
  async (place) => {
    const { deviceNo } = await hangDevice(context, { deviceNo: `K-${place}`, typeCode: "sos_button", elderNo });
    const press = said(deviceNo, { sos: true });
    await escalateAlerts(later(context, 1000));
    const start = later(context, place === "ladder-before-commit" ? 2000 : 4000);
    await receiveDelivery(start, { channel: "https", deliveryKey: `l-${place}`, messages: [press] });
    const fault = cutAt(place);
    await untilAcknowledged(() => escalateAlerts(later(start, 61), fault));
    const told = await rows<{ step: string; n: number }>(
      `select e.facts->>'step' as step, count(*)::int as n from alert_event e join alert a on a.id = e.alert_id join device d on d.id = a.device_id
     where device_no = '${deviceNo}' and e.kind = 'told' group by 1 order by 1`,
    );
    expect(told).toEqual(["family", "lead", "seats"].map((step) => ({ step, n: 1 })));
  },
);
