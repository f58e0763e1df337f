/** Figures of a run as they are stored; runs of an earlier release know neither cost nor bound nor times, nor what they left alone. */
import type { PlanStats } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { RunFigures } from "./prepare-plan.server.ts";

export type StoredStats = Omit<PlanStats, "cost" | "costParts"> &
  Partial<Pick<PlanStats, "cost" | "costParts">> &
  Partial<RunFigures>;
