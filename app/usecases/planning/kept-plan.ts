/** A plan as it is kept with its run, and as it is published. */
import { identify, type ElderId } from "#app/domain/identifiers.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { PlacedVisit } from "#app/domain/scheduling/month-plan/plan-changes.ts";
import type { PlanningResultRow, PlanningRunRow } from "#db/repositories/planning-runs.ts";
import type { RemedyFacts } from "./month-remedies.server.ts";
import type { PlanningFacts } from "./planning-facts.server.ts";
import type { PlacedRow } from "./standing-month.server.ts";

/** What is stored of a plan, and the visits that it left alone. */
export type KeptPlan = Omit<MonthPlan, "stats" | "warnings"> & { readonly kept: readonly PlacedRow[] };

export type PublishedPlan = {
  readonly run: Pick<PlanningRunRow, "id" | "month" | "seed">;
  readonly facts: PlanningFacts;
  readonly plan: KeptPlan;
  readonly remedies: ReadonlyMap<ElderId, RemedyFacts>;
};

/** The visits of a plan as they are compared with what it may change. */
export function placedVisits({ visits }: Pick<KeptPlan, "visits">): PlacedVisit[] {
  return wholeMonth({ visits, kept: [] });
}

/** The whole month by a plan: what it planned and what it left alone. */
export function wholeMonth({ visits, kept }: Pick<KeptPlan, "visits" | "kept">): PlacedRow[] {
  const planned = visits.map(({ elderId, sequence, date, startMinute, durationMinutes, workerIds }) => ({
    elderId,
    sequence,
    date,
    startMinute,
    durationMinutes,
    workerIds,
  }));
  return [...kept, ...planned];
}

/** What was stored of a run, as it was planned. */
export function keptPlanOf(result: Pick<PlanningResultRow, "plan" | "remedies">) {
  const remedies = Object.entries(result.remedies as Record<string, RemedyFacts>);
  return {
    plan: result.plan as KeptPlan,
    remedies: new Map(remedies.map(([elderId, facts]) => [identify<ElderId>(elderId), facts])),
  };
}
