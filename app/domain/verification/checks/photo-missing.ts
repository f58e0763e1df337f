import type { RuleDefinition } from "../rule-definition.ts";
import { countArrived } from "../visit-photos.ts";

/** Fewer photographs than the policy asks for at the start or the end. It clears when they arrive from the phone (visit rules C). */
export const photoMissing: RuleDefinition = {
  code: "R-PHOTO-MISSING",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ photos, policy, clock }) => {
    if (clock.effectiveOutAt === null) return null;
    const { photos_start, photos_end } = policy.parameters;
    const [start, end] = [countArrived(photos, "photo_start"), countArrived(photos, "photo_end")];
    if (start >= photos_start && end >= photos_end) return null;
    return { start, end, photos_start, photos_end, on_the_way: photos.filter((photo) => !photo.arrived).length };
  },
};
