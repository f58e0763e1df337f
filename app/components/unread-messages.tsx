/** What devices said and nobody could read, so that a wrong mapping file or a forgotten registration is seen. */
import { deviceWord, deviceWords } from "#app/messages/devices.ts";
import { DataTable } from "./data-table.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type UnreadLine = {
  readonly reason: string;
  readonly channel: string;
  readonly vendor: string | null;
  readonly topic: string | null;
  readonly externalId: string | null;
  readonly messages: number;
  readonly lastAt: string | null;
  /** The beginning of the newest. */
  readonly lastBody: string;
};

const from = ({ channel, vendor, topic }: UnreadLine) => [topic ?? channel, vendor].filter(Boolean).join(" · ");

const BEGINNING_CHARACTERS = 60;

/** The beginning of what was said, where not even its device is known, or not it but another said it. */
const begins = ({ reason, externalId, lastBody }: UnreadLine) =>
  (externalId === null || reason === "not-its-own") && (
    <code>{lastBody.length > BEGINNING_CHARACTERS ? `${lastBody.slice(0, BEGINNING_CHARACTERS)}…` : lastBody}</code>
  );

/** What never arrived: the broker's queue for the product was full. */
export function DroppedMessages({ messages, lastAt, days }: { messages: number; lastAt: string; days: number }) {
  const words = useWords(deviceWords);
  return (
    <Notice tone="danger" title={words.dropped(messages, days)}>
      <p>
        {words.dropped_note} <TimeText at={lastAt} />
      </p>
    </Notice>
  );
}

/** The folder of mapping files was changed to something that cannot be used. */
export function RefusedMappings({ file, problems }: { file: string; problems: readonly string[] }) {
  const words = useWords(deviceWords);
  return (
    <Notice tone="danger" title={words.refused_mappings}>
      <p>{words.refused_mappings_note(file)}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>
            <code>{problem}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Nothing is drawn where everything was read. */
export function UnreadMessages({ rows, days }: { rows: readonly UnreadLine[]; days: number }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Panel title={words.unread(days)} note={words.unread_note} flush>
      <DataTable
        caption={words.unread(days)}
        captionHidden
        rows={rows}
        rowKey={(row) => [row.reason, row.channel, row.vendor, row.topic, row.externalId].join(" ")}
        columns={[
          {
            key: "last",
            header: words.seen,
            kind: "nowrap",
            cell: ({ lastAt }) => lastAt !== null && <TimeText at={lastAt} />,
          },
          {
            key: "reason",
            header: words.reason,
            kind: "nowrap",
            cell: ({ reason }) => deviceWord("unread", reason, locale),
          },
          { key: "from", header: words.sender, kind: "mono", cell: from },
          { key: "device", header: words.serial, kind: "mono", cell: ({ externalId }) => externalId },
          { key: "messages", header: words.messages, kind: "number", cell: ({ messages }) => messages },
          { key: "body", header: words.newest, cell: begins },
        ]}
      />
    </Panel>
  );
}
