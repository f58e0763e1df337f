/** What the rule of refunds leaves to finance: paid visits whose money waits for a decision, and visits that stand again although it went back. */
import { Link } from "@remix-run/react";
import type { RefundState } from "#app/domain/payments/refund.ts";
import { ownPaymentWords, refundStateText } from "#app/messages/own-payments.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type PaidVisit = { readonly orderNo: string; readonly visitNo: string; readonly elder: string };

type ToDecide = PaidVisit & {
  readonly restFen: bigint;
  readonly missedReason: string | null;
};

type UnpaidAgain = PaidVisit & {
  readonly refundNo: string;
  readonly refundState: RefundState;
  readonly amountFen: bigint;
  readonly deliveryState: string;
};

type PaidVisitsProps<Row> = {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** After the order, the visit and the elder. */
  readonly more: readonly Column<Row>[];
};

/** Nothing stands here while there is no such visit. */
function PaidVisits<Row extends PaidVisit>({ title, note, rows, rowKey, more }: PaidVisitsProps<Row>) {
  const words = useWords(ownPaymentWords);
  if (rows.length === 0) return null;
  const order = ({ orderNo }: Row) => <Link to={`/office/own-payments/${orderNo}`}>{orderNo}</Link>;
  return (
    <Panel title={title} note={note}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={rowKey}
        empty=""
        columns={[
          { key: "no", header: words.order_no, kind: "mono", cell: order },
          { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elder },
          ...more,
        ]}
      />
    </Panel>
  );
}

export function PaymentsToDecide({ rows }: { rows: readonly ToDecide[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  return (
    <PaidVisits
      title={words.to_decide_title}
      note={words.to_decide_note}
      rows={rows}
      rowKey={(row) => row.orderNo}
      more={[
        {
          key: "reason",
          header: words.why,
          cell: (row) => (row.missedReason === null ? words.not_sent : reasonWord(row.missedReason, locale)),
        },
        { key: "rest", header: words.still_here, kind: "number", cell: (row) => <Money fen={row.restFen} /> },
      ]}
    />
  );
}

export function VisitsUnpaidAgain({ rows }: { rows: readonly UnpaidAgain[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  return (
    <PaidVisits
      title={words.unpaid_again_title}
      note={words.unpaid_again_note}
      rows={rows}
      rowKey={(row) => row.refundNo}
      more={[
        {
          key: "stands",
          header: words.visit_stands,
          kind: "nowrap",
          cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
        },
        { key: "amount", header: words.refunded, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
        { key: "refund", header: words.state, kind: "nowrap", cell: (row) => refundStateText(row.refundState, locale) },
      ]}
    />
  );
}
