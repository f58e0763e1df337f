/** What the draw reads from a line of a month: its group, the category of its findings and its signs of risk (visit rules 10.2). */
import type { ClaimFinding } from "../claims/line-facts.ts";
import type { LineOutcome } from "../claims/match-line.ts";
import type { FindingCategory, LineGroup } from "./draw-sample.ts";

/**
 * Signs of risk: manual times, failing locations, equal durations, a shared device, edits after submission. Each counts one, and so does
 * each finding that a person acknowledged. 示例/待确认: the weights are the product's.
 */
const RISK_SIGNS: ReadonlySet<string> = new Set([
  "R-MANUAL-TIME",
  "R-BACKFILLED",
  "R-LOCATION-MISSING",
  "R-LOCATION-OUTSIDE",
  "R-LOCATION-IMPRECISE",
  "R-LOCATION-CLUSTER",
  "R-ROBOTIC-TIMES",
  "R-SHARED-DEVICE",
  "R-SHARED-CONTACT",
  "R-EDITED-AFTER-SUBMIT",
]);

type SeenFinding = Pick<ClaimFinding, "code" | "state">;

const byPerson = ({ state }: SeenFinding) => state === "acknowledged" || state === "fixed";

export function groupOfOutcome(outcome: LineOutcome["kind"]): LineGroup {
  if (outcome === "rejected") return "refused";
  return outcome === "pended" ? "waiting" : "paid";
}

/** A finding that was withdrawn was none. */
export function categoryOf(findings: readonly SeenFinding[]): FindingCategory {
  const counted = findings.filter(({ state }) => state !== "withdrawn");
  if (counted.length === 0) return "none";
  return counted.some(byPerson) ? "acknowledged" : "info";
}

export function riskPointsOf(findings: readonly SeenFinding[]): number {
  return findings
    .filter(({ state }) => state !== "withdrawn")
    .reduce((sum, finding) => sum + Number(RISK_SIGNS.has(finding.code)) + Number(byPerson(finding)), 0);
}
