/**
 * An hour of service that another fund has paid for, as that fund's list tells it: national voucher, care insurance, bed subsidy. The same
 * hour may be paid once (R-DOUBLE-FUNDED).
 */
import type { Instant } from "../time/instant.ts";

/** A half-open span. */
export type ServiceHours = { readonly startAt: Instant; readonly endAt: Instant };

export type ServiceCharge = ServiceHours & {
  /** The fund by the name that its list gives it. */
  readonly fund: string;
};

/** Spans that only touch share nothing. */
export function shareTime(left: ServiceHours, right: ServiceHours): boolean {
  return left.startAt < right.endAt && right.startAt < left.endAt;
}
