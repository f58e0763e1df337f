/** Figures by which two plans of a month are compared beside their cost: the same faces, and how evenly the work is shared. */
import type { ElderId, WorkerId } from "../../identifiers.ts";

type ShapedVisit = {
  readonly elderId: ElderId;
  readonly workerIds: readonly WorkerId[];
  readonly durationMinutes: number;
};

export type PlanShape = {
  readonly elders: number;
  /** Elders to whom the same care workers come on every visit. */
  readonly eldersWithSameFaces: number;
  readonly workers: number;
  /** Minutes at the bedside of the care worker with the most and with the fewest visits; 0 of a plan without visits. */
  readonly mostMinutes: number;
  readonly fewestMinutes: number;
};

export function shapeOf(visits: readonly ShapedVisit[]): PlanShape {
  const teams = new Map<ElderId, Set<string>>();
  const minutes = new Map<WorkerId, number>();
  for (const { elderId, workerIds, durationMinutes } of visits) {
    const team = [...workerIds].sort().join(" ");
    teams.set(elderId, (teams.get(elderId) ?? new Set()).add(team));
    for (const id of workerIds) minutes.set(id, (minutes.get(id) ?? 0) + durationMinutes);
  }
  const loads = [...minutes.values()];
  return {
    elders: teams.size,
    eldersWithSameFaces: [...teams.values()].filter((own) => own.size === 1).length,
    workers: loads.length,
    mostMinutes: loads.reduce((most, one) => Math.max(most, one), 0),
    fewestMinutes: loads.reduce((fewest, one) => Math.min(fewest, one), loads[0] ?? 0),
  };
}
