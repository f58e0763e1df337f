/** What a judged sample says about the lines that were not drawn (visit rules 10.4). Shares are 0 to 1. */
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
 */
export function extrapolate(
  { errors, reviewed, sampled, population }: { errors: number; reviewed: number; sampled: number; population: number },
  rule: ExtrapolationRule,
): Extrapolation {
  const needed = Math.max(rule.minReviewed, Math.ceil((rule.minSharePercent * sampled) / PER_CENT), 1);
  if (!rule.isOn) return { allowed: false, why: "off", needed };
  if (reviewed === 0) return { allowed: false, why: "nothing-reviewed", needed };
  if (reviewed < needed) return { allowed: false, why: "too-few-reviewed", needed };
  const interval = wilsonInterval(errors, reviewed, rule.confidence);
  return { allowed: true, interval, lines: Math.floor(interval.lower * (population - sampled)) };
}
