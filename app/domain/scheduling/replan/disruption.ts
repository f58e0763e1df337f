/**
 * What a change costs people, and how far replanning may go: the numbers of replanning, all in one place [assumed]. Costs are in minutes
 * of travel, so that a change and a way can be weighed against each other.
 */
export type DisruptionCosts = {
  /** For each care worker who comes in another's place. */
  readonly workerChangeMinutes: number;
  readonly timeShiftMinutes: number;
  readonly dayChangeMinutes: number;
  /** A shift of the start counts from here on; a smaller one is what a way through town may cost on any day. */
  readonly shiftOverMinutes: number;
};

export const DISRUPTION_COSTS: DisruptionCosts = {
  workerChangeMinutes: 40,
  timeShiftMinutes: 15,
  dayChangeMinutes: 80,
  shiftOverMinutes: 30,
};

export type ReplanBudgets = {
  /** Places asked for while one visit looks for others that make room, over all its days. */
  readonly ejectionTries: number;
  /** Visits that may make room for each other in a row. */
  readonly ejectionDepth: 1 | 2;
  /** Times a provider-day is taken apart and put together again for one visit. */
  readonly rebuildRounds: number;
  /** Visits taken out of a provider-day at once. */
  readonly rebuildVisits: number;
  /** Share of places passed over while a day is put together again, so that it does not come out the same. */
  readonly blinkShare: number;
  /** Of the provider's elders whom the event does not touch, so many may be told of a change. */
  readonly othersChangedShareMax: number;
};

export const REPLAN_BUDGETS: ReplanBudgets = {
  ejectionTries: 1_200,
  ejectionDepth: 2,
  rebuildRounds: 12,
  rebuildVisits: 6,
  blinkShare: 0.05,
  othersChangedShareMax: 0.1,
};
