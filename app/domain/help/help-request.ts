/**
 * A call for help from a kiosk (呼叫求助). It counts from the first touch, not from a choice: whoever touches the red button and can do no
 * more is helped all the same. Each step is due at a stored time, so a restart loses none:
 *
 * requested   the first touch; the operator's screen shows it from here, with its age
 * staff/unwell the elder chose; "unwell" rings the hotline at once
 * as_staff    nobody chose and nobody called it off within `help_cancel_s`: the staff of the place are called
 * hotline     not taken within `help_hotline_s`: the hotline rings as well
 * both        not taken within `help_both_s`: both go on ringing, and the lamp blinks
 *
 * Whoever takes the request ends the escalation. A false call is counted and never blamed.
 */
import { Refusal } from "../refusal.ts";
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";

/** Stands for every screen that shows calls for help, where a provider's id stands for its desk: what announcements and live pages name. */
export const HELP_DESK = "help";

export const HELP_WANTS = ["staff", "unwell"] as const;
export type HelpWant = (typeof HELP_WANTS)[number];

export const HELP_STATES = ["open", "taken", "arrived", "closed", "cancelled"] as const;
export type HelpState = (typeof HELP_STATES)[number];

/** What happens to a request, in the order in which it usually does. */
export const HELP_STEPS = [
  "requested",
  "staff",
  "unwell",
  "as_staff",
  "told_contact",
  "hotline",
  "both",
  "taken",
  "arrived",
  "closed",
  "cancelled",
] as const;
export type HelpStep = (typeof HELP_STEPS)[number];

/** How a request ended, as the person who closed it says. */
export const HELP_OUTCOMES = ["helped", "to_120", "family_came", "nobody_there", "not_needed", "test"] as const;
export type HelpOutcome = (typeof HELP_OUTCOMES)[number];

export type HelpTimes = Pick<PolicyParameters, "help_cancel_s" | "help_hotline_s" | "help_both_s">;

export type HelpDeadlines = {
  /** Until then 不用了 takes it back without a question; from then on it counts as a call for staff. */
  readonly confirmAt: Instant;
  readonly hotlineAt: Instant;
  readonly bothAt: Instant;
};

const seconds = (from: Instant, count: number): Instant => (from + count * 1000) as Instant;

export function helpDeadlines(touchedAt: Instant, times: HelpTimes): HelpDeadlines {
  return {
    confirmAt: seconds(touchedAt, times.help_cancel_s),
    hotlineAt: seconds(touchedAt, times.help_hotline_s),
    bothAt: seconds(touchedAt, times.help_both_s),
  };
}

export type HelpStanding = {
  readonly state: HelpState;
  readonly want: HelpWant | null;
  readonly deadlines: HelpDeadlines;
  /** Steps that are stored already. */
  readonly steps: readonly string[];
};

export type DueStep = { readonly step: HelpStep; readonly dueAt: Instant };

/** Steps that are due now and not stored yet, in the order of their times. Asked again after storing them, the answer is empty. */
export function dueHelpSteps({ state, want, deadlines, steps }: HelpStanding, now: Instant): DueStep[] {
  if (state !== "open") return [];
  const ladder: DueStep[] = [
    ...(want === null ? [{ step: "as_staff" as const, dueAt: deadlines.confirmAt }] : []),
    ...(want === "unwell" ? [] : [{ step: "hotline" as const, dueAt: deadlines.hotlineAt }]),
    { step: "both", dueAt: deadlines.bothAt },
  ];
  return ladder.filter(({ step, dueAt }) => dueAt <= now && !steps.includes(step));
}

/** When the next step is due, or null when none is. */
export function nextHelpStepAt({ state, want, deadlines, steps }: HelpStanding): Instant | null {
  const latest = dueHelpSteps({ state, want, deadlines, steps }, Number.MAX_SAFE_INTEGER as Instant);
  return latest[0]?.dueAt ?? null;
}

type HelpMove = { readonly from: readonly HelpState[]; readonly to: HelpState };

export const HELP_MOVES = {
  take: { from: ["open"], to: "taken" },
  arrive: { from: ["open", "taken"], to: "arrived" },
  close: { from: ["open", "taken", "arrived"], to: "closed" },
  cancel: { from: ["open", "taken"], to: "cancelled" },
} as const satisfies Readonly<Record<string, HelpMove>>;
export type HelpMoveName = keyof typeof HELP_MOVES;

/** What may still be done with a request. */
export function helpMovesFrom(state: HelpState): HelpMoveName[] {
  return (Object.keys(HELP_MOVES) as HelpMoveName[]).filter((move) =>
    (HELP_MOVES[move].from as readonly HelpState[]).includes(state),
  );
}

/** Refuses "help-already-taken" for a second taker and "help-over" for anything after the end. */
export function helpAfter(state: HelpState, move: HelpMoveName): HelpState {
  const { from, to } = HELP_MOVES[move];
  if ((from as readonly HelpState[]).includes(state)) return to;
  throw new Refusal(state === "taken" || state === "arrived" ? "help-already-taken" : "help-over", { state });
}

/** 不用了 within the first seconds ends it at once; later the elder is asked once more. */
export function needsSecondTap(confirmAt: Instant, now: Instant): boolean {
  return now > confirmAt;
}
