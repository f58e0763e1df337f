/** An operator's calls: what may be made now first, and what was finished today. */
import { Form } from "@remix-run/react";
import { answerWord, connectionWord, summaryWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { EmptyValue } from "./empty-value.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CallRow = {
  readonly id: string;
  readonly batchNo: string;
  readonly position: number;
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly provider: string;
  readonly state: string;
  readonly attempts: number;
  readonly connection: string | null;
  readonly group: string | null;
  readonly differs: boolean;
  readonly notBefore: string | null;
  readonly isSecond: boolean;
  readonly isReplacement: boolean;
};

/** How a call ended, or that it is still to be made. */
export function CallOutcome({ row }: { row: Pick<CallRow, "state" | "connection" | "group" | "differs"> }) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  if (row.state === "excluded") return <Tag>{words.excluded}</Tag>;
  if (row.connection === null) return <Tag tone="info">{words.open}</Tag>;
  if (row.group === null) return <Tag tone="warning">{connectionWord(row.connection, locale)}</Tag>;
  const isBad = ["dissatisfied", "not_served", "deceased"].includes(row.group);
  return (
    <>
      <Tag tone={isBad ? "danger" : "success"}>
        {["satisfied", "fairly", "dissatisfied"].includes(row.group)
          ? answerWord(row.group, locale)
          : summaryWord(row.group, locale)}
      </Tag>{" "}
      {row.differs && <Tag tone="warning">{words.differs}</Tag>}
    </>
  );
}

/** Who is called, of which batch: the columns that every list of calls begins with. */
export function usePersonColumns<Row extends CallRow>(): Column<Row>[] {
  const words = useWords(callBackWords);
  const locale = useLocale();
  return [
    {
      key: "elder",
      header: words.elder,
      kind: "nowrap",
      cell: (row) => (
        <>
          {row.elderName} {row.isSecond && <Tag>{words.second}</Tag>}
          {row.isReplacement && <Tag>{words.replacement}</Tag>}
        </>
      ),
    },
    {
      key: "street",
      header: words.street,
      kind: "nowrap",
      cell: (row) => (locale === "en" ? row.streetEn : row.streetZh),
    },
    { key: "provider", header: words.provider, cell: (row) => row.provider },
  ];
}

export function OpenCalls({ rows, now }: { rows: readonly CallRow[]; now: string }) {
  const words = useWords(callBackWords);
  const columns = usePersonColumns<CallRow>();
  return (
    <Panel title={words.list_title} note={words.list_note} flush>
      <DataTable
        caption={words.list_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.nothing}</p>}
        columns={[
          ...columns,
          { key: "batch", header: words.batch, kind: "mono", cell: (row) => row.batchNo },
          { key: "tries", header: words.attempts, kind: "number", cell: (row) => words.times(row.attempts) },
          {
            key: "from",
            header: words.from,
            kind: "nowrap",
            cell: (row) =>
              row.notBefore === null || row.notBefore <= now ? words.at_once : <TimeText at={row.notBefore} />,
          },
          {
            key: "take",
            header: words.take,
            cell: (row) =>
              row.notBefore === null || row.notBefore <= now ? (
                <Form method="post">
                  <input type="hidden" name="call" value={row.id} />
                  <SubmitButton kind="secondary" size="small" name="intent" value="take">
                    {words.take}
                    <span className="visually-hidden"> {row.elderName}</span>
                  </SubmitButton>
                </Form>
              ) : (
                <EmptyValue />
              ),
          },
        ]}
      />
    </Panel>
  );
}

export function FinishedCalls({ rows }: { rows: readonly CallRow[] }) {
  const words = useWords(callBackWords);
  const columns = usePersonColumns<CallRow>();
  return (
    <Panel title={words.done_title} flush>
      <DataTable
        caption={words.done_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.nothing_done}</p>}
        columns={[...columns, { key: "result", header: words.result, cell: (row) => <CallOutcome row={row} /> }]}
      />
    </Panel>
  );
}
