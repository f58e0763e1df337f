/** Every bed has a test alarm each so many days (policy alert_drill_days): from when on the next one is owed. */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import { addDays, type PlainDate } from "../time/plain-date.ts";

/** @param lastOn day of the last test that was answered by a press, or of the hanging of the first device where none was */
export function drillDueOn(
  lastOn: PlainDate,
  { alert_drill_days }: Pick<PolicyParameters, "alert_drill_days">,
): PlainDate {
  return addDays(lastOn, alert_drill_days);
}

/** The last day whose test is too long ago today: who was tested on it, or before, is owed one. */
export function lastTestedOwed(
  today: PlainDate,
  { alert_drill_days }: Pick<PolicyParameters, "alert_drill_days">,
): PlainDate {
  return addDays(today, -alert_drill_days);
}
