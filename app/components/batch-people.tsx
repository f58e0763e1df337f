/** The persons of a batch, all or those whom it did not reach. */
import { callBackWords } from "#app/messages/call-backs.ts";
import { CallOutcome, usePersonColumns, type CallRow } from "./call-list.tsx";
import { DataTable } from "./data-table.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { Tabs } from "./tabs.tsx";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

export type BatchPerson = CallRow & { readonly operator: string | null; readonly closedAt: string | null };

type BatchPeopleProps = {
  readonly rows: readonly BatchPerson[];
  readonly kind: "all" | "errors";
  readonly counts: { readonly all: number; readonly errors: number };
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly addressOf: (asked: Readonly<Record<string, string>>) => string;
};

export function BatchPeople({ rows, kind, counts, page, pageSize, total, addressOf }: BatchPeopleProps) {
  const words = useWords(callBackWords);
  const columns = usePersonColumns<BatchPerson>();
  return (
    <Panel title={words.people_title} flush>
      <Tabs
        tabs={(["all", "errors"] as const).map((one) => ({
          to: addressOf({ kind: one }),
          label: one === "all" ? words.people_title : words.errors_title,
          current: one === kind,
          count: counts[one],
        }))}
      />
      <DataTable
        caption={kind === "all" ? words.people_title : words.errors_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          ...columns,
          { key: "operator", header: words.operator, kind: "nowrap", cell: (row) => row.operator ?? words.nobody },
          { key: "tries", header: words.attempts, kind: "number", cell: (row) => words.times(row.attempts) },
          {
            key: "state",
            header: words.state,
            cell: (row) => (
              <>
                <CallOutcome row={row} /> {row.closedAt !== null && <TimeText at={row.closedAt} />}
              </>
            ),
          },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} />
    </Panel>
  );
}
