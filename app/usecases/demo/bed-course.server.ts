/**
 * The course of a family bed as the demonstration plays it: every step by the use case that a person would take, papers as archive numbers, on
 * days of its own. One unit of work a bed.
 */
import type { ActorRole } from "#app/domain/access/actor.ts";
import { BED_DOCUMENT_KINDS, type BedDocumentKind } from "#app/domain/family-beds/documents.ts";
import { BED_STEP_RULES, type BedState, type BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import type { PlannedItem } from "#app/domain/family-beds/retrofit-budget.ts";
import type { ApplicationChannel } from "#app/domain/family-beds/step-facts.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findFamilyBed } from "#db/repositories/family-beds.ts";
import type { Unit } from "#db/transaction.ts";
import { applyInUnit } from "../family-beds/apply-for-bed.server.ts";
import type { BedRules } from "../family-beds/bed-policy.server.ts";
import { filePapersInUnit } from "../family-beds/file-document.server.ts";
import { nameBodyInUnit, type BodyRole } from "../family-beds/name-body.server.ts";
import { recordPlanInUnit } from "../family-beds/record-plan.server.ts";
import { takeStepInUnit } from "../family-beds/take-step.server.ts";
import { hangAndTest, hearDaily } from "./demo-home.server.ts";

export type PlayedStep = {
  readonly kind: Exclude<BedStepKind, "apply">;
  /** Days after the step before. */
  readonly after: number;
  readonly facts: (at: { readonly on: PlainDate }) => unknown;
};

export type BedStory = {
  readonly elderNo: string;
  readonly channel: ApplicationChannel;
  readonly appliedOn: PlainDate;
  /** The state in which the story stops. */
  readonly until: BedState;
  readonly grade: number;
  readonly firms: Readonly<Record<BodyRole, string>>;
  readonly items: readonly PlannedItem[];
  readonly serials: readonly { readonly kind: string; readonly serial: string }[];
  /** Until when the devices are heard each morning once they hang. */
  readonly heardUntil: PlainDate;
  /** Multiplies the days between steps. */
  readonly pace: number;
  /** Steps after the bed is in service. */
  readonly later: readonly PlayedStep[];
};

const STREET = { actor: "user:street", role: "street_lead" as ActorRole };
const DISTRICT = { actor: "user:clerk", role: "district_clerk" as ActorRole };
const NOTE = "演示数据";
const none = () => ({});

/** The way to service; what a story does beside it stands in `later`. */
function courseOf({ grade, items, serials }: BedStory): readonly PlayedStep[] {
  const builtItems = items.map(({ itemNo, quantity, unitPriceFen }) => ({
    ...{ itemNo, quantity, brand: "示例", costFen: (BigInt(quantity) * unitPriceFen).toString() },
  }));
  return [
    { kind: "pass_street", after: 2, facts: () => ({ post: "审核员" }) },
    { kind: "assess", after: 4, facts: () => ({ grade, assessors: ["示例评估员甲", "示例评估员乙"] }) },
    { kind: "queue", after: 1, facts: none },
    { kind: "approve", after: 2, facts: () => ({ post: "经办" }) },
    { kind: "publish", after: 1, facts: ({ on }) => ({ until: addDays(on, 7) }) },
    { kind: "clear_publicity", after: 8, facts: none },
    { kind: "survey", after: 3, facts: () => ({ surveyor: "示例设计师" }) },
    { kind: "plan", after: 2, facts: () => ({ version: 1 }) },
    { kind: "contract", after: 4, facts: () => ({ visitsPerMonth: 4, signedBy: ["老人", "服务机构", "街道"] }) },
    { kind: "start_works", after: 3, facts: none },
    { kind: "report_works", after: 8, facts: () => ({ items: builtItems, devices: serials }) },
    {
      kind: "accept",
      after: 3,
      facts: () => ({ items: items.map(({ itemNo }) => ({ itemNo, passed: true })) }),
    },
    { kind: "start_service", after: 2, facts: none },
  ];
}

/** The first state in which the course of a story stops. */
const REACHES: Readonly<Partial<Record<BedStepKind, BedState>>> = {
  ...{ pass_street: "street_reviewed", assess: "assessed", queue: "waiting", approve: "district_approved" },
  ...{ publish: "in_publicity", clear_publicity: "publicised", survey: "surveyed", plan: "planned" },
  ...{ contract: "contracted", start_works: "building", report_works: "in_acceptance", accept: "accepted" },
  start_service: "active",
};

/** Bodies that are named before a step. */
const NAMED_BEFORE: Readonly<Partial<Record<BedStepKind, readonly BodyRole[]>>> = {
  assess: ["assessment"],
  survey: ["survey", "acceptance"],
  contract: ["provider", "works"],
};

const whoFor = (kind: BedStepKind) =>
  // Works are written down by the street, acceptance by the district: two persons.
  ["queue", "approve", "accept", "exit", "close"].includes(kind) ? DISTRICT : STREET;

/** The same unit at another moment. */
function unitAt(unit: Unit, now: Instant): Unit {
  return {
    get orm() {
      return unit.orm;
    },
    scope: unit.scope,
    now,
    newId: unit.newId,
    district: unit.district,
  };
}

function papersOf(kind: BedStepKind, { items }: BedStory, bedNo: string) {
  const plain = BED_STEP_RULES[kind].documents.map((one) => ({ kind: one, itemNo: null as number | null }));
  const photos = (["photo_before", "photo_after"] as const satisfies readonly BedDocumentKind[]).flatMap((one) =>
    items.map(({ itemNo }) => ({ kind: one, itemNo: itemNo as number | null })),
  );
  return [...plain, ...(kind === "report_works" ? photos : [])].map((one) => ({
    ...one,
    title: NOTE,
    archiveNo: `${bedNo}-${BED_DOCUMENT_KINDS.indexOf(one.kind) + 1}${one.itemNo === null ? "" : `-${one.itemNo}`}`,
  }));
}

/** What a course is played with. */
export type Played = { readonly rules: BedRules; readonly crypto: CryptoProvider };

async function playStep(
  unit: Unit,
  { rules, crypto }: Played,
  story: BedStory,
  played: { bedNo: string; step: PlayedStep; on: PlainDate },
) {
  const { bedNo, step, on } = played;
  const who = whoFor(step.kind);
  for (const role of NAMED_BEFORE[step.kind] ?? [])
    await nameBodyInUnit(unit, DISTRICT.actor, { bedNo, role, creditCode: story.firms[role] });
  const row = await findFamilyBed(unit, bedNo);
  const bedId = row?.id ?? "";
  await filePapersInUnit(unit, who.actor, { bedId, papers: papersOf(step.kind, story, bedNo) });
  if (step.kind === "plan")
    await recordPlanInUnit(
      unit,
      { actor: who.actor, rules },
      {
        ...{ bedNo, items: story.items, servicePlan: "每月上门四次，24 小时守护（示例）" },
        devices: story.serials.map(({ kind }) => ({ kind, quantity: 1 })),
      },
    );
  if (step.kind === "accept")
    await hangAndTest(unit, { actor: STREET.actor, crypto }, { elderNo: story.elderNo, devices: story.serials });
  const facts = step.facts({ on });
  await takeStepInUnit(
    unit,
    { ...who, rules, leavesVisits: true },
    { bedNo, kind: step.kind, occurredOn: on, note: NOTE, facts },
  );
}

/** Whether the course goes through the waiting list. */
const isLeftOut = (kind: BedStepKind, { until, pace }: BedStory) =>
  kind === "queue" && until !== "waiting" && pace <= 1;

/** Plays a bed until its story ends or today is reached. @returns the bed's number */
export async function playBed(
  unit: Unit,
  played: Played,
  { story, today }: { readonly story: BedStory; readonly today: PlainDate },
): Promise<string> {
  const { elderNo, channel, appliedOn } = story;
  const applicant = channel === "community" ? "社区（示例）" : null;
  const application = { elderNo, channel, applicant, consent: "知情同意书（示例）", note: NOTE };
  const who = { ...STREET, rules: played.rules };
  const bedNo = await applyInUnit(unitAt(unit, instantAt(appliedOn, 10 * 60)), who, application);
  await playOn(unit, played, { bedNo, story, today });
  return bedNo;
}

/** Plays a bed that was applied for until its story ends or today is reached. */
export async function playOn(
  unit: Unit,
  played: Played,
  { bedNo, story, today }: { readonly bedNo: string; readonly story: BedStory; readonly today: PlainDate },
): Promise<void> {
  const at = (on: PlainDate) => unitAt(unit, instantAt(on, 10 * 60));
  const { elderNo, appliedOn, until } = story;
  let on = appliedOn;
  let hungOn: PlainDate | null = null;
  const steps = [...courseOf(story).filter(({ kind }) => !isLeftOut(kind, story)), ...story.later];
  if (until === "applied") return;
  for (const step of steps) {
    on = addDays(on, Math.ceil(step.after * (step.kind === "clear_publicity" ? 1 : story.pace)));
    if (on > today) break;
    await playStep(at(on), played, story, { bedNo, step, on });
    if (step.kind === "accept") hungOn = on;
    if (REACHES[step.kind] === until && story.later.length === 0) break;
  }
  if (hungOn === null) return;
  const heard = { from: addDays(hungOn, 1), to: story.heardUntil };
  await hearDaily(at(story.heardUntil), { elderNo, devices: story.serials }, heard);
}
