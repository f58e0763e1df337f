/** Weekly windows of an elder or a care worker, read for a date. */
import type { PlainDate } from "../time/plain-date.ts";
import { weekdayOf } from "../time/plain-date.ts";
import type { MinuteWindow, WeeklyWindow } from "../time/time-window.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";

/** Starts a visit may have, both ends included. */
export type StartRange = { readonly from: number; readonly to: number };

/** Windows that touch or overlap become one, in order. */
export function mergedWindows(windows: readonly MinuteWindow[]): MinuteWindow[] {
  const merged: MinuteWindow[] = [];
  for (const window of [...windows].sort((left, right) => left.startMinute - right.startMinute)) {
    const last = merged.at(-1);
    if (last && window.startMinute <= last.endMinute)
      merged[merged.length - 1] = { ...last, endMinute: Math.max(last.endMinute, window.endMinute) };
    else merged.push({ startMinute: window.startMinute, endMinute: window.endMinute });
  }
  return merged;
}

export function windowsOfWeekday(weekly: readonly WeeklyWindow[], weekday: number): MinuteWindow[] {
  return mergedWindows(weekly.filter((window) => window.weekday === weekday));
}

/**
 * Windows on a date. A make-up workday (调休) is lived as a workday: who has no window of that Saturday or Sunday has the windows of
 * Monday to Friday on it, otherwise the make-up day could serve nobody and the shift rule (visit rules 2.2) would be empty.
 */
export function windowsOn(weekly: readonly WeeklyWindow[], date: PlainDate, calendar: WorkCalendar): MinuteWindow[] {
  const own = windowsOfWeekday(weekly, weekdayOf(date));
  if (own.length > 0 || calendar.dayKind(date) !== "work") return own;
  return mergedWindows(weekly.filter((window) => window.weekday <= 5));
}

/**
 * Starts inside an elder's windows. The visit ends inside the window too; in a window that is shorter than the visit it starts
 * when the window opens, which overruns it the least.
 */
export function startsInside(windows: readonly MinuteWindow[], durationMinutes: number): StartRange[] {
  return windows.map(({ startMinute, endMinute }) => ({
    from: startMinute,
    to: Math.max(startMinute, endMinute - durationMinutes),
  }));
}

export function isStartInside(windows: readonly MinuteWindow[], startMinute: number, durationMinutes: number): boolean {
  return startsInside(windows, durationMinutes).some(({ from, to }) => from <= startMinute && startMinute <= to);
}

/** A care worker's visit lies wholly inside the working time. */
export function coversVisit(windows: readonly MinuteWindow[], startMinute: number, endMinute: number): boolean {
  return windows.some((window) => window.startMinute <= startMinute && endMinute <= window.endMinute);
}
