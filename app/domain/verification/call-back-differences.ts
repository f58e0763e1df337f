/** Where what the elder's side said about a visit is not what was recorded (visit rules G, R-CALLBACK-DIFFERENT). */
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { SaidOfVisit } from "../visits/visit-events.ts";

export type CallBackDifference = "shorter" | "fewer_visits" | "other_service" | "no_badge";

export type RecordedVisit = {
  readonly subtypesDone: readonly string[];
  /** Visits of the elder that were made in the month, this one among them. */
  readonly visitsInMonth: number;
};

/** What was not said differs from nothing. */
export function callBackDifferences(
  said: SaidOfVisit,
  recorded: RecordedVisit,
  terms: Pick<PolicyParameters, "visit_min_minutes" | "callback_frequency_gap">,
): CallBackDifference[] {
  const named = said.services.length > 0 || said.namedOther;
  const isShorter = said.minutes !== null && said.minutes < terms.visit_min_minutes;
  const isFewer =
    said.visitsAMonth !== null && recorded.visitsInMonth - said.visitsAMonth > terms.callback_frequency_gap;
  const isOther = named && !said.services.some((code) => recorded.subtypesDone.includes(code));
  return [
    ...(isShorter ? (["shorter"] as const) : []),
    ...(isFewer ? (["fewer_visits"] as const) : []),
    ...(isOther ? (["other_service"] as const) : []),
    ...(said.badge === false ? (["no_badge"] as const) : []),
  ];
}
