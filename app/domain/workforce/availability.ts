/** When a care worker can work on a date: the weekly windows of that day, none when not employed or on leave. */
import { windowsOn } from "../scheduling/date-windows.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { MinuteWindow } from "../time/time-window.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { CareWorker } from "./care-worker.ts";
import { isEmployedOn, isOnLeave } from "./care-worker.ts";

/** Windows in order, in minutes of the day; a make-up workday has the windows of a workday when it has none of its own. */
export function availableWindows(
  worker: Pick<CareWorker, "employedFrom" | "employedTo" | "availability" | "leave">,
  on: PlainDate,
  calendar: WorkCalendar,
): MinuteWindow[] {
  return isEmployedOn(worker, on) && !isOnLeave(worker, on) ? windowsOn(worker.availability, on, calendar) : [];
}
