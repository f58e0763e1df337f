/** The figures of two plans of a month side by side. */
import { costOf, gapToBest } from "#app/domain/scheduling/month-plan/plan-cost.ts";
import type { PlanShape } from "#app/domain/scheduling/month-plan/plan-shape.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import type { PlanQualityFacts } from "./plan-quality.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ComparedPlan = {
  readonly runId: string;
  readonly state: string;
  readonly seed: string;
  readonly inputDigest: string;
  readonly resultDigest: string;
  readonly policyVersion: string;
  readonly createdAt: string;
  readonly stats: PlanQualityFacts & {
    readonly visitsPlaced: number;
    readonly visitsKept?: number;
    readonly unplaced: number;
    readonly travelMinutes: number;
    readonly evaluations: number;
  };
  readonly shape: PlanShape;
};

export function usePlanName(): (plan: Pick<ComparedPlan, "createdAt" | "seed" | "state">) => string {
  const words = useWords(planRunWords);
  const locale = useLocale();
  const states: Readonly<Record<string, string>> = {
    draft: words.state_draft,
    published: words.state_published,
    replaced: words.state_replaced,
  };
  return ({ createdAt, seed, state }) =>
    `${words.made(staffTimeText(instant(createdAt), locale), seed)} · ${states[state] ?? state}`;
}

/** How much of a digest tells two apart. */
const DIGEST_CHARACTERS = 16;

type Row = { readonly name: string; readonly of: (plan: ComparedPlan) => string };

function useRows(): Row[] {
  const words = useWords(planRunWords);
  const minutes = (value: number | undefined | null) =>
    typeof value === "number" ? `${countText(Math.round(value))} ${words.minutes}` : words.unknown;
  const part = (name: "way" | "changes" | "exceptions" | "unplaced") => (plan: ComparedPlan) =>
    minutes(plan.stats.costParts?.[name]);
  const gap = ({ stats: { costParts, lowerBound } }: ComparedPlan) => {
    const share = costParts && typeof lowerBound === "number" ? gapToBest(costOf(costParts), lowerBound) : null;
    return share === null ? words.unknown : `${(share * 100).toFixed(1)}%`;
  };
  const seconds = (value: number | null | undefined) =>
    typeof value === "number" ? `${(value / 1000).toFixed(1)} ${words.seconds}` : words.unknown;
  return [
    { name: words.placed, of: ({ stats }) => countText(stats.visitsPlaced + (stats.visitsKept ?? 0)) },
    { name: words.kept, of: ({ stats }) => countText(stats.visitsKept ?? 0) },
    { name: words.owed, of: ({ stats }) => countText(stats.unplaced) },
    { name: words.way, of: ({ stats }) => minutes(stats.travelMinutes) },
    {
      name: words.same_faces,
      of: ({ shape }) => `${countText(shape.eldersWithSameFaces)} / ${countText(shape.elders)}`,
    },
    { name: words.load, of: ({ shape }) => `${minutes(shape.mostMinutes)} · ${minutes(shape.fewestMinutes)}` },
    { name: words.cost, of: ({ stats }) => minutes(stats.costParts && costOf(stats.costParts)) },
    { name: words.cost_way, of: part("way") },
    { name: words.cost_changes, of: part("changes") },
    { name: words.cost_exceptions, of: part("exceptions") },
    { name: words.cost_unplaced, of: part("unplaced") },
    { name: words.bound, of: ({ stats }) => minutes(stats.lowerBound) },
    { name: words.gap, of: gap },
    { name: words.evaluations, of: ({ stats }) => countText(stats.evaluations) },
    { name: words.time, of: ({ stats }) => seconds(stats.milliseconds?.plan) },
    { name: words.time_bound, of: ({ stats }) => seconds(stats.milliseconds?.bound) },
    { name: words.seed, of: ({ seed }) => seed },
    { name: words.policy, of: ({ policyVersion }) => policyVersion },
    { name: words.input_digest, of: ({ inputDigest }) => inputDigest.slice(0, DIGEST_CHARACTERS) },
    { name: words.result_digest, of: ({ resultDigest }) => resultDigest.slice(0, DIGEST_CHARACTERS) },
  ];
}

export function PlanFiguresCompared({ left, right }: { readonly left: ComparedPlan; readonly right: ComparedPlan }) {
  const words = useWords(planRunWords);
  const nameOf = usePlanName();
  const rows = useRows();
  return (
    <Panel title={words.figures} note={words.figures_note} flush>
      <DataTable
        caption={words.figures}
        captionHidden
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: "figure", header: words.figure, cell: (row) => row.name },
          { key: "left", header: nameOf(left), kind: "number", cell: (row) => row.of(left) },
          { key: "right", header: nameOf(right), kind: "number", cell: (row) => row.of(right) },
        ]}
      />
    </Panel>
  );
}
