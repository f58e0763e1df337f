/** What single steps ask for beyond state, papers and shape. */
import { missingItemPhotos, type FiledDocument } from "#app/domain/family-beds/documents.ts";
import type { BedEvent } from "#app/domain/family-beds/family-bed.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { daysBetween } from "#app/domain/time/plain-date.ts";
import { listBedPlans } from "#db/repositories/bed-money.ts";
import type { Unit } from "#db/transaction.ts";
import type { BedRecord } from "./bed-record.server.ts";

export type JudgedStep = {
  readonly record: BedRecord;
  readonly event: BedEvent;
  readonly filed: readonly FiledDocument[];
  readonly policy: PolicyVersion;
};

type Checked<Kind extends BedEvent["kind"]> = Omit<JudgedStep, "event"> & {
  readonly event: Extract<BedEvent, { kind: Kind }>;
};

/** Grades that are neither partly nor fully dependent get no bed. */
function requireGrade({ event, policy: { parameters } }: Checked<"assess">): void {
  const covered = [...parameters.grades_disabled, ...parameters.grades_partly_disabled];
  if (!covered.includes(event.facts.grade)) throw new Refusal("bed-grade-not-covered");
}

/** A publicity runs for the days that the policy asks for, at least. */
function requirePublicityLong({ event, policy: { parameters } }: Checked<"publish">): void {
  if (daysBetween(event.occurredOn, event.facts.until) < parameters.bed_publicity_days)
    throw new Refusal("bed-publicity-short", { days: parameters.bed_publicity_days });
}

/** The publicity has run to the end of its last day. */
function requirePublicityOver({ record, event }: Checked<"clear_publicity">): void {
  const until = record.bed.publicityUntil;
  if (until !== null && event.occurredOn <= until) throw new Refusal("bed-publicity-running", { until });
}

/** The version that is agreed is the newest one that was recorded. */
async function requirePlan(unit: Unit, { record, event }: Checked<"plan" | "revise_plan">): Promise<void> {
  const newest = (await listBedPlans(unit, record.row.id)).at(-1);
  if (newest?.plan.version !== event.facts.version || event.facts.version === record.bed.planVersion)
    throw new Refusal("bed-plan-missing");
}

/** Works are those of the plan, each item shown before and after. */
async function requireWorks(unit: Unit, { record, event, filed }: Checked<"report_works">): Promise<void> {
  const plan = (await listBedPlans(unit, record.row.id)).find(({ plan }) => plan.version === record.bed.planVersion);
  const planned = new Set(plan?.items.map((item) => item.itemNo));
  const built = event.facts.items.map((item) => item.itemNo);
  if (new Set(built).size !== built.length || built.some((itemNo) => !planned.has(itemNo)))
    throw new Refusal("bed-plan-wrong");
  const photos = missingItemPhotos(built, filed);
  if (photos.length > 0) throw new Refusal("bed-item-photos-missing", { photos: photos.join(",") });
}

const sameTexts = (one: readonly string[], other: readonly string[]) =>
  [...one].sort().join("\n") === [...other].sort().join("\n");

/** Everything that was built is looked at and right, and the registry proves every device that was installed. */
function requirePassed({ record, event }: Checked<"accept">): void {
  const { works } = record.bed;
  const { items, devices } = event.facts;
  const whole =
    works !== null &&
    sameTexts(
      works.items.map((one) => String(one.itemNo)),
      items.map((one) => String(one.itemNo)),
    ) &&
    sameTexts(
      works.devices.map((one) => one.serial),
      devices.map((one) => one.serial),
    );
  if (!whole || !items.every((one) => one.passed)) throw new Refusal("bed-not-passed");
  const unproven = devices.filter(({ online }) => !online).map((one) => one.serial);
  if (unproven.length > 0) throw new Refusal("bed-devices-unproven", { serials: unproven.join("、") });
}

/**
 * Refuses "bed-grade-not-covered", "bed-publicity-short", "bed-publicity-running", "bed-plan-missing", "bed-plan-wrong", "bed-item-photos-missing",
 * "bed-not-passed" and "bed-devices-unproven" with the fact `serials`.
 */
export async function checkStep(unit: Unit, step: JudgedStep): Promise<void> {
  const { event } = step;
  if (event.kind === "assess") requireGrade({ ...step, event });
  if (event.kind === "publish") requirePublicityLong({ ...step, event });
  if (event.kind === "clear_publicity") requirePublicityOver({ ...step, event });
  if (event.kind === "plan" || event.kind === "revise_plan") await requirePlan(unit, { ...step, event });
  if (event.kind === "report_works") await requireWorks(unit, { ...step, event });
  if (event.kind === "accept") requirePassed({ ...step, event });
}
