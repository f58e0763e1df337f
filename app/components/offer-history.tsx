/** Whom an elder's visits were offered to, in the order of asking, and how each ended. */
import { Link } from "@remix-run/react";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { declineWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type HistoryRow = {
  readonly offerId: string;
  readonly provider: string;
  readonly state: string;
  readonly reason: string | null;
  readonly visits: number;
  readonly sentAt: string;
  readonly endedAt: string | null;
};

export function OfferHistory({ rows, current }: { rows: readonly HistoryRow[]; current: string }) {
  const words = useWords(offerWords);
  const provider = useWords(providerWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.history_table}
      captionHidden
      rows={rows}
      rowKey={(row) => row.offerId}
      columns={[
        {
          key: "provider",
          header: words.provider,
          cell: (row) =>
            row.offerId === current ? row.provider : <Link to={`/office/offers/${row.offerId}`}>{row.provider}</Link>,
        },
        { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
        { key: "sent", header: words.sent_at, kind: "nowrap", cell: (row) => <TimeText at={row.sentAt} /> },
        {
          key: "state",
          header: words.state,
          kind: "nowrap",
          cell: (row) => <StateTag kind="offer" code={row.state} />,
        },
        {
          key: "reason",
          header: provider.reason,
          cell: (row) => (row.reason === null ? null : declineWord(row.reason, locale)),
        },
        { key: "ended", header: words.ended_col, kind: "nowrap", cell: (row) => <TimeText at={row.endedAt} /> },
      ]}
    />
  );
}
