import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultMessage } from "#app/messages/kiosk-devices.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { RECORDING_GATEWAY, type GatewayMessage } from "#app/integrations/messages/message-gateway.ts";
import { bootKiosk, takeHeartbeat } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { showKiosks } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import { sendMessages } from "#app/usecases/messages/send-messages.server.ts";
import type { Database } from "#db/connection.server.ts";
import { firstElders, loadRows, testCrypto } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { healthOf } from "#tests/support/kiosk-health.ts";
import { newBoot, rowOf, startedMachine } from "#tests/support/kiosk-machine.ts";
import { MONTH, NOW } from "./kiosk-district.ts";

let database: Database;
const at = (minutes: number) => testContext(database, { actor: "user:liu", now: plusMinutes(NOW, minutes) });
const telling = { crypto: testCrypto, wording: faultMessage };

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(at(0), firstElders(3, { seed: "7", month: MONTH }));
});
afterAll(async () => database.close());

/** A kiosk that works, and how it reports. */
async function kioskWith(staffCall: string | null) {
  const started = await startedMachine(at(0), { staffCall });
  let { bootId } = started.boot;
  const report = async (minutes: number, changes: Partial<KioskHealth>) =>
    takeHeartbeat(at(minutes), await rowOf(at(minutes), started.deviceId), {
      ...{ bootId, health: healthOf(changes), telling },
    });
  const startAgain = async (minutes: number) => {
    const boot = newBoot();
    await bootKiosk(at(minutes), testCrypto, { kiosk: await rowOf(at(minutes), started.deviceId), boot });
    bootId = boot.bootId;
  };
  const shown = async (minutes: number) =>
    (await showKiosks(at(minutes))).find(({ deviceNo }) => deviceNo === started.deviceNo);
  return { ...started, report, startAgain, shown };
}

/** What goes out now. */
async function sent(minutes: number): Promise<GatewayMessage[]> {
  const messages: GatewayMessage[] = [];
  await sendMessages(at(minutes), testCrypto, {
    send: (message) => {
      messages.push(message);
      return RECORDING_GATEWAY.send(message);
    },
  });
  return messages;
}

describe("a kiosk without paper", () => {
  it("tells the staff there once, and again only after it was mended", async () => {
    const kiosk = await kioskWith("139 1234 5678");
    await kiosk.report(1, {});
    expect(await sent(1)).toEqual([]);
    await kiosk.report(2, { printer: "out" });
    await kiosk.report(3, { printer: "out" });
    const [message, ...more] = await sent(3);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ kind: "kiosk_fault", address: { phone: "13912345678" } });
    expect(message?.fields["text"]).toBe(`一体机 ${kiosk.deviceNo}（一楼大厅）没有纸了，请去看一看。`);
    await kiosk.report(4, { printer: "ok" });
    await kiosk.report(5, { printer: "out" });
    expect(await sent(5)).toHaveLength(1);
  });

  it("is not told of anew by a start after which nobody knows yet how the printer is", async () => {
    const kiosk = await kioskWith("13912345678");
    await kiosk.report(10, { printer: "out" });
    expect(await sent(10)).toHaveLength(1);
    await kiosk.startAgain(11);
    await kiosk.report(11, { printer: null });
    await kiosk.report(12, { printer: "out" });
    expect(await sent(12)).toEqual([]);
    expect((await kiosk.shown(12))?.faults).toHaveLength(1);
  });

  it("stands in the list from its first word until it is mended, and says whether anybody could be told", async () => {
    const [told, untold] = [await kioskWith("13912345678"), await kioskWith("0513-85012345")];
    for (const kiosk of [told, untold]) {
      await kiosk.report(20, { printer: "out", reader: "broken" });
      await kiosk.report(30, { printer: "out" });
    }
    const fault = { code: "printer_out", beganAt: expect.stringContaining("T") as string };
    expect(await told.shown(30)).toMatchObject({ state: "ailing", faults: [{ ...fault, isTold: true }] });
    expect(await untold.shown(30)).toMatchObject({ state: "ailing", faults: [{ ...fault, isTold: false }] });
    const phones = (await sent(30)).map(({ address }) => address.phone);
    expect(phones).toEqual(["13912345678", "13912345678"]);
    await untold.report(31, {});
    expect(await untold.shown(31)).toMatchObject({ state: "well", faults: [] });
  });

  it("tells nobody of a heartbeat that is refused, nor of two that come at once twice", async () => {
    const kiosk = await kioskWith("13912345678");
    const row = await rowOf(at(40), kiosk.deviceId);
    const health = healthOf({ printer: "jam" });
    await expect(takeHeartbeat(at(40), row, { bootId: newBoot().bootId, health, telling })).rejects.toThrow();
    expect(await sent(40)).toEqual([]);
    const bootId = kiosk.boot.bootId;
    await Promise.all([41, 41].map((minute) => takeHeartbeat(at(minute), row, { bootId, health, telling })));
    expect(await sent(41)).toHaveLength(1);
  });
});
