/** What each step of a family bed carries beside its day, its party and its note: the shapes that events keep. */
import * as z from "zod";
import { Refusal } from "../refusal.ts";
import { isPlainDate } from "../time/plain-date.ts";
import type { BedStepKind } from "./lifecycle.ts";

export const APPLICATION_CHANNELS = ["kiosk", "phone", "community", "on_behalf"] as const;
export type ApplicationChannel = (typeof APPLICATION_CHANNELS)[number];
export const SUSPENSION_REASONS = ["hospital", "travel", "refusal", "other"] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];
export const EXIT_REASONS = [
  "death",
  "institution",
  "registration_moved",
  "aid_ended",
  "refusal",
  "too_long",
  "fraud",
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];
export const CHANGE_KINDS = ["address", "provider", "plan", "devices", "contact"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const word = z.string().trim().min(1).max(200);
const day = z.string().refine(isPlainDate);
const itemNo = z.number().int().min(1).max(30);
const serial = z.string().trim().min(1).max(60);
const nothing = z.strictObject({});
/** Numbers of the elder's visits that the step called off, or that stand again; written by the use case. */
const visits = z.array(word).optional();
const grade = z.number().int().min(0).max(4);

const SHAPES = {
  apply: z.strictObject({
    channel: z.enum(APPLICATION_CHANNELS),
    /** Who asked, where it was not the elder. */
    applicant: word.nullable(),
    /** What was agreed to and where that is recorded. */
    consent: word,
  }),
  return_papers: nothing,
  resubmit: nothing,
  pass_street: z.strictObject({ post: word }),
  reject: nothing,
  assess: z.strictObject({ grade, assessors: z.array(word).length(2) }),
  queue: nothing,
  approve: z.strictObject({ post: word }),
  publish: z.strictObject({ until: day }),
  clear_publicity: nothing,
  survey: z.strictObject({ surveyor: word }),
  plan: z.strictObject({ version: z.number().int().min(1) }),
  revise_plan: z.strictObject({ version: z.number().int().min(2) }),
  contract: z.strictObject({ visitsPerMonth: z.number().int().min(0).max(31), signedBy: z.array(word).length(3) }),
  start_works: nothing,
  report_works: z.strictObject({
    items: z
      .array(
        z.strictObject({ itemNo, brand: word, quantity: z.number().int().min(1), costFen: z.string().regex(/^\d+$/) }),
      )
      .min(1),
    devices: z.array(z.strictObject({ kind: word, serial })).min(1),
  }),
  rework: z.strictObject({ items: z.array(z.strictObject({ itemNo, demand: word })).min(1) }),
  accept: z.strictObject({
    items: z.array(z.strictObject({ itemNo, passed: z.boolean() })).min(1),
    /** As the registry proved them at that moment; written by the use case, never by a form. */
    devices: z.array(
      z.strictObject({ serial, online: z.boolean(), deviceNo: word.optional(), testedAt: z.iso.datetime().optional() }),
    ),
  }),
  start_service: nothing,
  change: z.strictObject({ what: z.enum(CHANGE_KINDS) }),
  suspend: z.strictObject({ reason: z.enum(SUSPENSION_REASONS), until: day.nullable(), visits }),
  resume: z.strictObject({ visits }),
  propose_exit: z.strictObject({ reason: z.enum(EXIT_REASONS), visits }),
  exit: nothing,
  close: nothing,
  withdraw: nothing,
} as const satisfies Record<BedStepKind, z.ZodType>;

export type StepFacts<Kind extends BedStepKind = BedStepKind> = z.infer<(typeof SHAPES)[Kind]>;

/** The facts of a step, checked. Refuses "bed-step-incomplete" with the first field that is missing or wrong. */
export function readStepFacts<Kind extends BedStepKind>(kind: Kind, given: unknown): StepFacts<Kind> {
  const parsed = SHAPES[kind].safeParse(given);
  if (!parsed.success)
    throw new Refusal("bed-step-incomplete", { field: parsed.error.issues[0]?.path.join(".") ?? "" });
  return parsed.data as StepFacts<Kind>;
}
