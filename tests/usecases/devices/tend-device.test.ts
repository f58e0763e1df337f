/** The registry for staff: exchange, new secrets, work orders, the order of the list, and what another street does not see. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { signDeviceBody } from "#app/integrations/crypto/device-key.server.ts";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { receiveSigned } from "#app/usecases/devices/receive-signed.server.ts";
import {
  bindDevice,
  moveDevice,
  unbindDevice,
  type DeviceSecrets,
} from "#app/usecases/devices/register-device.server.ts";
import { showDevice, showDevices } from "#app/usecases/devices/show-devices.server.ts";
import { closeDeviceOrder, replaceDevice, rotateDeviceToken } from "#app/usecases/devices/tend-device.server.ts";
import { watchDevices } from "#app/usecases/devices/watch-devices.server.ts";
import type { Context } from "#db/transaction.ts";
import { openBedDistrict, type BedDistrict } from "#tests/support/bed-district.ts";

import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { codeOf } from "#tests/support/refusal-code.ts";

const HOUR = 3600;
const EVERYTHING = { state: null, typeCode: null, text: "", onlySilent: false, page: 1 };
let district: BedDistrict;
let here: { readonly elderNo: string; readonly streetId: number };
let elsewhere: { readonly elderNo: string; readonly streetId: number };

const office = (seconds = 0): Context => later({ ...district.context, actor: "user:clerk" }, seconds);
/** The street in which the first elder lives. */
const street = (seconds = 0): Context => ({
  ...office(seconds),
  actor: "user:street",
  scope: { streets: [identify<StreetId>(here.streetId)], provider: "all", worker: "all" },
});

async function send(context: Context, { token, secretHex }: DeviceSecrets, device: string) {
  const body = Buffer.from(JSON.stringify({ device, readings: [{ motion: true }] }));
  const timestamp = String(Math.floor(context.now / 1000));
  const signature = signDeviceBody(Buffer.from(secretHex, "hex"), timestamp, body);
  const mappings = builtInMappings();
  return (
    await receiveSigned(context, { crypto: testCrypto, mappings }, { token, timestamp, signature, body, topic: null })
  ).status;
}

beforeAll(async () => {
  district = await openBedDistrict();
  const [first] = district.elders;
  const other = district.elders.find(({ streetId }) => streetId !== first?.streetId);
  if (!first || !other) throw new Error("too few elders");
  [here, elsewhere] = [first, other];
});
afterAll(async () => district.database.close());

describe("an exchange", () => {
  it("hangs the device from stock where the old one hung, which goes to repair, and both histories say so", async () => {
    await hangDevice(office(-HOUR), { deviceNo: "A-1", typeCode: "infrared", elderNo: here.elderNo });
    await hangDevice(office(-HOUR), { deviceNo: "A-2", typeCode: "infrared", elderNo: null });
    await replaceDevice(street(), { deviceNo: "A-1", byDeviceNo: "A-2" });
    const [old, fresh] = [await showDevice(street(), "A-1"), await showDevice(street(), "A-2")];
    expect([old.state, old.elderNo, old.history[0]?.endReason]).toEqual(["repair", null, "swapped"]);
    expect([fresh.state, fresh.elderNo, fresh.history[0]?.toAt]).toEqual(["bound", here.elderNo, null]);
    expect(old.history[0]?.toAt).toBe(fresh.history[0]?.fromAt);
  });

  it("with a device that is not in stock leaves everything as it was", async () => {
    expect(await codeOf(replaceDevice(street(60), { deviceNo: "A-2", byDeviceNo: "A-1" }))).toBe("device-not-ready");
    expect(await codeOf(replaceDevice(street(60), { deviceNo: "A-2", byDeviceNo: "nobody" }))).toBe("not-found");
    expect((await showDevice(street(60), "A-2")).elderNo).toBe(here.elderNo);
  });
});

describe("new secrets", () => {
  it("are taken, and the old ones are refused from then on", async () => {
    const before = await hangDevice(office(-HOUR), { deviceNo: "T-1", typeCode: "infrared", elderNo: here.elderNo });
    expect(await send(office(), before, "T-1")).toBe(200);
    const after = await rotateDeviceToken(office(), testCrypto, "T-1");
    expect([after.token === before.token, after.secretHex === before.secretHex]).toEqual([false, false]);
    expect(await send(office(1), before, "T-1")).toBe(401);
    expect(await send(office(2), after, "T-1")).toBe(200);
    expect((await showDevice(office(), "T-1")).tokenVersion).toBe(2);
  });

  it("are not given to a device out of use", async () => {
    await hangDevice(office(), { deviceNo: "T-2", typeCode: "infrared", elderNo: null });
    await moveDevice(office(), { deviceNo: "T-2", to: "retired" });
    expect(await codeOf(rotateDeviceToken(office(), testCrypto, "T-2"))).toBe("device-not-ready");
  });
});

describe("the list", () => {
  it("begins with what is silent the longest, counts it, and ends with the stock", async () => {
    await hangDevice(office(-30 * HOUR), { deviceNo: "L-1", typeCode: "smoke", elderNo: here.elderNo });
    await hangDevice(office(-30 * HOUR), { deviceNo: "L-2", typeCode: "smoke", elderNo: here.elderNo });
    await hangDevice(office(), { deviceNo: "L-3", typeCode: "smoke", elderNo: null });
    await say(office(-2 * HOUR), said("L-2", { battery_percent: 80 }));
    const { rows, counts } = await showDevices(office(), { ...EVERYTHING, typeCode: "smoke" });
    expect(rows.map(({ deviceNo, silence }) => [deviceNo, silence])).toEqual([
      ["L-1", "order"],
      ["L-2", "silent"],
      ["L-3", null],
    ]);
    expect(rows[1]).toMatchObject({ batteryPercent: 80, firmware: null, elderNo: here.elderNo });
    expect(counts).toMatchObject({ silent: 2, retired: 1 });
    const silent = await showDevices(office(), { ...EVERYTHING, onlySilent: true });
    expect(silent.rows.map(({ deviceNo }) => deviceNo)).toEqual(["L-1", "L-2"]);
    const found = await showDevices(office(), { ...EVERYTHING, text: "l-3" });
    expect(found.rows.map(({ deviceNo }) => deviceNo)).toEqual(["L-3"]);
    // A sign of patterns is a sign like any other.
    expect((await showDevices(office(), { ...EVERYTHING, text: "%" })).rows).toEqual([]);
  });
});

describe("a work order", () => {
  it("stands on the device's page until somebody writes down what came of it, once", async () => {
    await watchDevices(office());
    const [order] = (await showDevice(street(), "L-1")).orders;
    expect(order).toMatchObject({ kind: "silent", result: null });
    const close = (context: Context) => closeDeviceOrder(context, { orderNo: order?.orderNo ?? 0, result: "battery" });
    expect(await codeOf(close(street()))).toBe("done");
    expect((await showDevice(street(), "L-1")).orders[0]?.result).toBe("battery");
    expect(await codeOf(close(street()))).toBe("not-found");
  });
});

describe("another street's home", () => {
  it("is not on the list, not opened, and its devices are not touched", async () => {
    await hangDevice(office(-30 * HOUR), { deviceNo: "X-1", typeCode: "water", elderNo: elsewhere.elderNo });
    await watchDevices(office(1));
    expect((await showDevices(street(), { ...EVERYTHING, typeCode: "water" })).rows).toEqual([]);
    expect((await showDevices(office(), { ...EVERYTHING, typeCode: "water" })).rows).toHaveLength(1);
    const [order] = (await showDevice(office(), "X-1")).orders;
    const tries = [
      showDevice(street(), "X-1"),
      unbindDevice(street(), { deviceNo: "X-1", reason: "moved" }),
      replaceDevice(street(), { deviceNo: "X-1", byDeviceNo: "L-3" }),
      rotateDeviceToken(street(), testCrypto, "X-1"),
      closeDeviceOrder(street(), { orderNo: order?.orderNo ?? 0, result: "battery" }),
      bindDevice(street(), { deviceNo: "L-3", elderNo: elsewhere.elderNo }),
    ];
    expect(await Promise.all(tries.map(codeOf))).toEqual(tries.map(() => "not-found"));
  });

  it("is left out of the history of a device that hangs here now", async () => {
    await unbindDevice(office(5), { deviceNo: "X-1", reason: "moved" });
    await bindDevice(office(10), { deviceNo: "X-1", elderNo: here.elderNo });
    expect((await showDevice(office(20), "X-1")).history).toHaveLength(2);
    expect((await showDevice(street(20), "X-1")).history.map(({ elderNo }) => elderNo)).toEqual([here.elderNo]);
  });
});
