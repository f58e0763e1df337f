/** Two plans of a month side by side: figures, and the elders for whom they differ. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { changesBetween, type PlanDifference } from "#app/domain/scheduling/month-plan/plan-changes.ts";
import { shapeOf } from "#app/domain/scheduling/month-plan/plan-shape.ts";
import type { Place } from "#app/domain/scheduling/replan/replan-input.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { findRunWithResult, type RunWithResult } from "#db/repositories/planning-runs.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { keptPlanOf, wholeMonth } from "./kept-plan.ts";
import type { DraftPlace } from "./show-draft.server.ts";
import type { StoredStats } from "./stored-stats.ts";

export type ComparedElder = {
  readonly elderNo: string;
  /** Masked. */
  readonly elder: string;
  /** Visits that differ. */
  readonly visits: number;
  readonly differs: readonly (PlanDifference | "added" | "gone")[];
  /** The first visit that differs, in the one plan and in the other. */
  readonly first: { readonly left: DraftPlace | null; readonly right: DraftPlace | null };
};

function sideOf({ run, result }: RunWithResult) {
  const stats = run.stats as StoredStats;
  return {
    runId: run.id,
    state: run.state,
    seed: run.seed,
    inputDigest: run.inputDigest,
    resultDigest: run.resultDigest,
    policyVersion: run.policyVersion,
    createdAt: isoText(instant(run.createdAt)),
    stats,
    shape: shapeOf(wholeMonth(keptPlanOf(result).plan)),
  };
}

async function eldersOf(unit: Unit, left: RunWithResult, right: RunWithResult): Promise<ComparedElder[]> {
  const [before, after] = [left, right].map(({ result }) => wholeMonth(keptPlanOf(result).plan));
  const byElder = new Map<string, ReturnType<typeof changesBetween>>();
  for (const change of changesBetween(before ?? [], after ?? []))
    byElder.set(change.elderId, [...(byElder.get(change.elderId) ?? []), change]);
  const elders = new Map((await listEldersById(unit, [...byElder.keys()])).map((row) => [row.id, row]));
  const workers = new Map((await listWorkersWithFacts(unit)).map(({ worker }) => [worker.id as string, worker.name]));
  const shown = (place: Place | null | undefined): DraftPlace | null =>
    place
      ? {
          date: place.date,
          minute: place.startMinute,
          workers: place.workerIds.map((id) => maskName(workers.get(id) ?? "")),
        }
      : null;
  return [...byElder].flatMap(([elderId, changes]) => {
    const elder = elders.get(elderId);
    if (!elder) return [];
    const all = changes.flatMap(({ from, to, differs }): ComparedElder["differs"] => {
      if (from === null) return ["added"];
      return to === null ? ["gone"] : differs;
    });
    return [
      {
        elderNo: elder.elderNo,
        elder: maskName(elder.name),
        visits: changes.length,
        differs: [...new Set(all)],
        first: { left: shown(changes[0]?.from), right: shown(changes[0]?.to) },
      },
    ];
  });
}

/**
 * @param runIds the one that is compared, and the one it is compared with
 * Refuses "not-found" for a run that was not kept whole, and "plans-of-two-months".
 */
export async function compareRuns(context: Context, runIds: { readonly left: string; readonly right: string }) {
  return inReading(context, async (unit) => {
    const left = await findRunWithResult(unit, runIds.left);
    const right = await findRunWithResult(unit, runIds.right);
    if (left === null || right === null) throw new Refusal("not-found");
    if (left.run.month !== right.run.month) throw new Refusal("plans-of-two-months");
    const elders = await eldersOf(unit, left, right);
    return {
      month: monthOf(plainDate(left.run.month)),
      left: sideOf(left),
      right: sideOf(right),
      elders: elders.sort((one, other) => (one.elderNo < other.elderNo ? -1 : 1)),
    };
  });
}
