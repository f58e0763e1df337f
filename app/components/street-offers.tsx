/** The street's page of offers: questions to answer, visits that nobody has, offers that wait. */
import { Form, Link } from "@remix-run/react";
import { offerWords } from "#app/messages/offers.ts";
import { DataTable } from "./data-table.tsx";
import { LinkButton } from "./link-button.tsx";
import { StateTag } from "./state-tag.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Who = {
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
};

export type QuestionRow = Who & {
  readonly proposalId: string;
  readonly provider: string;
  readonly plannedStart: string;
  readonly alternatives: readonly string[];
  readonly answerBy: string;
};

export type UnfilledRow = Who & {
  readonly key: string;
  readonly elderId: string;
  readonly month: string;
  readonly offerId: string | null;
  readonly provider: string | null;
  readonly visits: number;
  readonly firstStart: string | null;
  readonly fillBy: string | null;
  readonly standing: "asked" | "nobody_left" | "not_asked";
};

export type WaitingRow = Who & {
  readonly offerId: string;
  readonly provider: string;
  readonly state: string;
  readonly visits: number;
  readonly firstStart: string | null;
  readonly replyBy: string;
  readonly fillBy: string;
};

/** The elder's number, name and street, as every list of the page begins. */
function useWhoColumns() {
  const words = useWords(offerWords);
  const locale = useLocale();
  return [
    {
      key: "elder",
      header: words.elder,
      cell: (row: Who) => (
        <>
          <Link to={`/office/elders/${row.elderNo}`}>{row.elderNo}</Link> {row.elderName}
        </>
      ),
    },
    {
      key: "street",
      header: words.street,
      kind: "nowrap" as const,
      cell: (row: Who) => (locale === "en" ? row.streetEn : row.streetZh),
    },
  ];
}

export function QuestionTable({ rows, mayAnswer }: { rows: readonly QuestionRow[]; mayAnswer: boolean }) {
  const words = useWords(offerWords);
  return (
    <DataTable
      caption={words.questions}
      captionHidden
      rows={rows}
      rowKey={(row) => row.proposalId}
      empty={<p>{words.questions_empty}</p>}
      columns={[
        ...useWhoColumns(),
        { key: "provider", header: words.provider, cell: (row) => row.provider },
        { key: "now", header: words.now_at, kind: "nowrap", cell: (row) => <TimeText at={row.plannedStart} /> },
        {
          key: "times",
          header: words.other_time,
          cell: (row) => (
            <ul>
              {row.alternatives.map((start) => (
                <li key={start}>
                  <TimeText at={start} />
                </li>
              ))}
            </ul>
          ),
        },
        { key: "by", header: words.proposed_until, kind: "nowrap", cell: (row) => <TimeText at={row.answerBy} /> },
        {
          key: "answer",
          header: words.answer,
          cell: (row) => (
            <LinkButton kind="secondary" size="small" to={`/office/proposals/${row.proposalId}`}>
              {mayAnswer ? words.answer_question : words.open}
            </LinkButton>
          ),
        },
      ]}
    />
  );
}

function Standing({ row }: { row: UnfilledRow }) {
  const words = useWords(offerWords);
  if (row.standing === "asked") return <Tag tone="info">{words.asked_now(row.provider ?? "")}</Tag>;
  return row.standing === "nobody_left" ? (
    <Tag tone="danger" icon="octagon-alert">
      {words.nobody_left}
    </Tag>
  ) : (
    <Tag tone="warning" icon="triangle-alert">
      {words.not_asked}
    </Tag>
  );
}

/** Asks the next provider of the order about one elder's visits that nobody has. */
export function AskNextForm({ elderId, month }: { elderId: string; month: string }) {
  const words = useWords(offerWords);
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="ask_next" />
      <input type="hidden" name="month" value={month} />
      <SubmitButton kind="secondary" size="small" name="elderId" value={elderId} pendingWord={words.asking}>
        {words.ask_next}
      </SubmitButton>
    </Form>
  );
}

export function UnfilledTable({ rows, mayManage }: { rows: readonly UnfilledRow[]; mayManage: boolean }) {
  const words = useWords(offerWords);
  return (
    <DataTable
      caption={words.unfilled}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      empty={<p>{words.unfilled_empty}</p>}
      columns={[
        ...useWhoColumns(),
        { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
        { key: "first", header: words.first_visit, kind: "nowrap", cell: (row) => <TimeText at={row.firstStart} /> },
        { key: "standing", header: words.state, cell: (row) => <Standing row={row} /> },
        {
          key: "open",
          header: words.answer,
          cell: (row) => (
            <>
              {mayManage && row.standing === "not_asked" && <AskNextForm elderId={row.elderId} month={row.month} />}
              {row.offerId !== null && <Link to={`/office/offers/${row.offerId}`}>{words.open}</Link>}
            </>
          ),
        },
      ]}
    />
  );
}

export function WaitingTable({ rows }: { rows: readonly WaitingRow[] }) {
  const words = useWords(offerWords);
  return (
    <DataTable
      caption={words.open_offers}
      captionHidden
      rows={rows}
      rowKey={(row) => row.offerId}
      empty={<p>{words.open_empty}</p>}
      columns={[
        ...useWhoColumns(),
        { key: "provider", header: words.provider, cell: (row) => row.provider },
        {
          key: "state",
          header: words.state,
          kind: "nowrap",
          cell: (row) => <StateTag kind="offer" code={row.state} />,
        },
        { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
        { key: "reply", header: words.reply_by, kind: "nowrap", cell: (row) => <TimeText at={row.replyBy} /> },
        { key: "fill", header: words.fill_by, kind: "nowrap", cell: (row) => <TimeText at={row.fillBy} /> },
        {
          key: "open",
          header: words.open,
          cell: (row) => <Link to={`/office/offers/${row.offerId}`}>{words.open}</Link>,
        },
      ]}
    />
  );
}
