/** Batches of call-backs with their progress, and the form that draws another. */
import { Form, Link } from "@remix-run/react";
import { callBackWords } from "#app/messages/call-backs.ts";
import { ChoiceField } from "./choice-field.tsx";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useWords } from "./words-context.tsx";

export type BatchProgress = Readonly<Record<"calls" | "open" | "answered" | "unreached" | "excluded", number>>;

export type BatchRow = {
  readonly batchNo: string;
  readonly month: string;
  readonly round: number;
  readonly createdAt: string;
  readonly progress: BatchProgress;
};

export type OperatorChoice = { readonly actor: string; readonly displayName: string };

export function BatchList({ rows, isStreet }: { rows: readonly BatchRow[]; isStreet: boolean }) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.batches_caption} flush>
      <DataTable
        caption={words.batches_caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.batchNo}
        empty={<p>{isStreet ? words.batches_none_street : words.batches_none}</p>}
        columns={[
          {
            key: "batch",
            header: words.batch,
            kind: "mono",
            cell: (row) => <Link to={`/office/call-backs/${row.batchNo}`}>{row.batchNo}</Link>,
          },
          { key: "month", header: words.month, kind: "nowrap", cell: (row) => row.month },
          { key: "round", header: words.round, kind: "nowrap", cell: (row) => words.round_of(row.round) },
          { key: "created", header: words.created, kind: "nowrap", cell: (row) => <TimeText at={row.createdAt} /> },
          { key: "calls", header: words.calls, kind: "number", cell: (row) => countText(row.progress.calls) },
          { key: "open", header: words.open, kind: "number", cell: (row) => countText(row.progress.open) },
          { key: "answered", header: words.answered, kind: "number", cell: (row) => countText(row.progress.answered) },
          { key: "lost", header: words.unreached, kind: "number", cell: (row) => countText(row.progress.unreached) },
          { key: "out", header: words.excluded, kind: "number", cell: (row) => countText(row.progress.excluded) },
        ]}
      />
    </Panel>
  );
}

export function OperatorChoices({ operators }: { operators: readonly OperatorChoice[] }) {
  const words = useWords(callBackWords);
  return (
    <ChoiceField
      kind="checkbox"
      name="operators"
      label={words.operators}
      choices={operators.map(({ actor, displayName }) => ({ value: actor, label: displayName }))}
      chosen={operators.map(({ actor }) => actor)}
    />
  );
}

type DrawBatchProps = {
  readonly month: string;
  readonly hasSeed: boolean;
  readonly operators: readonly OperatorChoice[];
};

export function DrawBatch({ month, hasSeed, operators }: DrawBatchProps) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.draw_title} note={words.draw_note(month)}>
      {hasSeed ? (
        <Form method="post">
          <p>
            {words.draw_ratio} <UnconfirmedTag />
          </p>
          <OperatorChoices operators={operators} />
          <SubmitButton>{words.draw}</SubmitButton>
        </Form>
      ) : (
        <Notice tone="warning">{words.draw_no_seed}</Notice>
      )}
    </Panel>
  );
}
