/** Settlements of several providers as one, and what a settlement would leave unexplained. */
import { fen, sumFen } from "../money/fen.ts";
import {
  mergeParts,
  STAGES,
  type ProviderSettlement,
  type Stage,
  type StageDifference,
  type StageTotal,
} from "./settlement.ts";

/** What the differences of a step leave unexplained, in visits and fen; empty for every right settlement. */
export function unexplained(settlement: ProviderSettlement): StageDifference[] {
  return STAGES.slice(1).flatMap((to, index) => {
    const from = STAGES[index] ?? "planned";
    const step = settlement.differences.filter((one) => one.to === to);
    const [before, after] = [settlement.stages[from], settlement.stages[to]];
    const count = before.count - after.count - step.reduce((sum, one) => sum + one.count, 0);
    const amountFen = fen(before.amountFen - after.amountFen - sumFen(step.map((one) => one.amountFen)));
    return count === 0 && amountFen === 0n ? [] : [{ from, to, code: "unexplained", count, amountFen }];
  });
}

/** Adds several providers' settlements to one, such as a street's or the district's. */
export function sumSettlements(providerCode: string, settlements: readonly ProviderSettlement[]): ProviderSettlement {
  const sumStage = (stage: Stage): StageTotal => ({
    count: settlements.reduce((sum, one) => sum + one.stages[stage].count, 0),
    amountFen: sumFen(settlements.map((one) => one.stages[stage].amountFen)),
  });
  const differences = settlements.flatMap((one) => one.differences);
  return {
    providerCode,
    stages: Object.fromEntries(STAGES.map((stage) => [stage, sumStage(stage)])) as Record<Stage, StageTotal>,
    differences: STAGES.slice(1).flatMap((to, index) =>
      mergeParts(
        STAGES[index] ?? "planned",
        to,
        differences.filter((one) => one.to === to),
      ),
    ),
  };
}
