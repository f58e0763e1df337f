/** The month's plan at a glance: how far the month is, and the figures of its plan in words. */
import { Link } from "@remix-run/react";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { countText } from "./count-text.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { useWords } from "./words-context.tsx";

export type PlanFigureFacts = {
  readonly candidates: number;
  readonly eligible: number;
  readonly allocated: number;
  readonly debtReasons: readonly { readonly visits: number }[];
  readonly stats: {
    readonly visitsWanted: number;
    readonly visitsPlaced: number;
    readonly visitsMoved: number;
    readonly conflicts: number;
    readonly travelMinutes: number;
  } | null;
};

type Props = { readonly month: PlainMonth; readonly facts: PlanFigureFacts };

export function PlanSteps({ month, facts }: Props) {
  const words = useWords(monthPlanWords);
  const { candidates, eligible, allocated, stats } = facts;
  return (
    <Panel title={words.steps}>
      <DefinitionList
        items={[
          {
            term: words.step_judged,
            value: candidates > 0 ? words.judged(eligible, candidates) : words.not_yet,
            note: <Link to={`/office/eligibility?month=${month}`}>{words.go_judge}</Link>,
          },
          {
            term: words.step_allocated,
            value: allocated > 0 ? words.allocated(allocated) : words.not_yet,
            note: <Link to={`/office/allocation?month=${month}`}>{words.go_allocate}</Link>,
          },
          {
            term: words.step_planned,
            value: stats ? words.planned(stats.visitsPlaced) : words.not_yet,
            note: stats ? <Link to={`/office/calendar?month=${month}`}>{words.go_calendar}</Link> : null,
          },
        ]}
      />
    </Panel>
  );
}

export function PlanFigures({ month, facts }: Props) {
  const words = useWords(monthPlanWords);
  const { stats, debtReasons } = facts;
  if (!stats) return null;
  const share = stats.visitsWanted === 0 ? 1 : stats.visitsPlaced / stats.visitsWanted;
  const owed = debtReasons.reduce((sum, one) => sum + one.visits, 0);
  return (
    <Tiles>
      <StatTile question={words.elders} value={countText(facts.eligible)} to={`/office/calendar?month=${month}`} />
      <StatTile
        question={words.placed}
        value={`${(Math.floor(share * 1000) / 10).toFixed(1)}%`}
        share={share}
        note={`${countText(stats.visitsPlaced)} · ${words.placed_of(stats.visitsWanted)}`}
      />
      <StatTile
        question={words.debt}
        value={countText(owed)}
        note={words.debt_note(debtReasons.length)}
        to={`/office/plan?month=${month}#debts`}
      />
      <StatTile
        question={words.conflicts}
        value={countText(stats.conflicts)}
        note={stats.conflicts === 0 ? words.conflicts_none : words.conflicts_some}
      />
      <StatTile question={words.moved} value={countText(stats.visitsMoved)} note={words.moved_note} />
      <StatTile
        question={words.travel}
        value={countText(Math.round(stats.travelMinutes / 60))}
        unit={words.travel_unit}
        note={words.travel_note}
      />
    </Tiles>
  );
}
