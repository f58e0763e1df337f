/**
 * A remedy is one change of the facts that would let owed visits of an elder take place while everybody else's visits stay where they
 * are. It carries the visits as they would then stand: whoever doubts it can put the change into the input and check the plan again.
 */
import { qualificationIncludes, type QualificationCode } from "../../workforce/qualification.ts";
import { identify, type ElderId, type ProviderId, type WorkerId } from "../../identifiers.ts";
import type { Weekday } from "../../time/plain-date.ts";
import { firstDateOf, lastDateOf } from "../../time/plain-month.ts";
import type { MinuteWindow } from "../../time/time-window.ts";
import type { PlannedVisit } from "./month-plan.ts";
import type { PlanInput, PlannableElder, PlannableProvider, PlannableWorker } from "./plan-input.ts";
import { visitableWindows } from "./plan-input.ts";

/** On each of the weekdays alone; `together` where only all of them at once are enough. */
type OnWeekdays = { readonly weekdays: readonly Weekday[]; readonly together: boolean };

export type RemedyChange =
  /** Nothing has to change: there is free time that the search did not use. */
  | { readonly kind: "as_it_is" }
  /** Visits on days off move to another day instead of being owed. */
  | { readonly kind: "holiday_moved" }
  /** The elder's hours open earlier or close later by so many minutes. */
  | { readonly kind: "window"; readonly earlierMinutes: number; readonly laterMinutes: number }
  /** The elder can be visited on other weekdays too, in the hours named for the present ones. */
  | ({ readonly kind: "weekdays" } & OnWeekdays)
  /** The elder takes a care worker whom he or she refused. */
  | { readonly kind: "accept_worker"; readonly workerId: WorkerId }
  | { readonly kind: "any_sex" }
  /** The provider has one more care worker, or two more who come together, free in these hours of these weekdays. */
  | ({
      readonly kind: "more_workers";
      readonly workers: 1 | 2;
      readonly qualifications: readonly QualificationCode[];
      readonly sex: "female" | "male" | null;
      readonly hours: MinuteWindow;
    } & OnWeekdays)
  /** Another provider takes over all visits of the elder's month. */
  | { readonly kind: "other_provider"; readonly providerId: ProviderId }
  /** The provider's contract holds for the whole month. */
  | { readonly kind: "contract" }
  /** Visits may lie this many days apart. */
  | { readonly kind: "shorter_gap"; readonly days: number };

export type RemedyKind = RemedyChange["kind"];

/** A visit as it would stand with the change; those whom the change adds come by the ids that `isAddedWorker` knows. */
export type RemediedVisit = Pick<
  PlannedVisit,
  "sequence" | "date" | "startMinute" | "durationMinutes" | "workerIds" | "subtypes"
>;

export type Remedy = { readonly change: RemedyChange; readonly visits: readonly RemediedVisit[] };

/** Ids and keys of the care workers whom "more_workers" adds; the keys sort behind those of any register. */
const ADDED = [1, 2].map((place) => ({ id: identify<WorkerId>(`added-${place}`), key: `\uffffadded-${place}` }));

/** Is this one of the care workers whom a change adds? */
export function isAddedWorker(workerId: WorkerId): boolean {
  return ADDED.some(({ id }) => id === workerId);
}

/** The input as it would be with the change. Everybody but the elder and, for "more_workers" and "contract", the provider stays. */
export function withChange(input: PlanInput, elderId: ElderId, change: RemedyChange): PlanInput {
  const elder = input.elders.find(({ id }) => id === elderId);
  if (!elder) return input;
  const changed = (facts: Partial<PlannableElder>): PlanInput => ({
    ...input,
    elders: input.elders.map((one) => (one === elder ? { ...one, ...facts } : one)),
  });
  switch (change.kind) {
    case "as_it_is":
      return input;
    case "holiday_moved":
      return withPlacing(input, { holiday_mode: "move_inside_month" });
    case "shorter_gap":
      return withPlacing(input, { min_gap_days: change.days });
    case "window":
      return changed({ windows: elder.windows.map((window) => ({ ...window, ...widened(window, change) })) });
    case "weekdays":
      return changed({ windows: [...elder.windows, ...sameHoursOn(elder, change.weekdays)] });
    case "accept_worker":
      return changed({ refusedWorkerIds: elder.refusedWorkerIds.filter((id) => id !== change.workerId) });
    case "any_sex":
      return changed({ sexWanted: null });
    case "other_provider":
      return changed({ providerId: change.providerId });
    case "contract":
      return { ...input, providers: input.providers.map((one) => extended(input, elder, one)) };
    case "more_workers":
      return { ...input, workers: [...input.workers, ...addedWorkers(input, elder, change)] };
  }
}

function withPlacing(input: PlanInput, facts: Partial<PlanInput["limits"]["placing"]>): PlanInput {
  return { ...input, limits: { ...input.limits, placing: { ...input.limits.placing, ...facts } } };
}

type Widening = { readonly earlierMinutes: number; readonly laterMinutes: number };

function widened({ startMinute, endMinute }: MinuteWindow, { earlierMinutes, laterMinutes }: Widening): MinuteWindow {
  return {
    startMinute: Math.max(0, startMinute - earlierMinutes),
    endMinute: Math.min(1440, endMinute + laterMinutes),
  };
}

function sameHoursOn(elder: PlannableElder, weekdays: readonly Weekday[]) {
  return weekdays.flatMap((weekday) =>
    elder.windows.map(({ startMinute, endMinute }) => ({ weekday, startMinute, endMinute })),
  );
}

function extended({ month }: PlanInput, elder: PlannableElder, provider: PlannableProvider): PlannableProvider {
  if (provider.id !== elder.providerId) return provider;
  const whole = { from: firstDateOf(month), to: lastDateOf(month) };
  return { ...provider, contracts: [...provider.contracts, whole] };
}

function addedWorkers(
  input: PlanInput,
  elder: PlannableElder,
  change: Extract<RemedyChange, { kind: "more_workers" }>,
): PlannableWorker[] {
  const { providerId } = elder;
  if (providerId === null) return [];
  return ADDED.slice(0, change.workers).map((name) => ({
    ...name,
    providerId,
    sex: change.sex ?? "female",
    qualifications: change.qualifications.map((code) => ({ code, certificateNo: null, expiresOn: null })),
    employedFrom: firstDateOf(input.month),
    employedTo: null,
    availability: change.weekdays.map((weekday) => ({ weekday, ...change.hours })),
    weeklyMinutesMax: null,
    leave: [],
    base: elder.home,
  }));
}

/** The fewest certificates that hold every group of a basket: of each group the first code, unless one taken covers it. */
export function leastQualifications(groups: readonly (readonly QualificationCode[])[]): QualificationCode[] {
  const taken: QualificationCode[] = [];
  const covers = (held: QualificationCode, group: readonly QualificationCode[]) =>
    group.some((code) => qualificationIncludes(held, code));
  for (const group of [...groups].sort((left, right) => left.length - right.length)) {
    const [first] = group.toSorted();
    if (first !== undefined && !taken.some((held) => covers(held, group))) taken.push(first);
  }
  const needed = taken.filter((code) => !taken.some((held) => held !== code && qualificationIncludes(held, code)));
  return needed.length > 0 ? needed.sort() : ["Q0"];
}

/** From the first opening to the last closing of the elder's hours, long enough for a visit that begins when they close. */
export function hoursAround(input: PlanInput, elder: PlannableElder, durationMinutes: number): MinuteWindow {
  const windows = visitableWindows(elder, input.limits);
  return {
    startMinute: Math.min(...windows.map(({ startMinute }) => startMinute)),
    endMinute: Math.max(...windows.map((one) => Math.max(one.endMinute, one.startMinute + durationMinutes))),
  };
}
