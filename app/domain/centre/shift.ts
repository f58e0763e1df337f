/**
 * A shift of the operations centre and what it leaves to the next. A shift is closed by its lead, never while a red alert has no owner, and
 * the next shift's lead says that it is taken over: between the two nobody can say that it was the other's.
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";

export type Shift = {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Audit names. */
  readonly lead: string;
  readonly operators: readonly string[];
};

/** The longest that a shift may be planned [assumed]. */
export const SHIFT_HOURS_MOST = 12;

/** A shift may be closed so long before its end, when the next is there [assumed]. */
export const CLOSE_EARLY_MINUTES = 30;

const HOUR_MS = 3_600_000;

/** Refuses "shift-times" for an end that is not after the beginning or a shift that is too long. */
export function requireShift({ fromAt, toAt }: Pick<Shift, "fromAt" | "toAt">): void {
  if (toAt <= fromAt || toAt - fromAt > SHIFT_HOURS_MOST * HOUR_MS) throw new Refusal("shift-times");
}

export type HandOverFacts = {
  /** Red alerts of real homes that nobody has taken. */
  readonly redsWithoutOwner: number;
  readonly actor: string;
  readonly now: Instant;
};

/** Refuses "shift-not-lead", "shift-not-over" and "shift-red-without-owner". */
export function requireClosable(shift: Shift, { redsWithoutOwner, actor, now }: HandOverFacts): void {
  if (shift.lead !== actor) throw new Refusal("shift-not-lead");
  if (now < shift.toAt - CLOSE_EARLY_MINUTES * 60_000) throw new Refusal("shift-not-over");
  if (redsWithoutOwner > 0) throw new Refusal("shift-red-without-owner", { count: redsWithoutOwner });
}

/** Refuses "shift-no-next" while none is planned, and "shift-not-next-lead" for anybody but the next shift's lead. */
export function requireTakeOver(next: Shift | null, actor: string): void {
  if (next === null) throw new Refusal("shift-no-next");
  if (next.lead !== actor) throw new Refusal("shift-not-next-lead");
}

/** Who is planned for now and not there, and who is there without being planned. */
export function attendance(planned: readonly string[], present: readonly string[]) {
  return {
    absent: planned.filter((one) => !present.includes(one)),
    unplanned: present.filter((one) => !planned.includes(one)),
  };
}
