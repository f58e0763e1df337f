/** Follow-ups by their date, and beside each open one the form that ends it. */
import { Form } from "@remix-run/react";
import { followUpWord, outcomeWord } from "#app/messages/call-answers.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { ElderLink } from "./elder-link.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FollowUpView = {
  readonly ticketNo: string;
  readonly kind: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly provider: string;
  readonly detail: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly dueOn: string;
  readonly isLate: boolean;
  readonly closedBy: string | null;
  readonly proposedBy: string | null;
  readonly isOwnProposal: boolean;
  readonly outcomes: readonly string[];
};

const nameOf = (actor: string | null) => (actor ?? "").replace(/^user:/, "");

function EndForm({ row, isDistrict }: { row: FollowUpView; isDistrict: boolean }) {
  const words = useWords(followUpWords);
  const locale = useLocale();
  if (row.isOwnProposal && row.state === "proposed") return words.own_proposal;
  const id = (name: string) => `${name}-${row.ticketNo}`;
  // What the district alone decides is not offered to a street.
  const open = row.outcomes.filter(
    (outcome) =>
      (isDistrict || !["death-confirmed", "visit-stands"].includes(outcome)) && outcome !== "number-corrected",
  );
  return (
    <Form method="post" aria-label={`${followUpWord(row.kind, locale)} ${row.ticketNo}`}>
      <input type="hidden" name="ticket" value={row.ticketNo} />
      {row.kind === "contact" && (
        <Field kind="phone" name="phone" id={id("phone")} label={words.new_number} autoComplete="off" optional />
      )}
      {row.kind === "deceased" && isDistrict && (
        <Field kind="date" name="diedOn" id={id("died")} label={words.died_on} optional />
      )}
      <Field
        kind="select"
        name="outcome"
        id={id("outcome")}
        label={words.outcome}
        options={open.map((value) => ({ value, label: outcomeWord(value, locale) }))}
        optional={row.kind === "contact"}
      />
      <Field kind="text" name="note" id={id("note")} label={words.handled} maxLength={200} autoComplete="off" />
      <SubmitButton kind="secondary" size="small">
        {row.kind === "contact" ? words.correct : words.close}
      </SubmitButton>
    </Form>
  );
}

function useColumns(): Column<FollowUpView>[] {
  const words = useWords(followUpWords);
  const calls = useWords(callBackWords);
  const locale = useLocale();
  return [
    {
      key: "kind",
      header: words.kind,
      cell: (row) => (
        <>
          <strong>{followUpWord(row.kind, locale)}</strong>
          <br />
          <small>{row.ticketNo}</small>
        </>
      ),
    },
    {
      key: "elder",
      header: calls.elder,
      kind: "nowrap",
      cell: (row) => <ElderLink {...row} />,
    },
    { key: "provider", header: calls.provider, cell: (row) => row.provider },
    { key: "detail", header: words.detail, cell: (row) => row.detail ?? calls.none_yet },
    {
      key: "due",
      header: words.due,
      kind: "nowrap",
      cell: (row) => (
        <>
          <DateText date={row.dueOn} /> {row.isLate && <Tag tone="danger">{words.late}</Tag>}
        </>
      ),
    },
  ];
}

type FollowUpListProps = {
  readonly rows: readonly FollowUpView[];
  readonly mayEnd: boolean;
  readonly isDistrict: boolean;
};

export function FollowUpList({ rows, mayEnd, isDistrict }: FollowUpListProps) {
  const words = useWords(followUpWords);
  const locale = useLocale();
  const columns = useColumns();
  return (
    <Panel title={words.follow_caption} flush>
      <DataTable
        caption={words.follow_caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.ticketNo}
        empty={<p>{words.follow_none}</p>}
        columns={[
          ...columns,
          {
            key: "end",
            header: words.outcome,
            cell: (row) => (
              <>
                {row.outcome !== null && (
                  <p>
                    {row.state === "proposed"
                      ? words.proposed(nameOf(row.proposedBy))
                      : `${outcomeWord(row.outcome, locale)} · ${nameOf(row.closedBy)}`}
                    <br />
                    {row.note}
                  </p>
                )}
                {row.state !== "closed" && mayEnd && <EndForm row={row} isDistrict={isDistrict} />}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
