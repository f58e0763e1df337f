/** What a judged sample says about the lines that were not drawn (visit rules 10.4). Shares are 0 to 1. */
import type { PolicyParameters } from "../policy/policy-version.ts";
import { twoSidedZ } from "./normal-quantile.ts";

/** Parts of a whole; counts of lines are no money. */
const PER_CENT = 100;

export type RateInterval = { readonly lower: number; readonly upper: number };

/** Wilson's interval of a share; the whole range when nothing was reviewed. */
export function wilsonInterval(errors: number, reviewed: number, confidence: number): RateInterval {
  if (!(errors >= 0 && errors <= reviewed)) throw new RangeError("errors are some of the reviewed lines");
  if (reviewed === 0) return { lower: 0, upper: 1 };
  const z = twoSidedZ(confidence);
  const share = errors / reviewed;
  const spread = (z * z) / reviewed;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / reviewed + spread / (4 * reviewed))) / (1 + spread);
  return { lower: errors === 0 ? 0 : middle - half, upper: errors === reviewed ? 1 : middle + half };
}

/** Draws without any error that show, at this confidence, an error rate below `rate`. */
export function cleanDrawsToShow(rate: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(1 - rate));
}

/** Rates, in percent, at which the district asks for more (policy `error_rate_double`, `error_rate_suspend`). */
export type RateLimits = Pick<PolicyParameters, "error_rate_double" | "error_rate_suspend" | "audit_extrapolate_min_n">;

/** What a provider's rate asks the district to decide: a doubled sample, or no new offers. */
export type RateStep = "double" | "suspend";

/** By the lower bound, and only with as many judged lines as anything is extrapolated from; null where neither rate is reached. */
export function rateStep(
  { judged, interval: { lower } }: { readonly judged: number; readonly interval: RateInterval },
  limits: RateLimits,
): RateStep | null {
  if (judged < limits.audit_extrapolate_min_n) return null;
  if (lower * PER_CENT >= limits.error_rate_suspend) return "suspend";
  return lower * PER_CENT >= limits.error_rate_double ? "double" : null;
}

export type ExtrapolationRule = {
  readonly isOn: boolean;
  /** Least reviewed lines. */
  readonly minReviewed: number;
  /** Least share of the sample that was reviewed, in percent. */
  readonly minSharePercent: number;
  readonly confidence: number;
};

export type Extrapolation =
  | {
      readonly allowed: true;
      readonly interval: RateInterval;
      /** Lines not drawn that are taken to be wrong: by the lower bound. */ readonly lines: number;
    }
  | { readonly allowed: false; readonly why: "off" | "nothing-reviewed" | "too-few-reviewed"; readonly needed: number };

/**
 * Extrapolates only with enough reviewed lines and by the lower bound, else refuses and says how many are needed. A reviewer who judged
 * nothing says nothing about the rest.
 * @param judged sampled: lines drawn by size; undrawn: lines that nobody is to judge, whatever they might have been drawn for
 */
export function extrapolate(
  judged: { errors: number; reviewed: number; sampled: number; undrawn: number },
  rule: ExtrapolationRule,
): Extrapolation {
  const { errors, reviewed, sampled, undrawn } = judged;
  const needed = Math.max(rule.minReviewed, Math.ceil((rule.minSharePercent * sampled) / PER_CENT), 1);
  if (!rule.isOn) return { allowed: false, why: "off", needed };
  if (reviewed === 0) return { allowed: false, why: "nothing-reviewed", needed };
  if (reviewed < needed) return { allowed: false, why: "too-few-reviewed", needed };
  const interval = wilsonInterval(errors, reviewed, rule.confidence);
  return { allowed: true, interval, lines: Math.floor(interval.lower * undrawn) };
}
