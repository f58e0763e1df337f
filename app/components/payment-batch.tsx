/** One payment batch: each payee's order and what the bank made of it, the file to take away, and the step for what came back. */
import { Form, Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { moneyWords } from "#app/messages/money.ts";
import { paymentWords } from "#app/messages/payments.ts";
import { DataTable } from "./data-table.tsx";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useWords } from "./words-context.tsx";

type Word = "not_paid" | "partial" | "paid" | "error" | "returned";

export type PaymentBatchView = {
  readonly batchNo: string;
  readonly waitsFor: string | null;
  readonly follows: string | null;
  readonly simulated: string | null;
  readonly rows: readonly {
    readonly id: string;
    readonly payee: string;
    readonly orderedFen: bigint;
    readonly paidFen: bigint;
    readonly returnedFen: bigint;
    readonly openFen: bigint;
    readonly word: Word;
    readonly references: readonly string[];
    readonly reason: string | null;
    readonly isFollowed: boolean;
    /** Id of the bank's file whose line about it was wrong. */
    readonly faultyImport: string | null;
  }[];
  readonly sums: {
    readonly orderedFen: bigint;
    readonly paidFen: bigint;
    readonly returnedFen: bigint;
    readonly openFen: bigint;
    readonly again: { readonly lines: number; readonly fen: bigint };
  };
};

const TONES = {
  paid: "success",
  partial: "warning",
  not_paid: "neutral",
  error: "danger",
  returned: "warning",
} as const;

function PaymentTable({ batch }: { batch: PaymentBatchView }) {
  const words = useWords(paymentWords);
  const money = useWords(moneyWords);
  const { sums } = batch;
  return (
    <DataTable
      caption={words.batch(batch.batchNo)}
      captionHidden
      rows={batch.rows}
      rowKey={(row) => row.id}
      totalLabel={words.all}
      columns={[
        { key: "payee", header: words.payee, cell: (row) => row.payee },
        {
          key: "ordered",
          header: words.ordered,
          kind: "number",
          cell: (row) => <Money fen={row.orderedFen} />,
          total: <Money fen={sums.orderedFen} />,
        },
        {
          key: "paid",
          header: words.paid,
          kind: "number",
          cell: (row) => <Money fen={row.paidFen} />,
          total: <Money fen={sums.paidFen} />,
        },
        {
          key: "returned",
          header: words.returned,
          kind: "number",
          cell: (row) => <Money fen={row.returnedFen} />,
          total: <Money fen={sums.returnedFen} />,
        },
        {
          key: "transit",
          header: words.transit,
          kind: "number",
          cell: (row) => <Money fen={row.openFen} />,
          total: <Money fen={sums.openFen} />,
        },
        {
          key: "result",
          header: words.result,
          kind: "nowrap",
          cell: (row) =>
            row.faultyImport === null ? (
              <Tag tone={TONES[row.word]}>{row.isFollowed ? words.is_followed : money[`word_${row.word}`]}</Tag>
            ) : (
              <Link to={`/office/payments/results/${row.faultyImport}`}>{words.answer_wrong}</Link>
            ),
        },
        { key: "reference", header: words.reference, kind: "mono", cell: (row) => row.references.join("、") },
        { key: "reason", header: words.reason, cell: (row) => row.reason },
      ]}
    />
  );
}

/** The file to take away, and ordering again what came back. */
function BatchSteps({ batch: { batchNo, sums, waitsFor } }: { batch: PaymentBatchView }) {
  const words = useWords(paymentWords);
  const file = (format: string) =>
    `/office/payments/file?${new URLSearchParams({ batch: batchNo, format }).toString()}`;
  return (
    <Form method="post">
      <FormActions>
        {waitsFor === null && (
          <>
            <LinkButton to={file("xlsx")} icon="file-spreadsheet" download>
              {words.file_xlsx}
            </LinkButton>
            <LinkButton to={file("csv")} icon="download" download>
              {words.file_csv}
            </LinkButton>
          </>
        )}
        {sums.again.lines > 0 && (
          <SubmitButton name="batch" value={batchNo}>
            {words.follow_up(sums.again.lines, staffYuanText(fen(sums.again.fen)))}
          </SubmitButton>
        )}
      </FormActions>
    </Form>
  );
}

export function PaymentBatch({ batch, maySettle }: { batch: PaymentBatchView; maySettle: boolean }) {
  const words = useWords(paymentWords);
  const { sums, batchNo } = batch;
  const notes = [
    words.sums(batch.rows.length, staffYuanText(fen(sums.orderedFen))),
    batch.waitsFor === null ? null : words.waits_for(batch.waitsFor),
    batch.follows === null ? null : words.follows(batch.follows),
    batch.simulated === null ? null : words.simulated,
    maySettle && sums.again.lines > 0 ? words.follow_up_note : null,
  ].filter((one) => one !== null);
  return (
    <Panel
      title={words.batch(batchNo)}
      id={batchNo}
      note={notes.join(" · ")}
      flush
      {...(maySettle && { action: <BatchSteps batch={batch} /> })}
    >
      <PaymentTable batch={batch} />
    </Panel>
  );
}
