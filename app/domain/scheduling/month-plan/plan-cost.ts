/** What the search of weekly templates makes small, and what it is made of: whole minutes of way a month and their equivalents. */

export type CostParts = {
  /** Way of four dates, the way from and to the workers' bases included. */
  readonly way: number;
  /** Another care worker, weekday or time of day than last month's, and nobody familiar. */
  readonly changes: number;
  /** Dates on which the template cannot stand, each to be moved. */
  readonly exceptions: number;
  /** Elders without a template. */
  readonly unplaced: number;
};

export function costOf({ way, changes, exceptions, unplaced }: CostParts): number {
  return way + changes + exceptions + unplaced;
}

export function sumOfCosts(all: readonly CostParts[]): CostParts {
  const sum = (name: keyof CostParts) => all.reduce((total, parts) => total + parts[name], 0);
  return { way: sum("way"), changes: sum("changes"), exceptions: sum("exceptions"), unplaced: sum("unplaced") };
}

/**
 * By how much a plan is dearer than the best possible at most, as a share of the bound, rounded up to a tenth of a percent so that it
 * never promises too much; null where the bound says nothing, as it does of a plan for nobody.
 */
export function gapToBest(cost: number, lowerBound: number): number | null {
  if (lowerBound <= 0) return null;
  return Math.max(0, Math.ceil((cost / lowerBound - 1) * 1000) / 1000);
}
