/**
 * Quiet hours (policy parameter `messages_quiet_window`, local time, may run over midnight): nobody is written to at night but of alarms, of
 * calls for help, and with digits that the person waits for. What happens meanwhile is told when the window ends.
 */
import { localTimeOf, type Instant } from "../time/instant.ts";

/** Kinds of messages that wait for no morning. */
export const URGENT_KINDS: readonly string[] = ["alert_raised", "help", "kiosk_code", "family_code"];

const minuteOf = (clock: string | undefined): number => {
  const [hours, minutes] = (clock ?? "").split(":").map(Number);
  return (hours ?? NaN) * 60 + (minutes ?? NaN);
};

/** @param window "22:00-07:00": quiet from its first minute on, and no more at its last; of equal times it is empty */
export function isQuiet(window: string, now: Instant): boolean {
  const [from, until] = window.split("-");
  const [startMinute, endMinute] = [minuteOf(from), minuteOf(until)];
  const { minute } = localTimeOf(now);
  return startMinute <= endMinute
    ? startMinute <= minute && minute < endMinute
    : startMinute <= minute || minute < endMinute;
}
