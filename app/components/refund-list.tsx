/** Refunds with how they stand: what waits for a second person, and what the channel will not send and a person sends by the bank. */
import { Form } from "@remix-run/react";
import type { RefundReason, RefundState } from "#app/domain/payments/refund.ts";
import { ownPaymentWords, refundFailureText, refundReasonText, refundStateText } from "#app/messages/own-payments.ts";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type RefundView = {
  readonly refundNo: string;
  readonly orderNo?: string;
  readonly elder?: string;
  readonly amountFen: bigint;
  readonly reason: RefundReason;
  readonly chargedTo: "provider" | "nobody";
  readonly state: RefundState;
  readonly askedBy: string;
  readonly isByRule: boolean;
  readonly mayDecide: boolean;
  readonly failure: string | null;
  readonly handReference: string | null;
  readonly handPaidOn: string | null;
  readonly mayAgree: boolean;
};

const REFUND_TONES = {
  asked: "warning",
  declined: "neutral",
  approved: "info",
  sent: "info",
  refunded: "success",
  failed: "danger",
  hand_waiting: "warning",
  by_hand: "success",
} as const;

/** Two buttons about one refund. */
function Choice({ refundNo, no, yes }: { refundNo: string; no: [string, string]; yes: [string, string] }) {
  return (
    <Form method="post">
      <input type="hidden" name="refund" value={refundNo} />
      <FormActions>
        <SubmitButton kind="secondary" name="intent" value={no[0]}>
          {no[1]}
        </SubmitButton>
        <SubmitButton name="intent" value={yes[0]}>
          {yes[1]}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

/** What to do with a refund that the channel will not send, and the record of having done it. */
function PaidByHand({ refund, today }: { refund: RefundView; today: string }) {
  const words = useWords(ownPaymentWords);
  return (
    <Form method="post">
      <input type="hidden" name="refund" value={refund.refundNo} />
      <Stack>
        <p>{words.by_hand_note}</p>
        <Field
          kind="text"
          name="reference"
          id={`reference-${refund.refundNo}`}
          label={words.hand_reference}
          maxLength={64}
          required
        />
        <Field
          kind="date"
          name="paidOn"
          id={`paid-on-${refund.refundNo}`}
          label={words.hand_paid_on}
          defaultValue={today}
          width="short"
          required
        />
        <SubmitButton kind="secondary" name="intent" value="by_hand">
          {words.record_by_hand}
        </SubmitButton>
      </Stack>
    </Form>
  );
}

function RefundDecision({ refund, today }: { refund: RefundView; today: string }) {
  const words = useWords(ownPaymentWords);
  const { refundNo } = refund;
  switch (refund.state) {
    case "asked":
      if (!refund.mayDecide) return <>{words.own_request}</>;
      return <Choice refundNo={refundNo} no={["decline", words.decline]} yes={["approve", words.approve]} />;
    case "failed":
      return <PaidByHand refund={refund} today={today} />;
    case "hand_waiting":
      if (!refund.mayAgree) return <>{words.own_request}</>;
      return <Choice refundNo={refundNo} no={["give_back", words.give_back]} yes={["agree", words.agree]} />;
    case "approved":
    case "sent":
    case "refunded":
    case "declined":
    case "by_hand":
      return null;
  }
}

/** The state, and beside it why it is so: the channel's word, or the bank's. */
function RefundStand({ refund }: { refund: RefundView }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  return (
    <>
      <Tag tone={REFUND_TONES[refund.state]}>{refundStateText(refund.state, locale)}</Tag>
      {refund.failure !== null && refund.state !== "by_hand" && <p>{refundFailureText(refund.failure, locale)}</p>}
      {refund.handReference !== null && (
        <p>
          {words.bank_transfer} {refund.handReference} <DateText date={refund.handPaidOn ?? ""} form="bare" />
        </p>
      )}
    </>
  );
}

/** @param today set where refunds are decided; null where they are only shown */
export function Refunds({ rows, today }: { rows: readonly RefundView[]; today: string | null }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  return (
    <Panel title={words.refunds_title} note={words.refunds_note}>
      <DataTable
        caption={words.refunds_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.refundNo}
        empty={words.refunds_empty}
        columns={[
          { key: "no", header: words.refund_no, kind: "mono", cell: (row) => row.refundNo },
          { key: "amount", header: words.amount, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
          { key: "reason", header: words.reason, cell: (row) => refundReasonText(row.reason, locale) },
          { key: "charged", header: words.charged, cell: (row) => words[`charged_${row.chargedTo}`] },
          {
            key: "state",
            header: words.state,
            cell: (row) => <RefundStand refund={row} />,
          },
          {
            key: "by",
            header: words.asked_by,
            cell: (row) => (row.isByRule ? words.by_rule : row.askedBy.replace(/^\w+:/, "")),
          },
          ...(today === null
            ? []
            : [
                {
                  key: "decide",
                  header: words.decide,
                  cell: (row: RefundView) => <RefundDecision refund={row} today={today} />,
                },
              ]),
        ]}
      />
    </Panel>
  );
}
