/**
 * A mapping file says, for one vendor's format, where in a message the device, the time and the measures stand and what the vendor's words
 * mean. A format that the product has never seen is taken in by such a file alone: docs/device-mappings.md explains it with examples.
 */
import * as z from "zod";
import { MEASURE_NAMES, type Measure } from "#app/domain/devices/measures.ts";
import { bytesSchema } from "./byte-fields.ts";
import { TIME_FORMATS } from "./device-time.ts";
import { withoutMark } from "./byte-order-mark.ts";
import { readTopicPattern } from "./topic-pattern.ts";
import { readPath } from "./value-path.ts";

/** Adds the message of a text that is read further to what is wrong with the file. */
function readable(read: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx) => {
    try {
      read(text);
    } catch (thrown) {
      context.addIssue({ code: "custom", message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
}

const path = z.string().superRefine(readable(readPath));
const topic = z.string().superRefine(readable(readTopicPattern));
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** From a path in the message, a named level of the topic, or the name of the member that the first, second … "*" of "each" took; the first that has a value counts. */
const source = z.union([
  path.transform((one) => ({ path: one })),
  z.strictObject({ path }),
  z.strictObject({ topic: z.string() }),
  z.strictObject({ member: z.int().min(1).max(9) }),
]);
const sources = z.union([source.transform((one) => [one]), z.array(source).min(1)]);

/** Every condition must hold; without a value nothing holds but "absent". */
const condition = z
  .strictObject({
    path: path.optional(),
    topic: z.string().optional(),
    equals: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    matches: z
      .string()
      .superRefine(readable((text) => new RegExp(text, "u")))
      .optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    present: z.boolean().optional(),
  })
  .refine(
    (one) => (one.path === undefined) !== (one.topic === undefined),
    "a condition asks one path or one level of the topic",
  )
  .refine(
    (one) => [one.equals, one.in, one.matches, one.above, one.below, one.present].some((asked) => asked !== undefined),
    "a condition asks something: equals, in, matches, above, below or present",
  );

const measureName = z.enum(MEASURE_NAMES as [Measure, ...Measure[]]);

const measure = z
  .strictObject({
    measure: measureName,
    from: sources.optional(),
    /** A value of its own where the conditions hold, for messages whose arrival says it. */
    value: z.union([z.boolean(), z.number()]).optional(),
    when: z.array(condition).default([]),
    /** The vendor's words, as texts, and what they mean; a word that is not listed gives no measure. */
    map: z.record(z.string(), z.union([z.boolean(), z.number(), z.null()])).optional(),
    /** Turned round: a contact that is closed is a door that is not open. */
    not: z.boolean().default(false),
    /** Above, below: a number becomes a flag. */
    above: z.number().optional(),
    below: z.number().optional(),
    /** Of a whole number of at most 32 bits: one bit as a flag, the lowest being 0, or the bits of a mask as a number of their own. */
    bit: z.int().min(0).max(31).optional(),
    mask: z.int().min(1).max(0xffffffff).optional(),
    scale: z.number().default(1),
    offset: z.number().default(0),
  })
  .refine((one) => (one.from === undefined) !== (one.value === undefined), "a measure has either from or value")
  .refine((one) => one.bit === undefined || one.mask === undefined, "a measure has either bit or mask");

export const mappingSchema = z.strictObject({
  mapping: z.literal(1),
  vendor: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, "small letters, digits and hyphens"),
  note: z.string().optional(),
  topics: z.array(topic).default([]),
  /** json, or text: the whole payload is one value at $; json_or_text where topics of one maker differ; bytes: the same as text, in hexadecimal. */
  payload: z.enum(["json", "text", "json_or_text", "bytes"]).default("json"),
  bytes: bytesSchema.superRefine((one, context) => readable(readPath)(one.path, context)).optional(),
  /** One message holds several readings: each value of the path is one, and @ is it. Of several paths the first that leads to any counts. */
  each: z.union([path.transform((one) => [one]), z.array(path).min(1)]).optional(),
  /** Messages, or items, for which these do not hold are passed over: announcements, states of bridges. */
  only: z.array(condition).default([]),
  device: sources,
  messageId: sources.optional(),
  sequence: sources.optional(),
  firmware: sources.optional(),
  time: z
    .strictObject({
      from: sources,
      /** Added to it, in the same format: a time that the message says once, and each reading from there. */
      base: sources.optional(),
      format: z.enum(TIME_FORMATS),
      zone: z
        .string()
        .regex(/^(Z|[+-]\d{2}:\d{2})$/, "an offset such as +08:00")
        .default("+08:00"),
    })
    .optional(),
  measures: z.array(measure).min(1),
});

export type DeviceMapping = z.infer<typeof mappingSchema>;
export type MappingCondition = z.infer<typeof condition>;
export type MappedMeasure = z.infer<typeof measure>;
export type MappingSources = z.infer<typeof sources>;

/** A mapping file that cannot be used: every place and what is wrong there. */
export class MappingUnusable extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`${file}: ${problems.join("; ")}`);
    this.name = "MappingUnusable";
  }
}

/** Levels of topics that are asked for must stand in every topic, and a member needs an "each", else a message would have no device. */
function sourceProblems(mapping: DeviceMapping): string[] {
  const { device, messageId, sequence, firmware, time, measures, each } = mapping;
  const naming = [device, messageId, sequence, time?.from].flatMap((one) => one ?? []);
  const others = [firmware, time?.base, ...measures.map(({ from }) => from)].flatMap((one) => one ?? []);
  if (each === undefined && [...naming, ...others].some((one) => "member" in one))
    return ['each: a "member" is one that "*" of "each" took'];
  const names = naming.flatMap((one) => ("topic" in one ? [one.topic] : []));
  return mapping.topics.flatMap((text) => {
    const known = readTopicPattern(text).names;
    return names.filter((name) => !known.includes(name)).map((name) => `topics: ${text} has no level {${name}}`);
  });
}

/** Reads the text of a mapping file. Throws MappingUnusable with every problem and where it is. */
export function readMapping(file: string, text: string): DeviceMapping {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch (thrown) {
    throw new MappingUnusable(file, [`not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`]);
  }
  const read = mappingSchema.safeParse(value);
  if (!read.success)
    throw new MappingUnusable(
      file,
      read.error.issues.map((issue) => `${issue.path.join(".") || "(whole file)"}: ${issue.message}`),
    );
  const problems = sourceProblems(read.data);
  if (problems.length > 0) throw new MappingUnusable(file, problems);
  return read.data;
}
