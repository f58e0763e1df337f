/**
 * Devices of the demonstration [示例]: some homes of beds in service have theirs, hung a week ago and heard each morning; one fell silent, one
 * is nearly empty. Alerts of every standing: one that nobody took, a false alarm and a month's test that two people closed. Everything by the
 * use cases that devices and people take; the same beds and day give the same.
 */
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import type { Measures } from "#app/domain/devices/measures.ts";
import type { AlertOutcome } from "#app/domain/alerts/alert.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listBeds } from "#db/queries/bed-overview.ts";
import { listDeskAlerts } from "#db/queries/alert-desk.ts";
import { listBoundDevices } from "#db/repositories/devices.ts";
import { listOpenSilenceOrders } from "#db/repositories/work-orders.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { escalateAlerts } from "../alerts/escalate-alerts.server.ts";
import { closeAlert, noteAction, openDrill, secondAlert, takeAlert } from "../alerts/handle-alert.server.ts";
import { receiveDelivery, SHORT_DELIVERY } from "../devices/receive-delivery.server.ts";
import { bindDevice, registerDevice } from "../devices/register-device.server.ts";
import { watchDevices } from "../devices/watch-devices.server.ts";
import { calmMeasures, demoMessage, demoSerial, DEVICE_MARK, deviceNoOf, hearDaily } from "./demo-home.server.ts";

const HOMES = 8;
/** More tests than the demonstration has. */
const MOST_TESTS = 500;
/** The first homes are told of for this many days, and what was added there was hung then; the silent one was heard for the first days of them. */
export const HUNG_DAYS = 7;
const SILENT_DAYS = 3;
const [OPERATOR, SECOND] = ["user:operator", "user:district"];
/** What every home has, and what some have beside it. */
const EVERYWHERE = ["sos_button", "sleep_mattress", "smoke"] as const;

const numberOf = (elderNo: string, typeCode: string) => deviceNoOf(demoSerial(elderNo, typeCode));

type Home = { readonly elderNo: string; readonly types: readonly string[] };

/** The first homes by bed number: the first has a pendant, every second an infrared sensor. */
function homesOf(elderNos: readonly string[]): Home[] {
  return elderNos.slice(0, HOMES).map((elderNo, index) => ({
    elderNo,
    types: [...EVERYWHERE, ...(index === 0 ? ["pendant"] : []), ...(index % 2 === 1 ? ["infrared"] : [])],
  }));
}

/** A message of the device with this number. */
const message = (deviceNo: string, measures: Measures): DeviceMessage =>
  demoMessage(deviceNo.slice(DEVICE_MARK.length), measures);

async function say(context: Context, messages: readonly DeviceMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += SHORT_DELIVERY)
    await receiveDelivery(context, {
      channel: "https",
      deliveryKey: `demo:${context.newId()}`,
      messages: messages.slice(from, from + SHORT_DELIVERY),
    });
}

/** Hangs what does not hang since the bed's acceptance. */
async function hang(context: Context, crypto: CryptoProvider, homes: readonly Home[]): Promise<void> {
  const bound = await inReading(context, listBoundDevices);
  const hung = new Set(bound.map(({ device }) => device.deviceNo));
  for (const { elderNo, types } of homes)
    for (const typeCode of types.filter((one) => !hung.has(numberOf(elderNo, one)))) {
      const deviceNo = numberOf(elderNo, typeCode);
      const externalId = demoSerial(elderNo, typeCode);
      await registerDevice(context, crypto, { deviceNo, typeCode, vendor: "generic", externalId });
      await bindDevice(context, { deviceNo, elderNo });
    }
}

/** Which device is the silent one, and which the nearly empty one. */
function oddOnes(homes: readonly Home[]) {
  const [, , , nearlyEmpty, silent] = homes;
  return {
    silent: silent ? numberOf(silent.elderNo, "smoke") : null,
    nearlyEmpty: nearlyEmpty ? numberOf(nearlyEmpty.elderNo, "sos_button") : null,
  };
}

/** A morning's word of every device. @param daysAgo 0 for today */
function morning(homes: readonly Home[], daysAgo: number): DeviceMessage[] {
  const { silent, nearlyEmpty } = oddOnes(homes);
  return homes.flatMap(({ elderNo, types }) =>
    types
      .map((typeCode) => ({ typeCode, deviceNo: numberOf(elderNo, typeCode) }))
      .filter(({ deviceNo }) => deviceNo !== silent || daysAgo >= SILENT_DAYS)
      .map(({ typeCode, deviceNo }) => {
        const full = 70 + seededRandom(deviceNo).below(30);
        const battery = deviceNo !== nearlyEmpty ? full : daysAgo === 0 ? 14 : 20 + daysAgo;
        const calm = calmMeasures(typeCode, `${deviceNo}|${daysAgo}`);
        return message(deviceNo, { ...calm, battery_percent: battery });
      }),
  );
}

type Press = { readonly at: Instant; readonly deviceNo: string; readonly outcome: AlertOutcome; readonly note: string };

/** A press that is heard, answered and closed by two people. A test was opened before. */
async function playPress(context: Context, { at, deviceNo, outcome, note }: Press): Promise<void> {
  const as = (actor: string, minutes: number): Context => ({ ...context, actor, now: plusMinutes(at, minutes) });
  if (outcome === "test") await openDrill(as(OPERATOR, -1), deviceNo);
  await say(as("system:devices", 0), [message(deviceNo, { sos: true })]);
  await escalateAlerts(as("system:alarms", 0));
  const open = await inReading(context, (unit) => listDeskAlerts(unit, { most: 200, skip: 0 }));
  const alertNo = open.find((row) => row.deviceNo === deviceNo && row.alert.kind === "sos")?.alert.alertNo;
  if (alertNo === undefined) throw new Error(`the press of ${deviceNo} raised nothing`);
  await takeAlert(as(OPERATOR, 1), alertNo);
  await noteAction(as(OPERATOR, 2), { alertNo, action: "voice", note: "" });
  await closeAlert(as(OPERATOR, 5), { alertNo, outcome, note });
  await secondAlert(as(SECOND, 60), { alertNo, agrees: true });
}

/** The presses by which devices were tested before acceptance were tests, and two people said so. */
async function closeTests(context: Context): Promise<void> {
  const desk = await inReading(context, (unit) => listDeskAlerts(unit, { most: MOST_TESTS, skip: 0 }));
  for (const { alert } of desk.filter((row) => row.alert.purpose === "drill" && row.alert.state === "open")) {
    const as = (actor: string, seconds: number): Context => ({
      ...{ ...context, actor, now: instant(alert.raisedAt.getTime() + seconds * 1000) },
    });
    const { alertNo } = alert;
    await takeAlert(as(OPERATOR, 12), alertNo);
    await closeAlert(as(OPERATOR, 90), { alertNo, outcome: "test", note: "验收前试报警（示例）" });
    await secondAlert(as(SECOND, 1200), { alertNo, agrees: true });
  }
}

/** Devices of the other homes were heard each morning since they hang there, and so today. */
async function hearOthers(context: Context, homes: readonly Home[], today: PlainDate): Promise<void> {
  const told = new Set(homes.flatMap(({ elderNo, types }) => types.map((one) => numberOf(elderNo, one))));
  const bound = (await inReading(context, listBoundDevices)).filter(
    ({ device }) => device.deviceNo.startsWith(DEVICE_MARK) && !told.has(device.deviceNo),
  );
  for (const { device, binding } of bound) {
    const dayAfter = addDays(localDateOf(instant(binding.fromAt)), 1);
    const first = addDays(today, -HUNG_DAYS);
    const devices = [{ kind: device.typeCode, serial: device.deviceNo.slice(DEVICE_MARK.length) }];
    await inTransaction(context, (unit) =>
      hearDaily(unit, { elderNo: device.deviceNo, devices }, { from: first > dayAfter ? first : dayAfter, to: today }),
    );
  }
}

/** Hangs, lets speak and alarm. @returns how many devices hang; 0 in a district without beds in service */
export async function playDevices(given: Context, crypto: CryptoProvider, today: PlainDate): Promise<number> {
  const context = { ...given, actor: "demo:devices" };
  const at = (daysAgo: number, minute: number): Context => ({
    ...context,
    now: instantAt(addDays(today, -daysAgo), minute),
  });
  const filter = { states: ["active"], streetId: null, overdueOn: null };
  const beds = await inReading(context, (unit) => listBeds(unit, filter));
  const numbers = beds.sort((one, other) => (one.bed.bedNo < other.bed.bedNo ? -1 : 1)).map(({ elderNo }) => elderNo);
  const homes = homesOf(numbers);
  const [first, second, third] = homes;
  await closeTests(context);
  await hang(at(HUNG_DAYS, 7 * 60 + 30), crypto, homes);
  await hearOthers(at(0, 8 * 60 + 40), homes, today);
  for (let daysAgo = HUNG_DAYS; daysAgo >= 0; daysAgo -= 1) {
    const heardAt = at(daysAgo, daysAgo === 0 ? 8 * 60 + 45 : 8 * 60);
    await say(heardAt, morning(homes, daysAgo));
    // A day after its last word: the alert, and somebody is to go there.
    if (daysAgo === SILENT_DAYS - 1) await watchDevices({ ...heardAt, now: plusMinutes(heardAt.now, 10) });
    const press = { false: second, test: third };
    if (daysAgo === SILENT_DAYS && press.false)
      await playPress(context, {
        ...{ at: at(daysAgo, 20 * 60 + 14).now, deviceNo: numberOf(press.false.elderNo, "sos_button") },
        ...{ outcome: "false", note: "整理床铺时误碰，本人无恙（示例）" },
      });
    if (daysAgo === 1 && press.test)
      await playPress(context, {
        ...{ at: at(daysAgo, 10 * 60).now, deviceNo: numberOf(press.test.elderNo, "sos_button") },
        ...{ outcome: "test", note: "月度测试（示例）" },
      });
  }
  if (first) await say(at(0, 8 * 60 + 52), [message(numberOf(first.elderNo, "pendant"), { left_area: true })]);
  return homes.reduce((sum, { types }) => sum + types.length, 0);
}

/**
 * The demonstration's devices say that they are there: nobody else makes them speak while the product runs. A device that somebody is to go
 * to stays silent until that order is closed. @returns how many spoke
 */
export async function keepDevicesHeard(context: Context): Promise<number> {
  const { bound, awaited } = await inReading(context, async (unit) => ({
    bound: await listBoundDevices(unit),
    awaited: await listOpenSilenceOrders(unit),
  }));
  const speaking = bound.filter(({ device }) => device.deviceNo.startsWith(DEVICE_MARK) && !awaited.has(device.id));
  const messages = speaking.map(({ device }) =>
    message(device.deviceNo, calmMeasures(device.typeCode, `${device.deviceNo}|${context.now}`)),
  );
  await say(context, messages);
  return messages.length;
}
