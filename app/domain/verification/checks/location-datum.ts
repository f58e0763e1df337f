import type { RuleDefinition } from "../rule-definition.ts";

/** A position without its datum proves nothing: the two frames in use lie about 470 m apart (visit rules C). */
export const locationDatum: RuleDefinition = {
  code: "R-LOCATION-DATUM",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ evidence }) => {
    const ends = [evidence.checkIn, evidence.checkOut].filter((event) => event !== null);
    const blind = ends.find((event) => event.body.position.fix !== null && event.body.position.fix.datum === null);
    return blind ? { end: blind.body.kind, source: blind.body.position.fix?.source ?? null } : null;
  },
};
