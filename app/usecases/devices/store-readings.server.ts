/**
 * Takes messages of devices in: readings once each, the device's standing, and the alerts that they raise, in one transaction. What is
 * acknowledged is stored; what nobody knows is kept aside, and a call for help among it is an alert all the same.
 */
import { judgeReading, type Raised } from "#app/domain/alerts/alert-rules.ts";
import { CALLS_FOR_HELP, isCallForHelp } from "#app/domain/devices/measures.ts";
import { dateReading, type DatedReading, type DeviceMessage } from "#app/domain/devices/reading.ts";
import { standAfter, type Standing } from "#app/domain/devices/standing.ts";
import { readThresholds, thresholdsOf } from "#app/domain/devices/thresholds.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { insertQuarantine, insertReadings } from "#db/repositories/device-readings.ts";
import {
  listBindings,
  listDevicesByExternal,
  listOwnThresholds,
  lockDeviceStates,
  updateDeviceState,
  type DeviceStateRow,
} from "#db/repositories/devices.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";
import { ladderLimits, raiseAlerts, type RaisedHere } from "../alerts/raise-alerts.server.ts";
import { atOrNull } from "./standing-rows.ts";

/** The vendor of the machine's own alarm. */
export const SYNTHETIC_VENDOR = "bedside-synthetic";

export type Delivery = {
  readonly channel: "https" | "mqtt";
  /** Names the delivery: the same when the channel repeats it and can tell. */
  readonly deliveryKey: string;
  readonly messages: readonly DeviceMessage[];
};

export type Taken = {
  readonly stored: number;
  readonly duplicates: number;
  readonly unknown: number;
  readonly raised: number;
};

type Known = Awaited<ReturnType<typeof listDevicesByExternal>>[number];
type Bound = Awaited<ReturnType<typeof listBindings>>[number];
type Indexed = { readonly message: DeviceMessage; readonly key: string };

const bindingAt = (bindings: readonly Bound[], deviceId: string, at: number) =>
  bindings.find(
    ({ binding }) =>
      binding.deviceId === deviceId &&
      binding.fromAt.getTime() <= at &&
      (binding.toAt === null || binding.toAt.getTime() > at),
  );

function standingOf(row: DeviceStateRow): Standing {
  return {
    measuredAt: atOrNull(row.measuredAt),
    batteryPercent: row.batteryPercent,
    inBed: row.inBed,
    inBedSince: atOrNull(row.inBedSince),
    movedAt: atOrNull(row.movedAt),
    doorOpen: row.doorOpen,
    doorSince: atOrNull(row.doorSince),
    values: row.values as Standing["values"],
  };
}

const dateOrNull = (at: Standing["measuredAt"]) => (at === null ? null : asDate(at));

type Facts = {
  readonly state: DeviceStateRow;
  readonly bindings: readonly Bound[];
  readonly own: Awaited<ReturnType<typeof listOwnThresholds>>;
};

/** Judges the new readings in the order of their times, each against where the device stood before it. */
function judgeAll(
  { device, thresholds }: Known,
  fresh: readonly DatedReading[],
  before: Standing,
  known: Omit<Facts, "state">,
) {
  const { bindings, own } = known;
  const raised: RaisedHere[] = [];
  let standing = before;
  for (const reading of [...fresh].sort((left, right) => left.measuredAt - right.measuredAt)) {
    const bound = bindingAt(bindings, device.id, reading.measuredAt);
    const elders = own.filter(({ elderId }) => elderId === bound?.binding.elderId);
    const limits = thresholdsOf(
      readThresholds(thresholds),
      Object.fromEntries(elders.map(({ name, value }) => [name, value])),
    );
    const home = { elderId: bound?.binding.elderId ?? null, streetId: bound?.streetId ?? null };
    const found: Raised[] = judgeReading(device.id, reading, limits, standing);
    // A device in stock is being unpacked: only what calls for help alarms there.
    const heard = bound ? found : found.filter(({ kind }) => (CALLS_FOR_HELP as readonly string[]).includes(kind));
    raised.push(
      ...heard.map((one) => ({
        ...one,
        deviceId: device.id,
        home,
        late: reading.late,
        synthetic: device.vendor === SYNTHETIC_VENDOR,
      })),
    );
    standing = standAfter(standing, reading);
  }
  return { raised, standing };
}

async function storeOfDevice(unit: Unit, known: Known, messages: readonly Indexed[], { state, ...facts }: Facts) {
  const dated = messages.map(({ message, key }) => dateReading(message, unit.now, key));
  const names = await insertReadings(unit, known.device.id, dated);
  const seen = new Set<string>();
  const fresh = dated.filter(
    ({ messageKey }) => names.has(messageKey) && !seen.has(messageKey) && seen.add(messageKey),
  );
  const { raised, standing } = judgeAll(known, fresh, standingOf(state), facts);
  const firmware = messages.findLast(({ message }) => message.firmware !== null)?.message.firmware ?? state.firmware;
  await updateDeviceState(unit, {
    deviceId: known.device.id,
    seenAt: asDate(unit.now),
    measuredAt: dateOrNull(standing.measuredAt),
    firmware,
    batteryPercent: standing.batteryPercent,
    inBed: standing.inBed,
    inBedSince: dateOrNull(standing.inBedSince),
    movedAt: dateOrNull(standing.movedAt),
    doorOpen: standing.doorOpen,
    doorSince: dateOrNull(standing.doorSince),
    values: standing.values,
  });
  return { raised, stored: names.size, duplicates: messages.length - names.size };
}

/** Kept aside; a call for help is an alert without a home. */
async function keepUnknown(unit: Unit, delivery: Delivery, { message, key }: Indexed): Promise<RaisedHere[]> {
  await insertQuarantine(unit, {
    id: unit.newId(),
    receivedAt: asDate(unit.now),
    channel: delivery.channel,
    vendor: message.vendor,
    externalId: message.externalId.slice(0, 200),
    reason: "unknown-device",
    body: JSON.stringify(message),
  });
  if (!isCallForHelp(message.measures)) return [];
  const dated = dateReading(message, unit.now, key);
  const causeKey = `${message.vendor}:${message.externalId}:${dated.messageKey}`;
  return CALLS_FOR_HELP.filter((kind) => message.measures[kind] === true).map((kind) => ({
    kind,
    at: dated.measuredAt,
    causeKey: `${kind}:${causeKey}`,
    facts: { vendor: message.vendor, external_id: message.externalId.slice(0, 80) },
    deviceId: null,
    home: { elderId: null, streetId: null },
    late: dated.late,
    synthetic: false,
  }));
}

/** Steps that share the transaction of a delivery call this; every message of it is stored or kept aside when the transaction ends well. */
export async function storeReadings(unit: Unit, actor: string, delivery: Delivery): Promise<Taken> {
  const indexed = delivery.messages.map((message, index) => ({ message, key: `${delivery.deliveryKey}:${index}` }));
  const vendors = [...new Set(delivery.messages.map(({ vendor }) => vendor))];
  const known: Known[] = [];
  for (const vendor of vendors) {
    const names = indexed.filter(({ message }) => message.vendor === vendor).map(({ message }) => message.externalId);
    known.push(...(await listDevicesByExternal(unit, vendor, [...new Set(names)])));
  }
  const ids = known.map(({ device }) => device.id).sort();
  const states = new Map((await lockDeviceStates(unit, ids)).map((row) => [row.deviceId, row]));
  const bindings = await listBindings(unit, ids);
  const own = await listOwnThresholds(unit, [...new Set(bindings.map(({ binding }) => binding.elderId))]);
  const raised: RaisedHere[] = [];
  const sum = { stored: 0, duplicates: 0, unknown: 0 };
  const taken = new Set<Indexed>();
  for (const one of known) {
    const its = indexed.filter(
      ({ message }) => message.vendor === one.device.vendor && message.externalId === one.device.externalId,
    );
    const state = states.get(one.device.id);
    if (!state) continue;
    for (const message of its) taken.add(message);
    const done = await storeOfDevice(unit, one, its, { state, bindings, own });
    raised.push(...done.raised);
    sum.stored += done.stored;
    sum.duplicates += done.duplicates;
  }
  for (const one of indexed.filter((message) => !taken.has(message))) {
    raised.push(...(await keepUnknown(unit, delivery, one)));
    sum.unknown += 1;
  }
  if (raised.length === 0) return { ...sum, raised: 0 };
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  const outcome = await raiseAlerts(unit, actor, raised, ladderLimits(parameters));
  return { ...sum, raised: outcome.raised };
}
