/** How the provider's last offers ended: accepted, declined with the reason, expired, withdrawn, or taken by another. */
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { declineWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type EndedOffer = {
  readonly offerId: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly state: string;
  readonly reason: string | null;
  readonly endedAt: string;
};

export function EndedOffers({ rows }: { rows: readonly EndedOffer[] }) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.ended_table}
      captionHidden
      rows={rows}
      rowKey={(row) => row.offerId}
      empty={<p>{words.ended_empty}</p>}
      columns={[
        { key: "elder", header: words.elder, cell: (row) => provider.offer_person(row.elderName, row.elderNo) },
        {
          key: "state",
          header: provider.state,
          kind: "nowrap",
          cell: (row) => <StateTag kind="offer" code={row.state} />,
        },
        {
          key: "reason",
          header: provider.reason,
          cell: (row) => (row.reason === null ? null : declineWord(row.reason, locale)),
        },
        { key: "at", header: words.ended_at, kind: "nowrap", cell: (row) => <TimeText at={row.endedAt} /> },
      ]}
    />
  );
}
