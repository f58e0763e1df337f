import type { RecordRule } from "../rule-definition.ts";

/**
 * A record names an elder who is not on file (visit rules A). Every visit is some elder's, so that only a record that has become no visit yet can
 * do so: a row of a claim file, what a phone recorded at an unplanned door.
 */
export const unknownElder: RecordRule = {
  code: "R-UNKNOWN-ELDER",
  level: "fix",
  effect: "hold",
  closedBy: "provider",
  check: ({ elderRef, isElderOnFile }) => (isElderOnFile ? null : { ref: elderRef }),
};
