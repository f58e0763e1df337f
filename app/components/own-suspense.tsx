/** People's own money that a bill moved and nobody has explained, line by line, on the statement of the month. Nothing while there is none. */
import { Link } from "@remix-run/react";
import type { DifferenceKind } from "#app/domain/payments/day-reconciliation.ts";
import { differenceText, ownPaymentWords } from "#app/messages/own-payments.ts";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Line = {
  readonly id: string;
  readonly on: string;
  readonly kind: DifferenceKind;
  readonly subject: string;
  readonly suspenseFen: bigint;
};

export function OwnSuspense({ lines }: { lines: readonly Line[] }) {
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  if (lines.length === 0) return null;
  const sum = lines.reduce((total, { suspenseFen }) => total + suspenseFen, 0n);
  return (
    <Panel title={words.suspense_title} note={words.suspense_note}>
      <DataTable
        caption={words.suspense_title}
        captionHidden
        rows={lines}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          { key: "on", header: words.day, kind: "nowrap", cell: (row) => <DateText date={row.on} form="bare" /> },
          { key: "kind", header: words.kind, cell: (row) => differenceText(row.kind, locale) },
          { key: "subject", header: words.subject, kind: "mono", cell: (row) => row.subject },
          { key: "amount", header: words.suspense, kind: "number", cell: (row) => <Money fen={row.suspenseFen} /> },
        ]}
      />
      <p>
        {words.suspense_sum} <Money fen={sum} /> · <Link to="/office/own-payments">{words.title}</Link>
      </p>
    </Panel>
  );
}
