/** The signed plans of services on an elder's file (服务计划), by version: what was agreed, and from when to when. */
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";

export type PlanOnFile = DatePeriod & {
  /** Counts up with each agreement of the elder. */
  readonly version: number;
  readonly signedOn: PlainDate;
  /** Subtypes agreed on. */
  readonly subtypes: readonly string[];
};

/**
 * The plan that holds on a date: the newest version whose days contain it. A plan may be signed after its first day, because help does
 * not wait for a signature; it then holds from that first day on.
 */
export function planInForce(plans: readonly PlanOnFile[], on: PlainDate): PlanOnFile | null {
  const holding = plans.filter((plan) => periodContains(plan, on));
  return holding.reduce<PlanOnFile | null>(
    (newest, plan) => (newest === null || plan.version > newest.version ? plan : newest),
    null,
  );
}
