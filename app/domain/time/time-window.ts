/** Half-open windows [start, end). Touching windows do not overlap: a visit may start the minute another ends. */
import type { Weekday } from "./plain-date.ts";

/** Minutes of one day, 0 to 1440. */
export type MinuteWindow = { readonly startMinute: number; readonly endMinute: number };

/** A window that repeats each week. */
export type WeeklyWindow = MinuteWindow & { readonly weekday: Weekday };

export function windowsOverlap(left: MinuteWindow, right: MinuteWindow): boolean {
  return left.startMinute < right.endMinute && right.startMinute < left.endMinute;
}

/** The common part, or null when they only touch or lie apart. */
export function intersectWindows(left: MinuteWindow, right: MinuteWindow): MinuteWindow | null {
  const startMinute = Math.max(left.startMinute, right.startMinute);
  const endMinute = Math.min(left.endMinute, right.endMinute);
  return startMinute < endMinute ? { startMinute, endMinute } : null;
}

/** "09:00" of minute 540. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
