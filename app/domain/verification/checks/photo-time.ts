import { plusMinutes, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** A photograph taken before the visit began or after it ended, by more than the window (visit rules C). */
export const photoTime: RuleDefinition = {
  code: "R-PHOTO-TIME",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ photos, policy, clock: { effectiveInAt, effectiveOutAt } }) => {
    if (effectiveInAt === null || effectiveOutAt === null) return null;
    const window = policy.parameters.photo_window_min;
    const early = photos.find(({ capturedAt }) => capturedAt < plusMinutes(effectiveInAt, -window));
    if (early) return { end: early.end, minutes: wholeMinutesBetween(early.capturedAt, effectiveInAt) };
    const late = photos.find(({ capturedAt }) => capturedAt > plusMinutes(effectiveOutAt, window));
    return late ? { end: late.end, minutes: wholeMinutesBetween(effectiveOutAt, late.capturedAt) } : null;
  },
};
