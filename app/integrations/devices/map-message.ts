/**
 * The one interpreter of mapping files: a message of a vendor in, readings by the product's names out. Pure. It never guesses: a value that
 * the mapping does not explain is left out, and a message without a device or a measure says so by its reason.
 */
import { isFlagMeasure, isPossible, type FlagMeasure, type Measures } from "#app/domain/devices/measures.ts";
import type { DeviceMessage, UnnamedReading } from "#app/domain/devices/reading.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { readByteFields } from "./byte-fields.ts";
import { readTime } from "./device-time.ts";
import { withoutMark } from "./byte-order-mark.ts";
import type { DeviceMapping, MappedMeasure, MappingCondition, MappingSources } from "./mapping-file.ts";
import { matchTopic, readTopicPattern } from "./topic-pattern.ts";
import { itemsAt, readPath, valuesAt, type Item, type Roots, type ValuePath } from "./value-path.ts";

export type VendorMessage = {
  /** null over HTTPS where the caller names none. */
  readonly topic: string | null;
  /** As payload-text.ts gives it. */
  readonly payload: string;
  readonly receivedAt: Instant;
  /** Stand for the levels of a topic where there is none: over HTTPS the sender is known. */
  readonly levels?: Readonly<Record<string, string>>;
  /** The device that signed it over HTTPS. */
  readonly sender?: string;
};

export type MapFailure = "not-json" | "other-topic" | "no-item" | "no-device" | "no-measure";

export type Mapped = {
  readonly messages: readonly DeviceMessage[];
  /** Readings of items whose device nothing names: they are heard, as from nowhere. */
  readonly unnamed: readonly UnnamedReading[];
  /** Why there is no message. */
  readonly failure: MapFailure | null;
};

type Given = {
  readonly roots: Roots;
  readonly levels: Readonly<Record<string, string>>;
  /** Names that "*" of "each" took on the way to the item. */
  readonly members: readonly string[];
  readonly receivedAt: Instant;
};

/** Paths are texts of files and few: each is read once. */
const paths = new Map<string, ValuePath>();

function pathOf(text: string): ValuePath {
  const known = paths.get(text);
  if (known) return known;
  const read = readPath(text);
  if (paths.size < 10_000) paths.set(text, read);
  return read;
}

const isThere = (value: unknown) => value !== undefined && value !== null && value !== "";

function valuesOf(source: MappingSources[number], { roots, levels, members }: Given): unknown[] {
  if ("topic" in source) return [levels[source.topic]];
  return "member" in source ? [members[source.member - 1]] : valuesAt(pathOf(source.path), roots);
}

function valueOf(sources: MappingSources | undefined, given: Given): unknown {
  for (const one of sources ?? []) {
    const found = valuesOf(one, given).find(isThere);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What PostgreSQL's text holds: no NUL and no half of a character. */
const storable = (text: string) => text.replaceAll("\u0000", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD");

function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function numberOf(value: unknown): number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  const number =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}

function asks(value: unknown, asked: MappingCondition): boolean {
  const number = numberOf(value);
  return (
    (asked.equals === undefined || value === asked.equals) &&
    (asked.in === undefined || asked.in.some((one) => one === value)) &&
    (asked.matches === undefined || new RegExp(asked.matches, "u").test(textOf(value) ?? "")) &&
    (asked.above === undefined || (number !== null && number > asked.above)) &&
    (asked.below === undefined || (number !== null && number < asked.below))
  );
}

function holds(asked: MappingCondition, given: Given): boolean {
  const sources = asked.topic === undefined ? [{ path: asked.path ?? "$" }] : [{ topic: asked.topic }];
  const values = sources.flatMap((one) => valuesOf(one, given));
  const there = values.filter((value) => value !== undefined);
  if (asked.present === false) return there.every((value) => value === null);
  return there.some((value) => asks(value, asked));
}

const FLAG_WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  on: true,
  yes: true,
  false: false,
  "0": false,
  off: false,
  no: false,
};

function flagOf(value: unknown, { above, below }: MappedMeasure): boolean | null {
  const number = numberOf(value);
  if (above !== undefined || below !== undefined)
    return number === null ? null : (above === undefined || number > above) && (below === undefined || number < below);
  return FLAG_WORDS[(textOf(value) ?? "").trim().toLowerCase()] ?? null;
}

function meant(value: unknown, { map }: MappedMeasure): unknown {
  if (map === undefined) return value;
  const text = textOf(value);
  return text !== null && Object.hasOwn(map, text) ? map[text] : undefined;
}

/** One bit, or the bits of a mask moved to the right end; undefined of what is no whole number of 32 bits. */
function bitsOf(value: unknown, { bit, mask }: MappedMeasure): unknown {
  if (bit === undefined && mask === undefined) return value;
  const number = numberOf(value);
  if (number === null || !Number.isInteger(number) || number < 0 || number > 0xffffffff) return undefined;
  if (bit !== undefined) return Math.floor(number / 2 ** bit) % 2;
  const all = mask ?? 0;
  return ((number & all) >>> 0) / ((all & -all) >>> 0);
}

function measured(rule: MappedMeasure, given: Given): boolean | number | null {
  if (!rule.when.every((one) => holds(one, given))) return null;
  const value = rule.from === undefined ? rule.value : meant(bitsOf(valueOf(rule.from, given), rule), rule);
  if (!isThere(value)) return null;
  if (isFlagMeasure(rule.measure)) {
    const flag = flagOf(value, rule);
    return flag === null ? null : flag !== rule.not;
  }
  const number = numberOf(value);
  if (number === null) return null;
  const scaled = Math.round((number * rule.scale + rule.offset) * 1000) / 1000;
  return isPossible(rule.measure, scaled) ? scaled : null;
}

/** The first rule of a measure that gives a value counts; for flags a true one outweighs, so that no call for help is covered. */
function measuresOf(mapping: DeviceMapping, given: Given): Measures {
  const found: Record<string, boolean | number> = {};
  for (const rule of mapping.measures) {
    const value = measured(rule, given);
    if (value === null) continue;
    const known = found[rule.measure as FlagMeasure];
    if (known === undefined || (known === false && value === true)) found[rule.measure] = value;
  }
  return found as Measures;
}

/** The time of the reading; from its base where the message says the time once and readings count from there. */
function deviceTimeOf({ time }: DeviceMapping, given: Given): Instant | null {
  if (time === undefined) return null;
  const said = valueOf(time.from, given);
  const base = numberOf(valueOf(time.base, given));
  if (base !== null) return readTime(base + (numberOf(said) ?? 0), { ...time, receivedAt: given.receivedAt });
  return isThere(said) ? readTime(said, { ...time, receivedAt: given.receivedAt }) : null;
}

/** Of a device or a message; the registry's names are shorter. */
const LONGEST_NAME = 200;

function nameIn(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : storable(text.slice(0, LONGEST_NAME));
}

type ReadItem = { readonly externalId: string | null; readonly reading: UnnamedReading };

/** null where it says nothing that the mapping knows. */
function readItem(mapping: DeviceMapping, given: Given): ReadItem | null {
  const measures = measuresOf(mapping, given);
  if (Object.keys(measures).length === 0) return null;
  const sequence = numberOf(valueOf(mapping.sequence, given));
  const messageId = textOf(valueOf(mapping.messageId, given));
  const firmware = textOf(valueOf(mapping.firmware, given));
  const reading: UnnamedReading = {
    vendor: mapping.vendor,
    // A text of any length is no id: cut short, two messages could become one.
    messageId: messageId === null || messageId.length > LONGEST_NAME ? null : storable(messageId),
    sequence: sequence !== null && Number.isSafeInteger(sequence) ? sequence : null,
    deviceAt: deviceTimeOf(mapping, given),
    measures,
    firmware: firmware === null ? null : storable(firmware.slice(0, 80)),
  };
  return { externalId: nameIn(valueOf(mapping.device, given)), reading };
}

/**
 * The device of the message as a whole, which stands for items that name none: the level {device} of its topic, else who sent it, else the
 * level {gateway}, else the only device that other items name. null where none of them says it: nothing is guessed between two.
 */
function ownDeviceOf(
  { device, gateway }: Readonly<Record<string, string>>,
  sender: string | undefined,
  items: readonly ReadItem[],
): string | null {
  const named = new Set(items.flatMap(({ externalId }) => externalId ?? []));
  const only = named.size === 1 ? [...named] : [];
  return nameIn([device, sender, gateway, ...only].find(isThere));
}

/** Stands for the items of a message that has none, when it is asked whether the mapping wants such a message at all. */
const NO_ITEM: Item = { value: undefined, members: [] };

const failed = (failure: MapFailure): Mapped => ({ messages: [], unnamed: [], failure });

function rootOf(mapping: DeviceMapping, payload: string): { readonly root: unknown } | null {
  if (mapping.payload === "text" || mapping.payload === "bytes") return { root: payload };
  try {
    return { root: JSON.parse(withoutMark(payload)) as unknown };
  } catch {
    return mapping.payload === "json" ? null : { root: payload };
  }
}

/**
 * Fields of bytes stand beside the message's own, under $.bytes; or beside each item's, under @.bytes, where the path begins there. Where the whole
 * payload is a text of bytes they stand alone.
 */
function withBytes({ bytes: spec }: DeviceMapping, from: "$" | "@", value: unknown): unknown {
  if (spec === undefined || !spec.path.startsWith(from)) return value;
  const [text] = valuesAt(pathOf(spec.path), { $: value, "@": value });
  const bytes = readByteFields(text, spec);
  if (bytes === null) return value;
  return typeof value === "object" ? { ...value, bytes } : { bytes };
}

function levelsOf(mapping: DeviceMapping, topic: string | null): Readonly<Record<string, string>> | null {
  if (topic === null || mapping.topics.length === 0) return {};
  const found = mapping.topics
    .map((text) => matchTopic(readTopicPattern(text), topic))
    .find((levels) => levels !== null);
  return found ?? null;
}

/** What the message holds several of; the message itself where it holds one. */
function itemsOf({ each }: DeviceMapping, root: unknown): readonly Item[] {
  const found = (each ?? ["$"]).map((path) => itemsAt(pathOf(path), { $: root, "@": root }));
  return found.find((items) => items.length > 0) ?? [];
}

/**
 * The readings of one message. A message that the mapping passes over on purpose ("only") gives none and no failure; one that should have
 * said something and did not gives the reason. Among several items those without a known value are passed over; one with a value and
 * without a device is the message's own device's, or unnamed.
 */
export function mapMessage(mapping: DeviceMapping, message: VendorMessage): Mapped {
  const levels = message.levels ?? levelsOf(mapping, message.topic);
  if (levels === null) return failed("other-topic");
  const parsed = rootOf(mapping, message.payload);
  if (parsed === null) return failed("not-json");
  const root = withBytes(mapping, "$", parsed.root);
  const items = itemsOf(mapping, root);
  const wanted = (items.length === 0 ? [NO_ITEM] : items)
    .map(({ value, members }): Given => ({
      ...{ roots: { $: root, "@": withBytes(mapping, "@", value) }, levels, members },
      receivedAt: message.receivedAt,
    }))
    .filter((given) => mapping.only.every((one) => holds(one, given)));
  if (wanted.length === 0) return { messages: [], unnamed: [], failure: null };
  if (items.length === 0) return failed("no-item");
  const read = wanted.flatMap((given) => readItem(mapping, given) ?? []);
  if (read.length === 0) return failed("no-measure");
  const own = ownDeviceOf(levels, message.sender, read);
  const messages = read.flatMap(({ externalId, reading }) => {
    const name = externalId ?? own;
    return name === null ? [] : [{ ...reading, externalId: name }];
  });
  // Where nothing names the device of one item, nothing does for any other that names none.
  const unnamed = own === null ? read.filter(({ externalId }) => externalId === null) : [];
  return {
    messages,
    unnamed: unnamed.map(({ reading }) => reading),
    failure: messages.length === 0 ? "no-device" : null,
  };
}

/** The first mapping whose topics match; several formats may share a broker. */
export function mappingForTopic(mappings: readonly DeviceMapping[], topic: string): DeviceMapping | null {
  return (
    mappings.find(({ topics }) => topics.some((text) => matchTopic(readTopicPattern(text), topic) !== null)) ?? null
  );
}
