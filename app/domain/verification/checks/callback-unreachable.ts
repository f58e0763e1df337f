import type { RuleDefinition } from "../rule-definition.ts";

/** Nobody was reached in as many rounds as the policy asks for; whoever is reached later lifts it (visit rules G). */
export const callbackUnreachable: RuleDefinition = {
  code: "R-CALLBACK-UNREACHABLE",
  level: "info",
  effect: "none",
  reach: "all",
  closedBy: "operator",
  acts: "on_visit",
  check: ({ evidence, policy }) => {
    const unreached = evidence.callbacks.at(-1)?.body.unreached;
    if (unreached === undefined || unreached.rounds < policy.parameters.callback_rounds) return null;
    return { attempts: unreached.attempts, rounds: unreached.rounds, result: unreached.result };
  },
};
