/** Visits whose evidence came after their month was closed, and the second person's decision beside each that waits. */
import { Form, Link } from "@remix-run/react";
import { appealWords } from "#app/messages/appeals.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useWords } from "./words-context.tsx";

export type LateView = {
  readonly id: string;
  readonly adjustmentNo: string;
  readonly visitNo: string;
  readonly provider: string;
  readonly month: string;
  readonly amountFen: string;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly dismissedReason: string | null;
  readonly isPaid: boolean;
  readonly isOwn: boolean;
};

function Stand({ row }: { row: LateView }) {
  const words = useWords(appealWords);
  if (row.dismissedReason !== null) return <Tag tone="neutral">{words.late_dismissed(row.dismissedReason)}</Tag>;
  if (row.isPaid) return <Tag tone="success">{words.late_paid}</Tag>;
  return row.approvedBy === null ? (
    <Tag tone="warning">{words.late_waits}</Tag>
  ) : (
    <Tag tone="info">{words.late_approved(row.approvedBy)}</Tag>
  );
}

function Decide({ row }: { row: LateView }) {
  const words = useWords(appealWords);
  if (row.approvedBy !== null || row.dismissedReason !== null) return null;
  if (row.isOwn) return words.late_own;
  return (
    <Form method="post" aria-label={`${words.decide} ${row.adjustmentNo}`}>
      <input type="hidden" name="id" value={row.id} />
      <Field kind="text" name="note" id={`note-${row.id}`} label={words.late_note} />
      <FormActions>
        <SubmitButton kind="secondary" name="intent" value="dismiss">
          {words.late_dismiss}
        </SubmitButton>
        <SubmitButton name="intent" value="approve">
          {words.late_approve}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

export function LateEvidenceList({ rows, mayDecide }: { rows: readonly LateView[]; mayDecide: boolean }) {
  const words = useWords(appealWords);
  const decide: Column<LateView> = { key: "decide", header: words.decide_title, cell: (row) => <Decide row={row} /> };
  return (
    <>
      <Panel title={words.late_title} flush>
        <DataTable
          caption={words.late_title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          empty={words.late_none}
          columns={[
            {
              key: "visit",
              header: words.visit,
              kind: "nowrap",
              cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
            },
            { key: "provider", header: words.provider, cell: (row) => row.provider },
            { key: "month", header: words.late_month, kind: "nowrap", cell: (row) => row.month },
            {
              key: "amount",
              header: words.late_amount,
              kind: "number",
              cell: (row) => <Money fen={BigInt(row.amountFen)} />,
            },
            { key: "state", header: words.state, cell: (row) => <Stand row={row} /> },
            ...(mayDecide ? [decide] : []),
          ]}
        />
      </Panel>
      {mayDecide && (
        <Panel title={words.late_search} note={words.late_lead}>
          <Form method="post">
            <SubmitButton kind="secondary" name="intent" value="propose" icon="search">
              {words.late_propose}
            </SubmitButton>
          </Form>
        </Panel>
      )}
    </>
  );
}
