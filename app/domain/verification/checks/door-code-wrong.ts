import { judgeDoorCode } from "../door-codes.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * A code or tag of another home, a replaced one, or none that the district issued. The right code, read during the same visit, clears it
 * (visit rules C).
 */
export const doorCodeWrong: RuleDefinition = {
  code: "R-DOOR-CODE-WRONG",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ evidence, scannedCodes }) => {
    const verdicts = evidence.doorCodes.map((event) => judgeDoorCode(event, scannedCodes));
    const [wrong] = verdicts;
    if (wrong === undefined || verdicts.includes("right")) return null;
    return { reason: wrong, scanned: verdicts.length };
  },
};
