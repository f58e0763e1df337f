/**
 * The late-alert ladder of a visit (visit rules 7.3): who hears what, and when, from two hours before the planned start to the check-out.
 * A pure function of the visit, of what was said about it, of what was told already, and of now. It is asked every minute and after any
 * outage; each step is told once for each planned start.
 *
 * After an outage several steps may be due at once. Each party then hears only the last step that is due for it: a reminder after the
 * start or a "twenty minutes late" after an hour would send people after what has passed. The steps left out are kept as overtaken, so
 * that the history shows them and shows that nobody heard them.
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";
import { plusMinutes } from "../time/instant.ts";
import type { DeliveryState } from "./delivery-state.ts";

export const START_STEPS = ["reminder", "late_worker", "late_provider", "late_street", "presumed_missed"] as const;
export const END_STEPS = ["check_out_reminder", "check_out_missing"] as const;
export type LadderStep = (typeof START_STEPS)[number] | (typeof END_STEPS)[number];
export type NoticeKind = LadderStep | "no_answer" | "unsafe" | NewsKind;

/** Told once, about who goes and whether; no step of the ladder ends it. */
export const NEWS_KINDS = ["all_clear", "taken_off", "put_on", "called_off"] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export function isNewsKind(kind: string): kind is NewsKind {
  return (NEWS_KINDS as readonly string[]).includes(kind);
}
export type Audience = "worker" | "provider" | "street";

export type LadderParameters = Pick<
  PolicyParameters,
  | "alert_reminder_min"
  | "alert_worker_min"
  | "alert_provider_min"
  | "alert_street_min"
  | "alert_missed_min"
  | "checkout_reminder_min"
  | "checkout_missing_after_min"
>;

export type LadderVisit = {
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly deliveryState: DeliveryState;
  /** Whether a care worker goes: where nobody does, nobody can be told. The steps are due once somebody is assigned. */
  readonly hasWorker: boolean;
  /** Whether somebody has said why a missed visit was missed. */
  readonly isExplained: boolean;
  /** Of events at the door; null when there was none. */
  readonly noAnswerAt: Instant | null;
  readonly unsafeAt: Instant | null;
};

/** What was told about this visit so far. */
export type ToldNotice = {
  readonly kind: NoticeKind;
  readonly audience: Audience;
  readonly forStartAt: Instant;
  readonly overtaken: boolean;
  readonly ended: boolean;
};

export type Rung = {
  readonly kind: NoticeKind;
  readonly audience: Audience;
  readonly dueAt: Instant;
  readonly overtaken: boolean;
};

export type NoticeEnd = "check_in" | "check_out" | "moved" | "cancelled" | "no_answer" | "reason" | "later_step";

export type LadderAnswer = {
  readonly tell: readonly Rung[];
  /** Open notices that are no longer true. */
  readonly end: readonly {
    readonly kind: NoticeKind;
    readonly audience: Audience;
    readonly forStartAt: Instant;
    readonly for: NoticeEnd;
  }[];
  /** An hour without a check-in: the visit is presumed missed, on nobody's side until somebody says why. */
  readonly isMissed: boolean;
};

type Step = Omit<Rung, "overtaken">;

const WAITING: readonly DeliveryState[] = ["accepted", "en_route"];
const SERVED: readonly DeliveryState[] = ["in_progress", "done"];

/** The steps before a check-in, in the order of their times for each party. */
export function startSteps(startAt: Instant, policy: LadderParameters): Step[] {
  const step = (kind: NoticeKind, audience: Audience, minutes: number): Step => ({
    kind,
    audience,
    dueAt: plusMinutes(startAt, minutes),
  });
  return [
    step("reminder", "worker", -policy.alert_reminder_min),
    step("late_worker", "worker", policy.alert_worker_min),
    step("late_provider", "provider", policy.alert_provider_min),
    step("late_street", "street", policy.alert_street_min),
    step("presumed_missed", "worker", policy.alert_missed_min),
    step("presumed_missed", "provider", policy.alert_missed_min),
    step("presumed_missed", "street", policy.alert_missed_min),
  ];
}

/** The steps between check-in and check-out. */
export function endSteps(endAt: Instant, policy: LadderParameters): Step[] {
  return [
    { kind: "check_out_reminder", audience: "worker", dueAt: plusMinutes(endAt, policy.checkout_reminder_min) },
    { kind: "check_out_missing", audience: "provider", dueAt: plusMinutes(endAt, policy.checkout_missing_after_min) },
  ];
}

const isStart = (kind: NoticeKind) => (START_STEPS as readonly string[]).includes(kind);
const isEnd = (kind: NoticeKind) => (END_STEPS as readonly string[]).includes(kind);
const isAtDoor = (kind: NoticeKind) => kind === "no_answer" || kind === "unsafe";

/** The parties that heard that the visit was late: they hear the all-clear too. */
function toBeRelieved(told: readonly ToldNotice[], startAt: Instant): Audience[] {
  return (["provider", "street"] as const).filter((audience) =>
    told.some(
      (one) =>
        one.audience === audience &&
        one.forStartAt === startAt &&
        !one.overtaken &&
        ["late_provider", "late_street", "presumed_missed"].includes(one.kind),
    ),
  );
}

/** Steps that are true now, whether they were told or not. */
function stepsOf(visit: LadderVisit, told: readonly ToldNotice[], policy: LadderParameters): Step[] {
  const { deliveryState } = visit;
  const atDoor = (["no_answer", "unsafe"] as const).flatMap((kind): Step[] => {
    const at = kind === "no_answer" ? visit.noAnswerAt : visit.unsafeAt;
    return at === null ? [] : (["provider", "street"] as const).map((audience) => ({ kind, audience, dueAt: at }));
  });
  if (SERVED.includes(deliveryState)) {
    const relieved = toBeRelieved(told, visit.startAt).map((audience): Step => ({
      kind: "all_clear",
      audience,
      dueAt: visit.startAt,
    }));
    return [...atDoor, ...relieved, ...(deliveryState === "in_progress" ? endSteps(visit.endAt, policy) : [])];
  }
  if (visit.noAnswerAt !== null) return atDoor;
  if (WAITING.includes(deliveryState)) return [...atDoor, ...startSteps(visit.startAt, policy)];
  if (deliveryState === "missed" && !visit.isExplained)
    return [...atDoor, ...startSteps(visit.startAt, policy).filter(({ kind }) => kind === "presumed_missed")];
  return atDoor;
}

/** Why an open notice is over; null while it is true. */
function endOf(one: ToldNotice, visit: LadderVisit): NoticeEnd | null {
  if (isNewsKind(one.kind)) return null;
  if (one.forStartAt !== visit.startAt) return "moved";
  if (visit.deliveryState === "cancelled") return "cancelled";
  if (isStart(one.kind) && SERVED.includes(visit.deliveryState)) return "check_in";
  if (isEnd(one.kind) && visit.deliveryState === "done") return "check_out";
  if (isStart(one.kind) && visit.noAnswerAt !== null) return "no_answer";
  if (visit.isExplained && (isStart(one.kind) || isAtDoor(one.kind))) return "reason";
  return null;
}

const RANK: Readonly<Record<string, number>> = Object.fromEntries(
  [...START_STEPS, ...END_STEPS].map((kind, index) => [kind, index]),
);
const rankOf = (kind: NoticeKind) => RANK[kind] ?? -1;

/** What is to be told and ended now. Asked again after writing it down, the answer is empty. */
export function askLadder(
  visit: LadderVisit,
  told: readonly ToldNotice[],
  now: Instant,
  policy: LadderParameters,
): LadderAnswer {
  const known = (step: Step) =>
    told.some((one) => one.kind === step.kind && one.audience === step.audience && one.forStartAt === visit.startAt);
  const reached = (step: Step) => step.dueAt <= now && (visit.hasWorker || step.audience !== "worker");
  const due = stepsOf(visit, told, policy).filter(reached);
  const lastOf = (audience: Audience) =>
    Math.max(-1, ...due.filter((step) => step.audience === audience).map((step) => rankOf(step.kind)));
  const tell = due
    .filter((step) => !known(step))
    .map((step): Rung => ({
      ...step,
      overtaken:
        rankOf(step.kind) >= 0 &&
        (rankOf(step.kind) < lastOf(step.audience) || (step.kind === "reminder" && visit.startAt <= now)),
    }));
  const isLive = tell.filter((rung) => !rung.overtaken);
  const end = told
    .filter((one) => !one.ended && !one.overtaken)
    .flatMap((one) => {
      const passed = isLive.some(
        (rung) => rung.audience === one.audience && rankOf(one.kind) >= 0 && rankOf(rung.kind) > rankOf(one.kind),
      );
      const reason = endOf(one, visit) ?? (passed ? "later_step" : null);
      return reason === null
        ? []
        : [{ kind: one.kind, audience: one.audience, forStartAt: one.forStartAt, for: reason }];
    });
  const isMissed = WAITING.includes(visit.deliveryState) && plusMinutes(visit.startAt, policy.alert_missed_min) <= now;
  return { tell, end, isMissed };
}
