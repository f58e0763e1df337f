/**
 * Until when a ticket is to be answered: so many working days after the day it was opened, by its kind (policy parameter
 * `ticket_due_working_days`, assumed until the district confirms it), at the end of the offices' day. A call for help is due at once: its
 * own deadlines are seconds (`app/domain/help`).
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import { instantAt, localDateOf, type Instant } from "../time/instant.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { TicketKind } from "./ticket-kind.ts";

/** 17:30, when the offices close [assumed]. */
const OFFICE_CLOSES_MINUTE = 17 * 60 + 30;

/** Working days that a kind of ticket may take; 0 is "at once". */
export function dueDays(kind: TicketKind, parameters: Pick<PolicyParameters, "ticket_due_working_days">): number {
  return parameters.ticket_due_working_days[kind];
}

export function ticketDueAt(
  kind: TicketKind,
  openedAt: Instant,
  calendar: WorkCalendar,
  parameters: Pick<PolicyParameters, "ticket_due_working_days">,
): Instant {
  const days = dueDays(kind, parameters);
  if (days === 0) return openedAt;
  return instantAt(calendar.addWorkingDays(localDateOf(openedAt), days), OFFICE_CLOSES_MINUTE);
}
