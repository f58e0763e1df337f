/** Who is told of what a plan changes: providers and care workers, each with the visits that come, go, or change for them. */
import { Link } from "@remix-run/react";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { countText } from "./count-text.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

export type ToldRow = {
  readonly key: string;
  readonly name: string;
  /** Of whom a care worker is. */
  readonly of: string | null;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
};

function useCounts(changed: string): Column<ToldRow>[] {
  const words = useWords(planRunWords);
  const count = (value: number) => (value === 0 ? null : countText(value));
  return [
    { key: "added", header: words.comes, kind: "number", cell: (row) => count(row.added) },
    { key: "gone", header: words.goes, kind: "number", cell: (row) => count(row.gone) },
    { key: "changed", header: changed, kind: "number", cell: (row) => count(row.changed) },
  ];
}

type Props = {
  readonly month: PlainMonth;
  readonly told: { readonly workers: readonly ToldRow[]; readonly providers: readonly ToldRow[] };
};

export function PlanTold({ month, told }: Props) {
  const words = useWords(planRunWords);
  const providerCounts = useCounts(words.provider_changes);
  const workerCounts = useCounts(words.changes_for);
  if (told.providers.length === 0) return null;
  return (
    <>
      <Panel title={words.told_providers} flush>
        <DataTable
          caption={words.told_providers}
          captionHidden
          rows={told.providers}
          rowKey={(row) => row.key}
          columns={[{ key: "name", header: words.provider, cell: (row) => row.name }, ...providerCounts]}
        />
      </Panel>
      <Panel title={words.told_workers} note={words.told_note} flush>
        <DataTable
          caption={words.told_workers}
          captionHidden
          rows={told.workers}
          rowKey={(row) => row.key}
          columns={[
            {
              key: "name",
              header: words.worker,
              kind: "nowrap",
              cell: (row) => <Link to={`/office/calendar?by=worker&person=${row.key}&month=${month}`}>{row.name}</Link>,
            },
            { key: "provider", header: words.provider, cell: (row) => row.of },
            ...workerCounts,
          ]}
        />
      </Panel>
    </>
  );
}
