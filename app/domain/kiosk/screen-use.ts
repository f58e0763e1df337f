/**
 * How the screens of a kiosk are used, counted without anybody's identity (user experience reference 4.14): where people give up is where a screen is
 * not understood. Counts of a day and a machine are all that is kept; no elder, no session, no words.
 */
import { percentTenths } from "../scores/provider-score.ts";

/** Steps of the longer tasks, which are counted apart. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  book: ["what", "time", "days", "check", "again", "none", "unsure", "full", "closed"],
  complain: ["topic", "details", "reply", "phone", "ask"],
};

/** Screens that are counted, by the address below /kiosk; "one" is a single visit, activity, notice or person. */
export const USED_SCREENS = [
  ...["home", "identify", "sign-in", "settings"],
  ...Object.entries(STEPS).flatMap(([task, steps]) => steps.map((step) => `${task}.${step}`)),
  ...["booked.one", "schedule", "visit.one", "move.one", "cancel.one", "activities", "activities.one"],
  ...["rate", "rated.one", "allowance", "notices", "notices.one", "check", "apply", "call-me", "told"],
  ...["family", "family.one", "family.invite.one", "family.done", "complained"],
] as const;

/** Whoever leaves here has not given up: nothing was begun, or all was done. */
const AT_AN_END: readonly string[] = [
  ...["home", "settings", "booked.one", "rated.one", "told", "family.done", "complained", "schedule", "allowance"],
  ...["notices", "notices.one"],
];

export function isUsedScreen(screen: string): boolean {
  return (USED_SCREENS as readonly string[]).includes(screen);
}

/**
 * The screen's name; null for one that is not counted.
 * @param route the route's id, "routes/kiosk.activities.$activityId"
 * @param step what the screen's own data call it
 */
export function usedScreenOf(route: string, step: unknown): string | null {
  const name = route
    .replace(/^routes\/kiosk\./, "")
    .replace(/\._index$/, "")
    .replaceAll(/\.\$\w+/g, ".one");
  const screen = name in STEPS ? `${name}.${String(step)}` : name;
  return isUsedScreen(screen) ? screen : null;
}

export type ScreenUse = {
  readonly screen: string;
  readonly shown: number;
  readonly seconds: number;
  readonly left: number;
  readonly timedOut: number;
  readonly helped: number;
};

export type JudgedUse = ScreenUse & {
  /** Seconds that a screen was looked at, on average. */
  readonly meanSeconds: number;
  /** Of a hundred who saw it so many went away, were timed out or called for help; null where nobody can give up. */
  readonly givenUpPercent: number | null;
};

/** Where most people give up comes first. */
export function judgeUse(uses: readonly ScreenUse[]): JudgedUse[] {
  const judged = uses.map((use) => {
    const away = percentTenths({ part: use.left + use.timedOut + use.helped, whole: use.shown });
    return {
      ...use,
      meanSeconds: use.shown === 0 ? 0 : Math.round(use.seconds / use.shown),
      givenUpPercent: AT_AN_END.includes(use.screen) || away === null ? null : Math.round(away / 10),
    };
  });
  return judged.toSorted((one, other) => (other.givenUpPercent ?? -1) - (one.givenUpPercent ?? -1));
}
