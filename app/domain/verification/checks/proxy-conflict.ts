import { personProofsBesideProxies } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * Nobody confirmed the visit but a person who works for the provider or is the care worker's relative on record (visit rules C). Such a
 * confirmation proves nothing, and the rule falls once somebody else has confirmed.
 */
export const proxyConflict: RuleDefinition = {
  code: "R-PROXY-CONFLICT",
  level: "block",
  effect: "proof_void",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    if (context.proxies.length === 0 || personProofsBesideProxies(context).length > 0) return null;
    const isStaff = context.proxies.some(({ connection }) => connection === "staff");
    return { connection: isStaff ? "staff" : "relative" };
  },
};
