/** What the rule of refunds leaves to finance: paid visits whose money waits for a decision, and visits that stand again although it went back. */
import { Link } from "@remix-run/react";
import type { RefundState } from "#app/domain/payments/refund.ts";
import { ownPaymentWords, refundStateText } from "#app/messages/own-payments.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type ToDecide = {
  readonly orderNo: string;
  readonly visitNo: string;
  readonly elder: string;
  readonly restFen: bigint;
  readonly missedReason: string | null;
};

type UnpaidAgain = {
  readonly orderNo: string;
  readonly refundNo: string;
  readonly refundState: RefundState;
  readonly amountFen: bigint;
  readonly visitNo: string;
  readonly deliveryState: string;
  readonly elder: string;
};

const orderLink = (row: { readonly orderNo: string }) => (
  <Link to={`/office/own-payments/${row.orderNo}`}>{row.orderNo}</Link>
);

/** Nothing stands here while there is nothing to decide. */
export function PaymentsToDecide({ rows }: { rows: readonly ToDecide[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Panel title={words.to_decide_title} note={words.to_decide_note}>
      <DataTable
        caption={words.to_decide_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.orderNo}
        empty=""
        columns={[
          { key: "no", header: words.order_no, kind: "mono", cell: orderLink },
          { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elder },
          {
            key: "reason",
            header: words.why,
            cell: (row) => (row.missedReason === null ? words.not_sent : reasonWord(row.missedReason, locale)),
          },
          { key: "rest", header: words.still_here, kind: "number", cell: (row) => <Money fen={row.restFen} /> },
        ]}
      />
    </Panel>
  );
}

/** Nothing stands here while no visit stands again unpaid. */
export function VisitsUnpaidAgain({ rows }: { rows: readonly UnpaidAgain[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Panel title={words.unpaid_again_title} note={words.unpaid_again_note}>
      <DataTable
        caption={words.unpaid_again_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.refundNo}
        empty=""
        columns={[
          { key: "no", header: words.order_no, kind: "mono", cell: orderLink },
          { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elder },
          {
            key: "stands",
            header: words.visit_stands,
            kind: "nowrap",
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
          { key: "amount", header: words.refunded, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
          {
            key: "refund",
            header: words.state,
            kind: "nowrap",
            cell: (row) => refundStateText(row.refundState, locale),
          },
        ]}
      />
    </Panel>
  );
}
