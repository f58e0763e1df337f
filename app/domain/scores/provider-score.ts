/**
 * A provider's scores (visit rules 11): every one a count over a count, so that the provider can see each visit on either side. Whatever
 * had a reason outside the provider's control (visit rules 6) is left out of both counts. Nothing counted gives no figure, not zero.
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";
import { wholeMinutesBetween } from "../time/instant.ts";
import { isReasonCode, reasonClass } from "../visits/reasons.ts";

export const SCORE_PARTS = [
  "electronic",
  "clean",
  "on_time",
  "kept",
  "replied",
  "declined",
  "continuity",
  "manual",
] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** One side of a part for one visit, line or offer; null when it is left out. */
export type Counted = { readonly part: ScorePart; readonly counts: boolean; readonly why: string | null };

export type ScoredVisit = {
  readonly deliveryState: string;
  readonly plannedStartAt: Instant;
  readonly plannedEndAt: Instant;
  /** False for a visit that nobody had planned: it was never accepted and is on no plan to be late for. */
  readonly wasPlanned: boolean;
  readonly startAt: Instant | null;
  /** Ends that a phone recorded while the visit took place. */
  readonly hasLiveIn: boolean;
  readonly hasLiveOut: boolean;
  /** Reason code of the approved correction of each end that has one: two at most. */
  readonly corrections: readonly string[];
  /** Of a missed visit; null while nobody has said why. */
  readonly missedReason: string | null;
  readonly cancelReason: string | null;
};

/** A plan that changed or a holiday is nobody's failing; an unknown code is counted, so that it cannot be used to hide. */
function isOutside(reason: string | null): boolean {
  if (reason === null) return false;
  if (isReasonCode(reason)) return reasonClass(reason) === "outside";
  return reason === "plan_changed" || reason === "holiday" || reason === "duplicate_plan";
}

type Grace = Pick<PolicyParameters, "start_early_silent_min" | "start_late_silent_min">;

function startedInGrace(visit: ScoredVisit, startAt: Instant, grace: Grace): boolean {
  const early = wholeMinutesBetween(startAt, visit.plannedStartAt);
  const late = wholeMinutesBetween(visit.plannedStartAt, startAt);
  return early <= grace.start_early_silent_min && late <= grace.start_late_silent_min;
}

/** Accepted visits whose hour has come, but for those that failed for a reason outside. */
function keptWord(visit: ScoredVisit, now: Instant): Counted[] {
  if (!visit.wasPlanned) return [];
  const { deliveryState } = visit;
  if (deliveryState === "done" || deliveryState === "in_progress") return [{ part: "kept", counts: true, why: null }];
  if (deliveryState === "missed")
    return isOutside(visit.missedReason) ? [] : [{ part: "kept", counts: false, why: visit.missedReason ?? "missed" }];
  if (deliveryState === "cancelled")
    return isOutside(visit.cancelReason) || visit.cancelReason === null
      ? []
      : [{ part: "kept", counts: false, why: visit.cancelReason }];
  const isOver = visit.plannedEndAt <= now && ["accepted", "en_route"].includes(deliveryState);
  return isOver ? [{ part: "kept", counts: false, why: "no_check_in" }] : [];
}

/** What one visit adds to the parts of the score. */
export function countVisit(visit: ScoredVisit, grace: Grace, now: Instant): Counted[] {
  const kept = keptWord(visit, now);
  const outside = visit.corrections.length > 0 && visit.corrections.every(isOutside);
  const isLive = visit.hasLiveIn && visit.hasLiveOut && visit.corrections.length === 0;
  const wasDue = kept.length > 0 || (!visit.wasPlanned && visit.deliveryState === "done");
  const electronic: Counted[] =
    !wasDue || outside || visit.deliveryState === "in_progress"
      ? []
      : [{ part: "electronic", counts: isLive, why: isLive ? null : (visit.corrections[0] ?? "not_live") }];
  const isDone = visit.deliveryState === "done";
  const onTime: Counted[] =
    isDone && visit.wasPlanned && visit.startAt !== null
      ? [{ part: "on_time", counts: startedInGrace(visit, visit.startAt, grace), why: null }]
      : [];
  return [...electronic, ...onTime, ...kept, ...(isDone ? countEnds(visit.corrections) : [])];
}

const ENDS = 2;

/** Corrected ends over ends; an end that was corrected for a reason outside is left out. */
function countEnds(corrections: readonly string[]): Counted[] {
  const corrected = corrections.filter((reason) => !isOutside(reason));
  return [
    ...corrected.map((reason): Counted => ({ part: "manual", counts: true, why: reason })),
    ...Array.from({ length: ENDS - corrections.length }, (): Counted => ({ part: "manual", counts: false, why: null })),
  ];
}

export type Served = { readonly elderId: string; readonly workerId: string };

/** Who visited each elder most often; of several the one whose id sorts first, so that the answer does not hang on an order. */
export function mostFrequentWorkers(served: readonly Served[]): ReadonlyMap<string, string> {
  const visits = new Map<string, Map<string, number>>();
  for (const { elderId, workerId } of served) {
    const ofElder = visits.get(elderId) ?? new Map<string, number>();
    visits.set(elderId, ofElder.set(workerId, (ofElder.get(workerId) ?? 0) + 1));
  }
  const first = (ofElder: ReadonlyMap<string, number>) =>
    [...ofElder].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))[0]?.[0] ?? "";
  return new Map([...visits].map(([elderId, ofElder]) => [elderId, first(ofElder)]));
}

/** A visit that was done: by the worker whom the elder knows best, or by another. */
export function countContinuity(workerIds: readonly string[], known: string | undefined): Counted[] {
  if (known === undefined || workerIds.length === 0) return [];
  return [{ part: "continuity", counts: workerIds.includes(known), why: null }];
}

/** A submitted line: not rejected counts. */
export function countLine(line: { readonly outcome: string; readonly decision: string | null }): Counted {
  const rejected = line.decision === null ? line.outcome === "rejected" : line.decision === "refuse";
  return { part: "clean", counts: !rejected, why: rejected ? "rejected" : null };
}

/**
 * An offer that was the provider's to answer: answered by its time counts, and among the answered ones those declined are shown. What
 * was withdrawn before is left out.
 */
export function countOffer(
  offer: {
    readonly state: string;
    readonly replyBy: Instant;
    readonly repliedAt: Instant | null;
    readonly declineReason: string | null;
  },
  now: Instant,
): Counted[] {
  const answered = offer.state === "accepted" || offer.state === "rejected";
  if (answered && offer.repliedAt !== null)
    return [
      { part: "replied", counts: offer.repliedAt <= offer.replyBy, why: null },
      { part: "declined", counts: offer.state === "rejected", why: offer.declineReason },
    ];
  const lapsed = offer.state === "expired" || (["sent", "viewed"].includes(offer.state) && offer.replyBy <= now);
  return lapsed ? [{ part: "replied", counts: false, why: "expired" }] : [];
}

export type Ratio = { readonly part: number; readonly whole: number };

/** Tenths of a percent, half up, from whole numbers; null where nothing was counted. */
export function percentTenths({ part, whole }: Ratio): number | null {
  return whole === 0 ? null : Math.floor((part * 2000 + whole) / (2 * whole));
}

type Minimums = Pick<PolicyParameters, "score_on_time_min" | "score_kept_min" | "score_replied_min">;

/** What a part has to reach, percent (visit rules 11); null for parts that are only shown. */
export function minimumOf(part: ScorePart, minimums: Minimums): number | null {
  if (part === "on_time") return minimums.score_on_time_min;
  if (part === "kept") return minimums.score_kept_min;
  return part === "replied" ? minimums.score_replied_min : null;
}

const WHOLE_PERCENT = 100;

/** Whether a ratio reaches a minimum in percent, exactly and not after rounding; null where nothing was counted or nothing is asked. */
export function reaches({ part, whole }: Ratio, minimumPercent: number | null): boolean | null {
  return whole === 0 || minimumPercent === null ? null : part / whole >= minimumPercent / WHOLE_PERCENT;
}

const PERMILLE = 1000;

/** Accepted visits that failed, in thousandths, rounded half up; 0 where nothing was accepted yet: nobody begins with a bad name. */
export function failedPermille({ part, whole }: Ratio): number {
  return whole === 0 ? 0 : Math.round(((whole - part) * PERMILLE) / whole);
}

export type Weights = Pick<PolicyParameters, "score_electronic_weight" | "score_clean_weight">;

/**
 * The usage score in tenths of a point: a weight times visits captured live over accepted ones, and a weight times lines not rejected
 * over lines submitted. Null where one of the two counts nothing. Computed in whole numbers and rounded once, half up.
 */
export function usageScoreTenths(electronic: Ratio, clean: Ratio, weights: Weights): number | null {
  if (electronic.whole === 0 || clean.whole === 0) return null;
  const over = BigInt(electronic.whole) * BigInt(clean.whole);
  const points =
    BigInt(weights.score_electronic_weight) * BigInt(electronic.part) * BigInt(clean.whole) +
    BigInt(weights.score_clean_weight) * BigInt(clean.part) * BigInt(electronic.whole);
  return Number((points * 20n + over) / (2n * over));
}

/** How many count and how many were counted, by part. */
export function sumCounted(counted: Iterable<Counted>): Readonly<Record<ScorePart, Ratio>> {
  const sums = Object.fromEntries(SCORE_PARTS.map((part) => [part, { part: 0, whole: 0 }])) as Record<
    ScorePart,
    { part: number; whole: number }
  >;
  for (const one of counted) {
    sums[one.part].whole += 1;
    if (one.counts) sums[one.part].part += 1;
  }
  return sums;
}
