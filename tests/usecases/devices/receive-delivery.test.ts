import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { openDrill } from "#app/usecases/alerts/handle-alert.server.ts";
import { drainInbox, receiveDeliveries } from "#app/usecases/devices/receive-delivery.server.ts";
import { bindDevice, moveDevice, setThreshold, unbindDevice } from "#app/usecases/devices/register-device.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";

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
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (thrown: unknown) => (isRefusal(thrown) ? thrown.code : thrown),
  );

describe("what a device says", () => {
  it("is stored once however often it is sent, and a press is an alert of its home", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "S1", typeCode: "sos_button", elderNo: elder(0) });
    const press = said(deviceNo, { sos: true }, { messageId: "p1", deviceAt: context.now });
    expect((await say(context, press)).taken).toMatchObject({ stored: 1, raised: 1 });
    expect((await say(later(context, 90), press)).taken).toMatchObject({ stored: 0, duplicates: 1, raised: 0 });
    expect(await alertsOf(deviceNo)).toEqual([
      { kind: "sos", level: "red", repeats: 0, state: "open", late: false, elder: elder(0) },
    ]);
  });

  it("again within half a minute makes the alert louder, later it is another", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "S2", typeCode: "sos_button", elderNo: elder(1) });
    for (const seconds of [0, 20, 55]) await say(later(context, seconds), said(deviceNo, { sos: true }));
    expect((await alertsOf(deviceNo)).map(({ repeats }) => repeats)).toEqual([1, 0]);
  });

  it("days late is stored as late and only its call for help alarms", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "S3", typeCode: "pendant", elderNo: elder(2) });
    // Bound just now, so what it measured before belongs to nobody; the call for help is shown all the same.
    const old = plusMinutes(context.now, -24 * 60);
    await say(
      context,
      said(deviceNo, { heart_rate: 20 }, { deviceAt: old }),
      said(deviceNo, { sos: true }, { deviceAt: old }),
    );
    expect(await alertsOf(deviceNo)).toMatchObject([{ kind: "sos", late: true, elder: null }]);
  });

  it("is judged by the elder's own thresholds, and given back the type's", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "M1", typeCode: "sleep_mattress", elderNo: elder(3) });
    await setThreshold(context, { elderNo: elder(3), name: "heart_rate_min", value: 35, reason: "医嘱" });
    await say(later(context, 1), said(deviceNo, { heart_rate: 36 }));
    expect(await alertsOf(deviceNo)).toEqual([]);
    await setThreshold(later(context, 2), { elderNo: elder(3), name: "heart_rate_min", value: null, reason: "停止" });
    await say(later(context, 3), said(deviceNo, { heart_rate: 36 }));
    expect(await alertsOf(deviceNo)).toMatchObject([{ kind: "vital", level: "red" }]);
    expect(
      await refusal(setThreshold(context, { elderNo: elder(3), name: "heart_rate_min", value: 4, reason: "x" })),
    ).toBe("threshold-out-of-bounds");
  });

  it("from a device that nobody knows is kept aside, and its call for help alarms", async () => {
    const { taken } = await say(context, said("NOBODY", { sos: true }), said("NOBODY", { motion: true }));
    expect(taken).toMatchObject({ unknown: 2, raised: 1 });
    expect(await rows("select kind from alert where device_id is null")).toEqual([{ kind: "sos" }]);
    expect(await rows("select reason from device_quarantine where external_id = 'NOBODY'")).toHaveLength(2);
  });

  it("in a long buffer waits, except for its calls for help, and is taken in once", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "M2", typeCode: "sleep_mattress", elderNo: elder(4) });
    const buffer = Array.from({ length: 288 }, (_, index) =>
      said(deviceNo, index === 100 ? { sos: true } : { heart_rate: 60, in_bed: true }, {
        sequence: index,
        deviceAt: plusMinutes(context.now, index * 5 - 1440),
      }),
    );
    expect(await say(context, ...buffer)).toMatchObject({
      accepted: 288,
      waits: true,
      taken: { stored: 1, raised: 1 },
    });
    expect(await alertsOf(deviceNo)).toHaveLength(1);
    expect(await say(later(context, 5), ...buffer)).toMatchObject({ taken: { stored: 0, duplicates: 1 } });
    while (await drainInbox(later(context, 10)));
    expect(
      await rows(
        `select count(*)::int as n from device_reading r join device d on d.id = r.device_id where d.device_no = 'M2'`,
      ),
    ).toEqual([{ n: 288 }]);
    expect(await alertsOf(deviceNo)).toHaveLength(1);
  });
});

describe("deliveries that are taken in together", () => {
  const delivery = (deliveryKey: string, ...messages: ReturnType<typeof said>[]) => ({
    ...{ channel: "https" as const, deliveryKey, messages },
  });

  it("come to what they come to one by one, and each is answered for itself", async () => {
    const one = await hangDevice(context, { deviceNo: "T1", typeCode: "sos_button", elderNo: elder(0) });
    const two = await hangDevice(context, { deviceNo: "T2", typeCode: "sos_button", elderNo: elder(1) });
    const bed = await hangDevice(context, { deviceNo: "T3", typeCode: "sleep_mattress", elderNo: elder(2) });
    const at = (seconds: number) => later(context, seconds).now;
    const press = said(one.deviceNo, { sos: true }, { messageId: "t1", deviceAt: at(0) });
    const buffer = Array.from({ length: 20 }, (_, index) =>
      said(bed.deviceNo, { heart_rate: 60 }, { sequence: index, deviceAt: plusMinutes(context.now, -index) }),
    );
    const received = await receiveDeliveries(later(context, 60), [
      delivery("t-1", press),
      // The device asked again before it was answered.
      delivery("t-2", press),
      // A third press joins what the second was joined by: twenty and twenty seconds apart.
      delivery("t-3", said(two.deviceNo, { sos: true }, { messageId: "a", deviceAt: at(0) })),
      delivery("t-4", said(two.deviceNo, { sos: true }, { messageId: "b", deviceAt: at(20) })),
      delivery("t-5", said(two.deviceNo, { sos: true }, { messageId: "c", deviceAt: at(40) })),
      delivery("t-6", said("NOBODY-T", { sos: true }, { messageId: "n" }), said(one.deviceNo, { battery_percent: 80 })),
      delivery("t-7", ...buffer),
      delivery("t-8"),
    ]);
    expect(received.map(({ accepted, waits, taken }) => [accepted, waits, taken])).toEqual([
      [1, false, { stored: 1, duplicates: 0, unknown: 0, raised: 1 }],
      [1, false, { stored: 0, duplicates: 1, unknown: 0, raised: 0 }],
      [1, false, { stored: 1, duplicates: 0, unknown: 0, raised: 1 }],
      [1, false, { stored: 1, duplicates: 0, unknown: 0, raised: 0 }],
      [1, false, { stored: 1, duplicates: 0, unknown: 0, raised: 0 }],
      [2, false, { stored: 1, duplicates: 0, unknown: 1, raised: 1 }],
      [20, true, null],
      [0, false, null],
    ]);
    expect((await alertsOf("T1")).map(({ repeats }) => repeats)).toEqual([0]);
    expect((await alertsOf("T2")).map(({ repeats }) => repeats)).toEqual([2]);
    expect(
      await rows(
        `select e.kind, count(*)::int as n from alert_event e join alert a on a.id = e.alert_id join device d on d.id = a.device_id
         where d.device_no = 'T2' group by 1 order by 1`,
      ),
    ).toEqual([
      { kind: "raised", n: 1 },
      { kind: "repeated", n: 2 },
    ]);
    // Every alert has its whole ladder.
    expect(
      await rows(
        `select count(*)::int as n from alert_step s join alert a on a.id = s.alert_id join device d on d.id = a.device_id where d.device_no in ('T1', 'T2')`,
      ),
    ).toEqual([{ n: 10 }]);
  });

  it("let a press be the awaited test of its device once, and the next one real", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "T4", typeCode: "sos_button", elderNo: elder(3) });
    await openDrill(later(context, 10), deviceNo);
    const at = (seconds: number) => later(context, seconds).now;
    await receiveDeliveries(later(context, 80), [
      delivery("d-1", said(deviceNo, { sos: true }, { messageId: "x", deviceAt: at(20) })),
      delivery("d-2", said(deviceNo, { sos: true }, { messageId: "y", deviceAt: at(60) })),
    ]);
    expect(
      await rows(
        `select purpose from alert a join device d on d.id = a.device_id where d.device_no = '${deviceNo}' order by alert_no`,
      ),
    ).toEqual([{ purpose: "drill" }, { purpose: "real" }]);
  });

  it("are dated by when they came, also when they were taken in later", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "T5", typeCode: "sleep_mattress", elderNo: elder(4) });
    const long = Array.from({ length: 9 }, (_, index) => said(deviceNo, { heart_rate: 60 + index }));
    await receiveDeliveries(later(context, 100), [delivery("late", ...long)]);
    while (await drainInbox(later(context, 4000)));
    expect(
      await rows(
        `select distinct r.received_at = r.measured_at as at_once, late from device_reading r join device d on d.id = r.device_id where d.device_no = '${deviceNo}'`,
      ),
    ).toEqual([{ at_once: true, late: false }]);
  });
});

describe("the registry", () => {
  it("hangs a device in one home at a time and keeps where it hung", async () => {
    const { deviceNo } = await hangDevice(context, { deviceNo: "B1", typeCode: "door", elderNo: elder(5) });
    expect(await refusal(bindDevice(context, { deviceNo, elderNo: elder(6) }))).toBe("device-not-ready");
    const overlap = rows(`insert into device_binding (id, device_id, elder_id, from_at, bound_by)
      select gen_random_uuid(), device_id, elder_id, from_at + interval '1 hour', 'x' from device_binding b join device d on d.id = b.device_id where d.device_no = 'B1'`);
    expect(await refusal(overlap)).toBe("overlaps-another");
    await unbindDevice(later(context, 60), { deviceNo, reason: "moved" });
    await bindDevice(later(context, 60), { deviceNo, elderNo: elder(6) });
    expect(
      await rows(
        `select count(*)::int as n from device_binding b join device d on d.id = b.device_id where d.device_no = 'B1'`,
      ),
    ).toEqual([{ n: 2 }]);
    expect(await refusal(moveDevice(context, { deviceNo, to: "retired" }))).toBe("device-not-ready");
  });

  it("lets nobody alter what was measured", async () => {
    expect(await refusal(rows("update device_reading set measures = '{}'"))).toBe("closed-for-changes");
  });
});
