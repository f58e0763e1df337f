/** Tables of the month's plan: visits owed with their reason and what would help, reasons in sum, and the runs. */
import { Link } from "@remix-run/react";
import { elderDateText } from "#app/domain/time/date-text.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { debtReason } from "#app/messages/planning.ts";
import { DataTable } from "./data-table.tsx";
import { DebtHelp, type DebtHelpFacts } from "./debt-help.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type OwedVisit = {
  readonly elderNo: string;
  readonly name: string;
  readonly sequence: number;
  readonly originalOn: PlainDate | null;
  readonly reason: string;
  readonly state: string;
  readonly provider: string | null;
  readonly help: DebtHelpFacts | null;
};

export type PlanRun = {
  readonly id: string;
  readonly kind: string;
  readonly seed: string;
  readonly resultDigest: string;
  readonly createdAt: string;
  readonly state: string;
  /** What it planned is stored, so that it can be looked at and compared. */
  readonly isKept: boolean;
};

/** How much of a digest a list shows; the whole of it stands on the page. */
const DIGEST_CHARACTERS = 16;

export function DebtTable({ month, debts }: { month: PlainMonth; debts: readonly OwedVisit[] }) {
  const words = useWords(monthPlanWords);
  const locale = useLocale();
  const states: Readonly<Record<string, string>> = {
    open: words.state_open,
    replaced: words.state_replaced,
    lapsed: words.state_lapsed,
  };
  return (
    <Panel title={words.list} id="debts" flush>
      <DataTable
        caption={words.list}
        captionHidden
        rows={debts}
        rowKey={(row) => `${row.elderNo}-${row.sequence}`}
        empty={<p>{words.no_debts}</p>}
        columns={[
          {
            key: "name",
            header: words.name,
            kind: "nowrap",
            cell: (row) => (
              <Link to={`/office/calendar?by=elder&person=${row.elderNo}&month=${month}`}>{row.name}</Link>
            ),
          },
          { key: "elderNo", header: words.number, kind: "mono", cell: (row) => row.elderNo },
          { key: "which", header: words.which, kind: "nowrap", cell: (row) => words.which_text(row.sequence) },
          {
            key: "originalOn",
            header: words.should_be,
            kind: "nowrap",
            cell: (row) => (row.originalOn === null ? "—" : elderDateText(row.originalOn, locale)),
          },
          { key: "reason", header: words.reason, cell: (row) => debtReason(row.reason, locale) },
          {
            key: "help",
            header: words.help,
            cell: (row) => (
              <DebtHelp
                help={row.help}
                otherwise={words.helps[row.reason] ?? "—"}
                isRepeated={row !== debts.find(({ elderNo, help }) => elderNo === row.elderNo && help !== null)}
              />
            ),
          },
          { key: "provider", header: words.provider, cell: (row) => row.provider ?? "—" },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => states[row.state] ?? row.state },
        ]}
      />
    </Panel>
  );
}

export function DebtReasons({ reasons }: { reasons: readonly { readonly reason: string; readonly visits: number }[] }) {
  const words = useWords(monthPlanWords);
  const locale = useLocale();
  return (
    <Panel title={words.by_reason} flush>
      <DataTable
        caption={words.by_reason}
        captionHidden
        rows={reasons}
        rowKey={(row) => row.reason}
        empty={<p>{words.no_debts}</p>}
        columns={[
          { key: "reason", header: words.reason, cell: (row) => debtReason(row.reason, locale) },
          { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
        ]}
      />
    </Panel>
  );
}

export function PlanRuns({ runs }: { runs: readonly PlanRun[] }) {
  const words = useWords(monthPlanWords);
  const runWords = useWords(planRunWords);
  const stateOf = ({ kind, state }: PlanRun) => {
    if (kind === "allocation") return runWords.state_allocation;
    return state === "draft" || state === "replaced" ? runWords[`state_${state}`] : runWords.state_published;
  };
  const locale = useLocale();
  return (
    <Panel title={words.runs} flush>
      <DataTable
        caption={words.runs}
        captionHidden
        rows={runs}
        rowKey={(row) => row.id}
        empty={<p>{words.no_runs}</p>}
        columns={[
          {
            key: "kind",
            header: words.kind,
            cell: (row) => {
              const name = row.kind === "plan" ? words.kind_plan : words.kind_allocation;
              return row.isKept ? <Link to={`/office/plan/runs/${row.id}`}>{name}</Link> : name;
            },
          },
          { key: "state", header: runWords.state, cell: stateOf },
          {
            key: "at",
            header: words.made_at,
            kind: "nowrap",
            cell: (row) => staffTimeText(instant(row.createdAt), locale),
          },
          { key: "seed", header: words.seed, kind: "mono", cell: (row) => row.seed },
          {
            key: "digest",
            header: words.result_digest,
            kind: "mono",
            cell: (row) => row.resultDigest.slice(0, DIGEST_CHARACTERS),
          },
        ]}
      />
    </Panel>
  );
}

/** Drafts that wait to be looked at, as links. */
export function PlanDrafts({ drafts }: { drafts: readonly PlanRun[] }) {
  const words = useWords(planRunWords);
  const locale = useLocale();
  if (drafts.length === 0) return null;
  return (
    <Notice title={words.drafts}>
      <ul>
        {drafts.map((run) => (
          <li key={run.id}>
            <Link to={`/office/plan/runs/${run.id}`}>
              {words.draft_of(staffTimeText(instant(run.createdAt), locale), run.seed)}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
