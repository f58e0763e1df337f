/**
 * Takes messages of devices in: readings once each, the device's standing, and the alerts that they raise, in one transaction. What is
 * acknowledged is stored; what nobody knows is kept aside, and a call for help among it is an alert all the same. Everything goes by sets: a
 * batch of fifty deliveries takes as many statements as one.
 */
import { judgeReading, type Raised } from "#app/domain/alerts/alert-rules.ts";
import { CALLS_FOR_HELP } from "#app/domain/devices/measures.ts";
import { dateReading, type DatedReading, type DeviceMessage } from "#app/domain/devices/reading.ts";
import { standAfter, type Standing } from "#app/domain/devices/standing.ts";
import { readThresholds, thresholdsOf, type Thresholds } from "#app/domain/devices/thresholds.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { rowsByKey } from "#db/repositories/batches.ts";
import { insertReadings, readingName } from "#db/repositories/device-readings.ts";
import {
  listBindings,
  listDevicesByExternal,
  listOwnThresholds,
  lockDeviceStates,
  updateDeviceStates,
  type DeviceStateRow,
} from "#db/repositories/devices.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { together, type Unit } from "#db/transaction.ts";
import { ladderLimits, raiseAlerts, type RaisedOutcome } from "../alerts/raise-alerts.server.ts";
import type { Delivery, Placed, RaisedAt } from "./delivery.ts";
import { keepForeign, keepUnknown, keepUnnamed } from "./keep-unknown.server.ts";
import { nameRedelivered } from "./redelivered.server.ts";
import { atOrNull } from "./standing-rows.ts";

/** The vendor of the machine's own alarm. */
export const SYNTHETIC_VENDOR = "bedside-synthetic";

export type Taken = {
  readonly stored: number;
  readonly duplicates: number;
  /** Of no device of the registry, those that nothing names and those in another's name among them. */
  readonly unknown: number;
  readonly raised: number;
};

type Known = Awaited<ReturnType<typeof listDevicesByExternal>>[number];
type Bound = Awaited<ReturnType<typeof listBindings>>[number];
type Own = Awaited<ReturnType<typeof listOwnThresholds>>;

const bindingAt = (bindings: readonly Bound[], at: number) =>
  bindings.find(
    ({ binding }) => binding.fromAt.getTime() <= at && (binding.toAt === null || binding.toAt.getTime() > at),
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

/** Where the device stands after it was heard. */
function stateAfter(before: DeviceStateRow, standing: Standing, heard: Pick<DeviceStateRow, "seenAt" | "firmware">) {
  return {
    deviceId: before.deviceId,
    ...heard,
    measuredAt: dateOrNull(standing.measuredAt),
    batteryPercent: standing.batteryPercent,
    inBed: standing.inBed,
    inBedSince: dateOrNull(standing.inBedSince),
    movedAt: dateOrNull(standing.movedAt),
    doorOpen: standing.doorOpen,
    doorSince: dateOrNull(standing.doorSince),
    values: standing.values,
  };
}

type Fresh = DatedReading & { readonly place: number };

/** Judges the new readings in the order of their times, each against where the device stood before it. */
function judgeAll(
  { device, thresholds }: Known,
  fresh: readonly Fresh[],
  before: Standing,
  known: { readonly bindings: readonly Bound[]; readonly own: Own },
) {
  const defaults = readThresholds(thresholds);
  const limitsOf = new Map<string | null, Thresholds>();
  const limitsFor = (elderId: string | null): Thresholds => {
    const found = limitsOf.get(elderId);
    if (found) return found;
    const own = known.own.filter((one) => one.elderId === elderId).map(({ name, value }) => [name, value] as const);
    const limits = thresholdsOf(defaults, Object.fromEntries(own));
    limitsOf.set(elderId, limits);
    return limits;
  };
  const raised: RaisedAt[] = [];
  let standing = before;
  for (const reading of [...fresh].sort((left, right) => left.measuredAt - right.measuredAt)) {
    const bound = bindingAt(known.bindings, reading.measuredAt);
    const home = { elderId: bound?.binding.elderId ?? null, streetId: bound?.streetId ?? null };
    const found: Raised[] = judgeReading(device.id, reading, limitsFor(home.elderId), standing);
    // A device in stock is being unpacked: only what calls for help alarms there.
    const heard = bound ? found : found.filter(({ kind }) => (CALLS_FOR_HELP as readonly string[]).includes(kind));
    const { place, late } = reading;
    const synthetic = device.vendor === SYNTHETIC_VENDOR;
    raised.push(...heard.map((one) => ({ ...one, deviceId: device.id, home, late, synthetic, place })));
    standing = standAfter(standing, reading);
  }
  return { raised, standing };
}

const nameOf = ({ vendor, externalId }: Pick<DeviceMessage, "vendor" | "externalId">) => `${vendor}\n${externalId}`;

async function knownDevices(unit: Unit, all: readonly DeviceMessage[]): Promise<Known[]> {
  const found: Known[] = [];
  for (const vendor of new Set(all.map((message) => message.vendor))) {
    const names = all.filter((message) => message.vendor === vendor).map(({ externalId }) => externalId);
    found.push(...(await listDevicesByExternal(unit, vendor, [...new Set(names)])));
  }
  return found;
}

type Heard = { readonly known: Known; readonly said: readonly Placed[] };

/** What the devices of the registry said: stored once each, judged, and where each device stands now. */
async function storeHeard(unit: Unit, heard: readonly Heard[]) {
  const ids = heard.map(({ known }) => known.device.id).sort();
  // What does not wait for another answer is asked together: on a busy machine it is the turns that take the time.
  const [locked, bound] = await together([lockDeviceStates(unit, ids), listBindings(unit, ids)]);
  const states = new Map(locked.map((row) => [row.deviceId, row]));
  const bindings = rowsByKey(bound, ({ binding }) => binding.deviceId);
  const elders = new Set(bound.map(({ binding }) => binding.elderId));
  const dated = heard.map(({ known, said }) =>
    said.map(({ message, key, place, receivedAt }) => ({
      ...dateReading(message, receivedAt, key),
      ...{ deviceId: known.device.id, receivedAt, place },
    })),
  );
  const [own, names] = await together([listOwnThresholds(unit, [...elders]), insertReadings(unit, dated.flat())]);
  const raised: RaisedAt[] = [];
  const stored: number[] = [];
  const after: DeviceStateRow[] = [];
  for (const [index, { known, said }] of heard.entries()) {
    const state = states.get(known.device.id);
    if (!state) throw new Error(`device ${known.device.id} has no standing`);
    // The same reading may stand in the batch twice: the first is the one that was stored.
    const seen = new Set<string>();
    const fresh = (dated[index] ?? []).filter((reading) => {
      const name = readingName(reading);
      return names.has(name) && !seen.has(name) && seen.add(name);
    });
    const facts = { bindings: bindings.get(known.device.id) ?? [], own };
    const judged = judgeAll(known, fresh, standingOf(state), facts);
    raised.push(...judged.raised);
    stored.push(...fresh.map(({ place }) => place));
    const firmware = said.findLast(({ message }) => message.firmware !== null)?.message.firmware ?? state.firmware;
    const seenAt = new Date(Math.max(state.seenAt?.getTime() ?? 0, ...said.map(({ receivedAt }) => receivedAt)));
    after.push(stateAfter(state, judged.standing, { seenAt, firmware }));
  }
  await updateDeviceStates(unit, after);
  return { raised, stored };
}

const countAt = (places: readonly number[], place: number) => places.filter((one) => one === place).length;

/**
 * Takes deliveries in together: the statements are the same few however many they are. Steps that share the transaction call this; every
 * message is stored or kept aside when the transaction ends well. @returns what became of each delivery, in their order
 */
export async function storeDeliveries(unit: Unit, actor: string, given: readonly Delivery[]): Promise<Taken[]> {
  const messages = given.flatMap((one) => one.messages);
  const known = await knownDevices(unit, messages);
  const deviceIds = known.map(({ device }) => device.id);
  const deliveries = await nameRedelivered(unit, given, deviceIds);
  const all = deliveries.flatMap(({ messages, deliveryKey, channel, receivedAt = unit.now }, place) =>
    messages.map((message, index): Placed => ({ message, place, key: `${deliveryKey}:${index}`, receivedAt, channel })),
  );
  const said = rowsByKey(all, ({ message }) => nameOf(message));
  const heard = known.map((one) => ({ known: one, said: said.get(nameOf(one.device)) ?? [] }));
  const taken = new Set(heard.flatMap((one) => one.said));
  const unknown = all.filter((one) => !taken.has(one));
  const { raised: ofKnown, stored } = heard.length === 0 ? { raised: [], stored: [] } : await storeHeard(unit, heard);
  const ofUnknown = unknown.length === 0 ? [] : await keepUnknown(unit, unknown);
  const ofNobody = [...(await keepUnnamed(unit, deliveries)), ...(await keepForeign(unit, deliveries))];
  const raised = [...ofKnown, ...ofUnknown, ...ofNobody];
  const outcomes = await raiseAll(unit, actor, raised);
  const places = raised.filter((_one, index) => outcomes[index] === "raised").map(({ place }) => place);
  const aside = unknown.map(({ place }) => place);
  return deliveries.map(({ messages, unnamed, foreign }, place) => {
    const own = { stored: countAt(stored, place), unknown: countAt(aside, place), raised: countAt(places, place) };
    const duplicates = messages.length - own.stored - own.unknown;
    const beside = (unnamed?.readings.length ?? 0) + (foreign?.messages.length ?? 0);
    return { ...own, duplicates, unknown: own.unknown + beside };
  });
}

async function raiseAll(unit: Unit, actor: string, raised: readonly RaisedAt[]): Promise<RaisedOutcome[]> {
  if (raised.length === 0) return [];
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  return raiseAlerts(unit, actor, raised, ladderLimits(parameters));
}

/** The same for one delivery. */
export async function storeReadings(unit: Unit, actor: string, delivery: Delivery): Promise<Taken> {
  const [taken] = await storeDeliveries(unit, actor, [delivery]);
  if (!taken) throw new Error("a delivery was taken in without an answer");
  return taken;
}
