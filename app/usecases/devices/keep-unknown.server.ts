/**
 * Keeps what is the word of no device of the registry: under a name that nobody registered, under no name at all, or under the name of a device
 * for which the sender does not speak. It stands among the unread messages, and a call for help among it is an alert without a home.
 */
import { CALLS_FOR_HELP } from "#app/domain/devices/measures.ts";
import { dateReading, type UnnamedReading } from "#app/domain/devices/reading.ts";
import type { AlertFacts } from "#app/domain/alerts/alert-rules.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { Mapped } from "#app/integrations/devices/map-message.ts";
import { rowsByKey } from "#db/repositories/batches.ts";
import { insertQuarantine, keptTopic } from "#db/repositories/device-readings.ts";
import type { Unit } from "#db/transaction.ts";
import type { Delivery, Placed, RaisedAt, Unnamed } from "./delivery.ts";

/** What of a message as a mapping read it nothing names; for a delivery. */
export function unnamedIn(
  { unnamed: readings }: Mapped,
  { vendor, topic, body }: Omit<Unnamed, "readings">,
): { readonly unnamed?: Unnamed } {
  if (readings.length === 0) return {};
  return { unnamed: { vendor, topic: topic === null ? null : keptTopic(topic), body, readings } };
}

/** Facts are shown beside an alert, in one line. */
const FACT_CHARACTERS = 80;

/** @param sayer what is known of who said it, within its vendor */
function callsWithoutHome(
  reading: UnnamedReading,
  { key, place, receivedAt }: Pick<Placed, "key" | "place" | "receivedAt">,
  sayer: { readonly name: string; readonly facts: AlertFacts },
): RaisedAt[] {
  const { callKey, measuredAt, late } = dateReading(reading, receivedAt, key);
  return CALLS_FOR_HELP.filter((kind) => reading.measures[kind] === true).map((kind) => ({
    ...{ kind, at: measuredAt, causeKey: `${kind}:${reading.vendor}:${sayer.name}:${callKey}`, place },
    facts: { vendor: reading.vendor, ...sayer.facts },
    ...{ deviceId: null, home: { elderId: null, streetId: null }, late, synthetic: false },
  }));
}

/** Under names that nobody registered. */
export async function keepUnknown(unit: Unit, all: readonly Placed[]): Promise<RaisedAt[]> {
  await insertQuarantine(
    unit,
    all.map(({ message, channel, receivedAt }) => ({
      ...{ id: unit.newId(), receivedAt: asDate(receivedAt), channel, vendor: message.vendor },
      externalId: message.externalId.slice(0, 200),
      ...{ reason: "unknown-device", body: JSON.stringify(message) },
    })),
  );
  return all.flatMap((one) => {
    const { externalId } = one.message;
    const facts = { external_id: externalId.slice(0, FACT_CHARACTERS) };
    return callsWithoutHome(one.message, one, { name: externalId, facts });
  });
}

/** Under no name: each delivery that holds such readings is kept once, as it came. */
export async function keepUnnamed(unit: Unit, deliveries: readonly Delivery[]): Promise<RaisedAt[]> {
  const holding = deliveries.flatMap(({ unnamed, ...delivery }, place) =>
    unnamed === undefined ? [] : [{ ...delivery, unnamed, place }],
  );
  if (holding.length === 0) return [];
  await insertQuarantine(
    unit,
    holding.map(({ channel, receivedAt = unit.now, unnamed: { vendor, topic, body } }) => ({
      ...{ id: unit.newId(), receivedAt: asDate(receivedAt), channel, vendor, topic, externalId: null },
      ...{ reason: "no-device", body },
    })),
  );
  return holding.flatMap(({ deliveryKey, receivedAt = unit.now, place, unnamed: { topic, readings } }) =>
    readings.flatMap((reading, index) => {
      const facts = topic === null ? {} : { topic: topic.slice(0, FACT_CHARACTERS) };
      const key = `${deliveryKey}:unnamed:${index}`;
      return callsWithoutHome(reading, { key, place, receivedAt }, { name: `?${topic ?? ""}`, facts });
    }),
  );
}

/**
 * Under names of others. Each name of a delivery is kept once, with who sent it; a call for help is shown with both, and belongs to nobody's
 * home: whoever holds a token could else send help to any bed. Its cause bears the sender's id, so that it can stand for no call of the device
 * itself, nor hide one.
 */
export async function keepForeign(unit: Unit, deliveries: readonly Delivery[]): Promise<RaisedAt[]> {
  const holding = deliveries.flatMap(({ foreign, ...delivery }, place) =>
    foreign === undefined ? [] : [{ ...delivery, ...foreign, place }],
  );
  if (holding.length === 0) return [];
  await insertQuarantine(
    unit,
    holding.flatMap(({ channel, receivedAt = unit.now, sender: { deviceNo }, messages }) =>
      [...rowsByKey(messages, ({ externalId }) => externalId)].map(([externalId, readings]) => ({
        ...{ id: unit.newId(), receivedAt: asDate(receivedAt), channel, vendor: readings[0]?.vendor ?? null },
        ...{ externalId, reason: "not-its-own", body: JSON.stringify({ sent_by: deviceNo, readings }) },
      })),
    ),
  );
  return holding.flatMap(({ deliveryKey, receivedAt = unit.now, place, sender, messages }) =>
    messages.flatMap((message, index) => {
      const facts = { external_id: message.externalId.slice(0, FACT_CHARACTERS), sent_by: sender.deviceNo };
      const key = `${deliveryKey}:foreign:${index}`;
      return callsWithoutHome(
        message,
        { key, place, receivedAt },
        { name: `!${sender.id}:${message.externalId}`, facts },
      );
    }),
  );
}
