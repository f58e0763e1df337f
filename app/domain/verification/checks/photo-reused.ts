import type { RuleDefinition } from "../rule-definition.ts";

/**
 * The same picture, or one that looks the same, stands at another visit and was taken before. A person compares the two (visit rules C).
 */
export const photoReused: RuleDefinition = {
  code: "R-PHOTO-REUSED",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["other"],
  check: ({ photos, policy }) => {
    const limit = policy.parameters.photo_hash_distance;
    const [found] = photos.flatMap(({ end, reuses }) =>
      reuses.filter((one) => one.distanceBits <= limit).map((one) => ({ end, ...one })),
    );
    return found ? { end: found.end, other: found.visitNo, distance: found.distanceBits } : null;
  },
};
