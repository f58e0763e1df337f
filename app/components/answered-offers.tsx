/** What the provider answered lately: accepted or declined, with the reason. */
import { providerWords } from "#app/messages/provider.ts";
import { declineWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AnsweredOffer = {
  readonly offerId: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly state: string;
  readonly reason: string | null;
  readonly repliedAt: string | null;
};

export function AnsweredOffers({ rows }: { rows: readonly AnsweredOffer[] }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.answered}
      captionHidden
      rows={rows}
      rowKey={(row) => row.offerId}
      empty={<p>{words.answered_empty}</p>}
      columns={[
        { key: "elder", header: words.offer_elder, cell: (row) => words.offer_person(row.elderName, row.elderNo) },
        {
          key: "state",
          header: words.state,
          kind: "nowrap",
          cell: (row) => <StateTag kind="offer" code={row.state} />,
        },
        {
          key: "reason",
          header: words.reason,
          cell: (row) => (row.reason === null ? null : declineWord(row.reason, locale)),
        },
        { key: "at", header: words.answered_at, kind: "nowrap", cell: (row) => <TimeText at={row.repliedAt} /> },
      ]}
    />
  );
}
