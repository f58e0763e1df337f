/**
 * An exception of a series: one date of its rule that was dropped, or moved to another date, time or worker. Moves stay inside the
 * month (visit rules 2.1), so that a month never gains or loses a visit by them.
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { monthOf } from "../time/plain-month.ts";

/** Why a date of the rule does not stand as the rule gives it. Stable codes. */
export const MOVE_REASONS = [
  "day_off",
  "elder_in_hospital",
  "elder_in_institution",
  "elder_away",
  "not_entitled",
  "provider_closed",
  "contract_not_in_force",
  "min_gap",
  "worker_on_leave",
  "worker_not_employed",
  "worker_not_qualified",
  "worker_busy",
  "no_series",
  "makes_room",
  "person_decided",
] as const;

export type MoveReason = (typeof MOVE_REASONS)[number];

export type SeriesException =
  | { readonly kind: "dropped"; readonly originalOn: PlainDate; readonly reason: string }
  | {
      readonly kind: "moved";
      readonly originalOn: PlainDate;
      readonly movedTo: LocalTime;
      readonly reason: MoveReason;
    };

/** Refuses "move-leaves-month" for a move to another month. */
export function movedException(originalOn: PlainDate, movedTo: LocalTime, reason: MoveReason): SeriesException {
  if (monthOf(originalOn) !== monthOf(movedTo.date))
    throw new Refusal("move-leaves-month", { originalOn, movedTo: movedTo.date });
  return { kind: "moved", originalOn, movedTo, reason };
}

/**
 * EXDATE and RDATE of a series with one start time: every exception takes its date out, a move puts one in. A move to another time
 * of day cannot be an RDATE of the series (it would not count), so it appears as a visit of its own only.
 */
export function exceptionDates(
  exceptions: readonly SeriesException[],
  startMinute: number,
): { exdates: LocalTime[]; rdates: LocalTime[] } {
  const exdates = exceptions.map((exception) => ({ date: exception.originalOn, minute: startMinute }));
  // A visit that keeps its date and time (another worker comes) takes nothing out: EXDATE would win over its RDATE.
  const inPlace = new Set(
    exceptions.flatMap((exception) =>
      exception.kind === "moved" &&
      exception.movedTo.date === exception.originalOn &&
      exception.movedTo.minute === startMinute
        ? [exception.originalOn]
        : [],
    ),
  );
  const rdates = exceptions.flatMap((exception) =>
    exception.kind === "moved" && exception.movedTo.minute === startMinute && !inPlace.has(exception.originalOn)
      ? [exception.movedTo]
      : [],
  );
  return { exdates: exdates.filter(({ date }) => !inPlace.has(date)), rdates };
}
