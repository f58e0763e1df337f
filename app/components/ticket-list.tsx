/** Tickets of a desk by their deadline: what is overdue first. */
import { Link } from "@remix-run/react";
import type { TicketDesk } from "#app/domain/tickets/ticket-kind.ts";
import type { TicketState } from "#app/domain/tickets/ticket-state.ts";
import type { Tone } from "#app/messages/state-words.ts";
import { complainDetailWord, complainTopicWord } from "#app/messages/kiosk-complain.ts";
import {
  ticketChannelWord,
  ticketDeskWord,
  ticketKindWord,
  ticketStateWord,
  ticketWords,
} from "#app/messages/tickets.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type TicketView = {
  readonly ticketNo: string;
  readonly kind: string;
  readonly topic: string | null;
  readonly details: readonly string[];
  readonly summary: string | null;
  readonly channel: string;
  readonly anonymous: boolean;
  readonly callBackWanted: boolean;
  readonly hasPhone: boolean;
  readonly state: TicketState;
  readonly desk: TicketDesk;
  readonly assignedTo: string | null;
  readonly isProtected: boolean;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly isLate: boolean;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly elderNo: string | null;
  readonly elderName: string | null;
  readonly provider: string | null;
  readonly visitNo: string | null;
};

const TONES: Readonly<Record<TicketState, Tone>> = {
  new: "warning",
  assigned: "info",
  in_progress: "info",
  waiting: "neutral",
  resolved: "success",
  closed: "neutral",
};

/** audit name without its kind */
export const personOf = (actor: string | null) => (actor ?? "").replace(/^(user|elder|system):/, "");

/** 护理员：来晚了、态度不好 */
export function useAbout(): (ticket: Pick<TicketView, "topic" | "details" | "summary">) => string {
  const locale = useLocale();
  const [colon, comma] = locale === "en" ? [": ", ", "] : ["：", "、"];
  return ({ topic, details, summary }) => {
    const said = details.map((detail) => complainDetailWord(detail, locale)).join(comma);
    const about = [topic === null ? "" : complainTopicWord(topic, locale), said].filter((part) => part !== "");
    return [about.join(colon), summary ?? ""].filter((part) => part !== "").join(" · ");
  };
}

export function TicketStateTag({ state }: { state: TicketState }) {
  return <Tag tone={TONES[state]}>{ticketStateWord(state, useLocale())}</Tag>;
}

export function TicketMarks({ ticket }: { ticket: TicketView }) {
  const words = useWords(ticketWords);
  return (
    <>
      {ticket.isLate && (
        <Tag tone="danger" icon="clock">
          {words.late}
        </Tag>
      )}{" "}
      {ticket.isProtected && (
        <Tag tone="warning" icon="shield-check" title={words.protected_note}>
          {words.protected}
        </Tag>
      )}{" "}
      {ticket.callBackWanted && (
        <Tag tone="info" icon="phone-call">
          {words.call_back}
        </Tag>
      )}
    </>
  );
}

function useWho(): (ticket: TicketView) => string {
  const words = useWords(ticketWords);
  return ({ elderName, anonymous }) => elderName ?? (anonymous ? words.anonymous : words.not_on_file);
}

type TicketListProps = {
  readonly rows: readonly TicketView[];
  /** "/office/tickets" or "/provider/tickets" */
  readonly area: string;
};

export function TicketList({ rows, area }: TicketListProps) {
  const words = useWords(ticketWords);
  const locale = useLocale();
  const about = useAbout();
  const who = useWho();
  const columns: Column<TicketView>[] = [
    {
      key: "number",
      header: words.number,
      kind: "nowrap",
      cell: (row) => <Link to={`${area}/${row.ticketNo}`}>{row.ticketNo}</Link>,
    },
    { key: "kind", header: words.kind, kind: "nowrap", cell: (row) => ticketKindWord(row.kind, locale) },
    {
      key: "about",
      header: words.about,
      cell: (row) => (
        <>
          <p>{about(row)}</p>
          <TicketMarks ticket={row} />
        </>
      ),
    },
    {
      key: "who",
      header: words.who,
      cell: (row) => (
        <>
          {who(row)}
          <br />
          {locale === "en" ? row.streetEn : row.streetZh}
        </>
      ),
    },
    { key: "channel", header: words.channel, kind: "nowrap", cell: (row) => ticketChannelWord(row.channel, locale) },
    {
      key: "desk",
      header: words.desk,
      kind: "nowrap",
      cell: (row) => (
        <>
          {ticketDeskWord(row.desk, locale)}
          <br />
          {personOf(row.assignedTo)}
        </>
      ),
    },
    { key: "state", header: words.state, kind: "nowrap", cell: (row) => <TicketStateTag state={row.state} /> },
    { key: "due", header: words.due, kind: "nowrap", cell: (row) => <TimeText at={row.dueAt} /> },
  ];
  return (
    <Panel title={words.caption} flush>
      <DataTable
        caption={words.caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.ticketNo}
        columns={columns}
        isMarked={(row) => row.isLate}
        empty={<p>{words.none}</p>}
      />
    </Panel>
  );
}
