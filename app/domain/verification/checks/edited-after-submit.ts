import type { RuleDefinition } from "../rule-definition.ts";

/** A time that counts for pay was corrected after the visit had been handed in for payment (visit rules B). */
export const editedAfterSubmit: RuleDefinition = {
  code: "R-EDITED-AFTER-SUBMIT",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["fields"],
  check: ({ editedAfterSubmit: fields }) =>
    fields.length > 0 ? { fields: [...new Set(fields)].sort().join(",") } : null,
};
