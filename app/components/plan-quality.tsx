/** How far the month's plan is from the best possible at most, and how that is known, for somebody who is no mathematician. */
import { costOf, gapToBest, type CostParts } from "#app/domain/scheduling/month-plan/plan-cost.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { countText } from "./count-text.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

/** Missing in runs of an earlier release; minutes of way a month. */
export type PlanQualityFacts = {
  readonly costParts?: CostParts;
  readonly lowerBound?: number | null;
  readonly milliseconds?: { readonly plan: number | null; readonly bound: number | null };
};

function useSentence({ costParts, lowerBound, milliseconds }: PlanQualityFacts): string {
  const words = useWords(monthPlanWords);
  const gap = costParts && typeof lowerBound === "number" ? gapToBest(costOf(costParts), lowerBound) : null;
  if (gap === 0) return words.best_reached;
  if (costParts && costOf(costParts) === 0) return words.best_of_nobody;
  if (gap !== null) return words.best_within(`${(gap * 100).toFixed(1)}%`);
  return typeof milliseconds?.bound === "number" ? words.best_untold : words.best_unasked;
}

function useFigures({ costParts, lowerBound, milliseconds }: PlanQualityFacts) {
  const words = useWords(monthPlanWords);
  const minutes = (value: number) => `${countText(Math.round(value))} ${words.minutes}`;
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} ${words.seconds}`;
  const parts = costParts && [
    { term: words.cost_way, value: minutes(costParts.way) },
    { term: words.cost_changes, value: minutes(costParts.changes) },
    { term: words.cost_exceptions, value: minutes(costParts.exceptions) },
    { term: words.cost_unplaced, value: minutes(costParts.unplaced) },
    { term: words.cost_whole, value: minutes(costOf(costParts)) },
  ];
  const bound =
    typeof lowerBound === "number" ? [{ term: words.cost_least, value: minutes(Math.floor(lowerBound)) }] : [];
  const { plan = null, bound: bounding = null } = milliseconds ?? {};
  const times = [
    ...(plan === null ? [] : [{ term: words.time_plan, value: seconds(plan) }]),
    ...(bounding === null ? [] : [{ term: words.time_bound, value: seconds(bounding) }]),
  ];
  return [...(parts ?? []), ...bound, ...times];
}

export function PlanQuality({ stats }: { readonly stats: PlanQualityFacts }) {
  const words = useWords(monthPlanWords);
  const sentence = useSentence(stats);
  const figures = useFigures(stats);
  return (
    <Panel title={words.best}>
      <p>{sentence}</p>
      <details>
        <summary>{words.best_how}</summary>
        <p>{words.best_counts}</p>
        {figures.length > 0 && <DefinitionList items={figures} columns={2} />}
        <p>{words.best_bound}</p>
        <p>{words.best_when_unknown}</p>
      </details>
    </Panel>
  );
}
