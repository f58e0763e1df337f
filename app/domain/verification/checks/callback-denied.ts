import type { RuleDefinition } from "../rule-definition.ts";

/** The elder or family said in a call-back that there was no service (visit rules G). */
export const callbackDenied: RuleDefinition = {
  code: "R-CALLBACK-DENIED",
  level: "block",
  effect: "hold",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  matter: ["denials"],
  check: ({ evidence }) => {
    const denials = evidence.callbacks.filter((event) => event.body.served === false);
    const last = denials.at(-1);
    return last ? { detail: last.body.detail, denials: denials.length } : null;
  },
};
