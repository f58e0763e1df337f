/**
 * How long what was recorded is kept in full: the evidence of visits, and messages of devices that nobody could read (personal data is kept no longer than its purpose needs: PIPL article 19). As long as a
 * month can still be claimed, rejected, appealed and decided it is needed; the kept years follow; then positions are blurred and photographs
 * deleted. What was measured with them stays.
 */
import { addDays, addMonthsToDate, type PlainDate } from "../time/plain-date.ts";
import { lastDateOf, type PlainMonth } from "../time/plain-month.ts";
import type { PolicyParameters } from "./policy-parameters.ts";

/** The last day on which something about a visit of this month may still be decided. */
export function auditWindowEndsOn(month: PlainMonth, parameters: PolicyParameters): PlainDate {
  const { claim_filing_limit_days, appeal_days, appeal_decide_days } = parameters;
  return addDays(lastDateOf(month), claim_filing_limit_days + appeal_days + appeal_decide_days);
}

/** The last day on which the exact positions of a visit of this month are kept. */
export function positionsKeptUntil(month: PlainMonth, parameters: PolicyParameters): PlainDate {
  return addDays(auditWindowEndsOn(month, parameters), parameters.raw_gps_keep_days);
}

/** The day on which the exact positions of a visit of this month are made coarse. */
export function positionsBlurredOn(month: PlainMonth, parameters: PolicyParameters): PlainDate {
  return addDays(positionsKeptUntil(month, parameters), 1);
}

/** The last day on which the photographs of a visit of this month are kept. */
export function photosKeptUntil(month: PlainMonth, parameters: PolicyParameters): PlainDate {
  return addMonthsToDate(auditWindowEndsOn(month, parameters), 12 * parameters.keep_photo_years);
}

/** The first day whose counts of the kiosks' screens are kept today; what came before is deleted. */
export function screenUseKeptFrom(today: PlainDate, parameters: PolicyParameters): PlainDate {
  return addDays(today, -parameters.keep_kiosk_use_days);
}

/** The first day whose unread messages of devices are kept today; what came before is deleted. */
export function unreadKeptFrom(today: PlainDate, parameters: PolicyParameters): PlainDate {
  return addDays(today, -parameters.keep_unread_message_days);
}
