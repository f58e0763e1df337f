import { plusMinutes, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * A photograph taken before the visit began or after it ended, by more than the window; or one that the phone announced without the nonce
 * that it was given with this visit, so that nobody knows of which visit it is (visit rules C). An unplanned visit is on no day that a
 * phone was given, so nothing is asked there.
 */
export const photoTime: RuleDefinition = {
  code: "R-PHOTO-TIME",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ photos, planned, policy, clock: { effectiveInAt, effectiveOutAt } }) => {
    if (effectiveInAt === null || effectiveOutAt === null) return null;
    const window = policy.parameters.photo_window_min;
    const early = photos.find(({ capturedAt }) => capturedAt < plusMinutes(effectiveInAt, -window));
    if (early) return { end: early.end, minutes: wholeMinutesBetween(early.capturedAt, effectiveInAt) };
    const late = photos.find(({ capturedAt }) => capturedAt > plusMinutes(effectiveOutAt, window));
    if (late) return { end: late.end, minutes: wholeMinutesBetween(effectiveOutAt, late.capturedAt) };
    const strange = photos.find(({ nonce }) => nonce === "missing" || nonce === "other");
    return strange && planned !== null ? { end: strange.end, nonce: strange.nonce } : null;
  },
};
