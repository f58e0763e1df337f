/** What people pay themselves, for finance: where the books stand, each bill day, what does not agree, the newest orders. */
import { Form, Link } from "@remix-run/react";
import { RELEASE_ACCOUNTS, type DifferenceKind } from "#app/domain/payments/day-reconciliation.ts";
import type { OrderState } from "#app/domain/payments/payment-order.ts";
import { differenceText, orderStateText, ownPaymentWords, releaseText } from "#app/messages/own-payments.ts";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Stands = {
  readonly clearingFen: bigint;
  readonly prepaidFen: bigint;
  readonly bankFen: bigint;
  readonly feeFen: bigint;
  readonly suspenseFen: bigint;
};

export function OwnStands({ stands }: { stands: Stands }) {
  const words = useWords(ownPaymentWords);
  const note = stands.clearingFen === 0n ? words.clearing_zero : words.clearing_open;
  return (
    <Panel title={words.stands_title} note={note}>
      <DefinitionList
        items={[
          { term: words.clearing, value: <Money fen={stands.clearingFen} /> },
          { term: words.bank, value: <Money fen={stands.bankFen} /> },
          { term: words.fee, value: <Money fen={stands.feeFen} /> },
          { term: words.suspense, value: <Money fen={stands.suspenseFen} /> },
          { term: words.prepaid, value: <Money fen={stands.prepaidFen} /> },
        ]}
      />
    </Panel>
  );
}

type Day = {
  readonly on: string;
  readonly lines: number;
  readonly paidFen: bigint;
  readonly refundedFen: bigint;
  readonly feeFen: bigint;
  readonly open: number;
};

export function BillDays({ days, today, mayCompare }: { days: readonly Day[]; today: string; mayCompare: boolean }) {
  const words = useWords(ownPaymentWords);
  return (
    <Panel title={words.days_title}>
      <DataTable
        caption={words.days_title}
        captionHidden
        rows={days}
        rowKey={(row) => row.on}
        empty={words.days_empty}
        columns={[
          { key: "on", header: words.day, kind: "nowrap", cell: (row) => <DateText date={row.on} /> },
          { key: "lines", header: words.lines, kind: "number", cell: (row) => row.lines },
          { key: "paid", header: words.paid, kind: "number", cell: (row) => <Money fen={row.paidFen} /> },
          { key: "refunded", header: words.refunded, kind: "number", cell: (row) => <Money fen={row.refundedFen} /> },
          { key: "fee", header: words.fee, kind: "number", cell: (row) => <Money fen={row.feeFen} /> },
          {
            key: "differences",
            header: words.differences,
            kind: "nowrap",
            cell: (row) => (
              <Tag tone={row.open === 0 ? "success" : "warning"}>
                {row.open === 0 ? words.agrees : words.open(row.open)}
              </Tag>
            ),
          },
        ]}
      />
      {mayCompare && (
        <Form method="post">
          <Field kind="date" name="on" label={words.compare_label} defaultValue={today} width="short" required />
          <FormActions>
            <SubmitButton kind="secondary" name="intent" value="compare">
              {words.compare}
            </SubmitButton>
          </FormActions>
        </Form>
      )}
    </Panel>
  );
}

type DifferenceView = {
  readonly id: string;
  readonly on: string;
  readonly kind: DifferenceKind;
  readonly subject: string;
  readonly hereFen: bigint;
  readonly thereFen: bigint;
  readonly suspenseFen: bigint;
  /** Stands in suspense: whoever explains it says where its money belongs. */
  readonly isSuspended: boolean;
};

export function Differences({ rows, mayExplain }: { rows: readonly DifferenceView[]; mayExplain: boolean }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  const explain = (row: DifferenceView) => (
    <Form method="post">
      <input type="hidden" name="difference" value={row.id} />
      <Stack>
        <Field
          kind="text"
          name="explanation"
          id={`explanation-${row.id}`}
          label={words.explanation}
          maxLength={200}
          required
        />
        {row.isSuspended && (
          <Field
            kind="select"
            name="to"
            id={`to-${row.id}`}
            label={words.belongs_to}
            emptyLabel={words.belongs_choose}
            options={RELEASE_ACCOUNTS.map((account) => ({ value: account, label: releaseText(account, locale) }))}
          />
        )}
        <SubmitButton kind="secondary" name="intent" value="explain">
          {words.explain}
        </SubmitButton>
      </Stack>
    </Form>
  );
  return (
    <Panel title={words.differences_title}>
      <DataTable
        caption={words.differences_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={words.differences_empty}
        columns={[
          { key: "on", header: words.day, kind: "nowrap", cell: (row) => <DateText date={row.on} form="bare" /> },
          { key: "kind", header: words.kind, cell: (row) => differenceText(row.kind, locale) },
          { key: "subject", header: words.subject, kind: "mono", cell: (row) => row.subject },
          { key: "here", header: words.here, kind: "number", cell: (row) => <Money fen={row.hereFen} /> },
          { key: "there", header: words.there, kind: "number", cell: (row) => <Money fen={row.thereFen} /> },
          {
            key: "suspense",
            header: words.suspense,
            kind: "number",
            cell: (row) => (row.isSuspended ? <Money fen={row.suspenseFen} /> : null),
          },
          ...(mayExplain ? [{ key: "explain", header: words.explanation, cell: explain }] : []),
        ]}
      />
    </Panel>
  );
}

type OrderView = {
  readonly orderNo: string;
  readonly visitNo: string;
  readonly elder: string;
  readonly amountFen: bigint;
  readonly refundedFen: bigint;
  readonly state: OrderState;
};

export const ORDER_TONES = {
  created: "neutral",
  prepaying: "neutral",
  paying: "info",
  paid: "success",
  closed: "neutral",
  expired: "neutral",
  refunding: "warning",
  partly_refunded: "warning",
  refunded: "neutral",
} as const;

export function Orders({ rows }: { rows: readonly OrderView[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  return (
    <Panel title={words.orders_title}>
      <DataTable
        caption={words.orders_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.orderNo}
        empty={words.orders_empty}
        columns={[
          {
            key: "no",
            header: words.order_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/own-payments/${row.orderNo}`}>{row.orderNo}</Link>,
          },
          { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elder },
          { key: "amount", header: words.own, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
          { key: "refunded", header: words.refunded, kind: "number", cell: (row) => <Money fen={row.refundedFen} /> },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <Tag tone={ORDER_TONES[row.state]}>{orderStateText(row.state, locale)}</Tag>,
          },
        ]}
      />
    </Panel>
  );
}
