import type { Instant } from "../../time/instant.ts";
import { isApprovedCorrection } from "../../visits/visit-events.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * A start or end comes from a correction and not from a live event, unless a live event agrees with it within the
 * clock tolerance (visit rules B).
 */
export const manualTime: RuleDefinition = {
  code: "R-MANUAL-TIME",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  matter: ["ends"],
  check: ({ clock, evidence, policy: { parameters } }) => {
    const byHand = (raw: Instant | null, effective: Instant | null) =>
      effective !== raw &&
      (raw === null || effective === null || Math.abs(effective - raw) > parameters.clock_skew_max_min * 60_000);
    const ends = [
      ...(byHand(clock.rawInAt, clock.effectiveInAt) ? ["in"] : []),
      ...(byHand(clock.rawOutAt, clock.effectiveOutAt) ? ["out"] : []),
    ];
    if (ends.length === 0) return null;
    const who = evidence.corrections.filter((event) => isApprovedCorrection(event.body.correction)).at(-1);
    return { who: who?.body.correction.requestedBy ?? null, ends: ends.join(",") };
  },
};
