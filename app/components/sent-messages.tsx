/** What families and elders were told: when, whom, what, and whether it went out. */
import { Link } from "@remix-run/react";
import type { MessageState } from "#app/domain/messages/outgoing-message.ts";
import { relationWord } from "#app/messages/kiosk-family.ts";
import { messageSentence, messageStateText, sentMessageWords } from "#app/messages/sent-messages.ts";
import { DataTable } from "./data-table.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type SentMessageRow = {
  readonly id: string;
  readonly kind: string;
  readonly state: MessageState;
  readonly elder: string;
  readonly elderNo: string;
  readonly relation: string | null;
  /** Masked. */
  readonly recipient: string;
  readonly at: number;
  readonly attempts: number;
  readonly fields: Readonly<Record<string, string>>;
};

const TONES = { queued: "info", sent: "success", recorded: "neutral", failed: "danger", too_late: "warning" } as const;

export function SentMessages({ rows }: { rows: readonly SentMessageRow[] }) {
  const words = useWords(sentMessageWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.title}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      empty={words.empty}
      {...(rows.some(({ state }) => state === "recorded") && { note: words.recorded_note })}
      columns={[
        { key: "at", header: words.at, kind: "nowrap", cell: (row) => <TimeText at={row.at} /> },
        {
          key: "elder",
          header: words.elder,
          kind: "nowrap",
          cell: (row) => <Link to={`/office/elders/${row.elderNo}`}>{row.elder}</Link>,
        },
        {
          key: "to",
          header: words.to,
          kind: "nowrap",
          cell: (row) =>
            `${row.relation === null ? words.to_elder : relationWord(row.relation, locale)} ${row.recipient}`,
        },
        { key: "said", header: words.said, cell: (row) => messageSentence(row.kind, row.fields, locale) },
        {
          key: "state",
          header: words.state,
          kind: "nowrap",
          cell: (row) => (
            <>
              <Tag tone={TONES[row.state]}>{messageStateText(row.state, locale)}</Tag>
              {row.attempts > 1 && ` ${words.tries(row.attempts)}`}
            </>
          ),
        },
      ]}
    />
  );
}
