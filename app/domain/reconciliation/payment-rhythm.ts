/** Each month is checked and closed by itself; its money goes out with it, or with the last month of its quarter (policy settlement_rhythm). */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import { addMonths, quarterOf, type PlainMonth } from "../time/plain-month.ts";

/** The month whose close lets the payments of a month go out; the month itself where each is paid by itself. */
export function paidWithMonth(month: PlainMonth, policy: Pick<PolicyParameters, "settlement_rhythm">): PlainMonth {
  switch (policy.settlement_rhythm) {
    case "monthly":
      return month;
    case "quarterly":
      return addMonths(quarterOf(month), 2);
  }
}
