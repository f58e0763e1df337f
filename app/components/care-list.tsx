/** Elders whom the centre calls by itself today, the most urgent first; a call is begun from its line. */
import { Form, Link } from "@remix-run/react";
import { careReasonWord } from "#app/messages/centre-codes.ts";
import { centreWords } from "#app/messages/centre.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CareLine = {
  readonly elderNo: string;
  readonly name: string;
  readonly age: number;
  readonly reason: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly community: string | null;
  readonly hasPhone: boolean;
  readonly since: string | null;
  readonly tried: boolean;
};

function CallButton({ line }: { line: CareLine }) {
  const words = useWords(centreWords);
  if (!line.hasPhone) return <>{words.care_no_phone}</>;
  return (
    <Form method="post">
      <SubmitButton name="elderNo" value={line.elderNo} size="small" kind="secondary" icon="phone">
        {words.care_call}
      </SubmitButton>
    </Form>
  );
}

export function CareTable({ rows, mayCall, note }: { rows: readonly CareLine[]; mayCall: boolean; note: string }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  return (
    <Panel title={words.care_title} note={note} flush>
      <DataTable
        caption={words.care_title}
        captionHidden
        rows={rows}
        rowKey={(line) => line.elderNo}
        empty={<p>{words.care_none}</p>}
        columns={[
          {
            key: "who",
            header: words.care_elder,
            cell: (line) => (
              <>
                <Link to={`/office/elders/${line.elderNo}`}>{line.elderNo}</Link> {line.name}
                {line.tried && <Tag tone="warning">{words.care_tried}</Tag>}
              </>
            ),
          },
          { key: "age", header: words.care_age, kind: "number", cell: (line) => words.years(line.age) },
          {
            key: "where",
            header: words.care_where,
            cell: (line) =>
              [locale === "en" ? line.streetEn : line.streetZh, line.community]
                .filter((part) => part !== null)
                .join(" · "),
          },
          {
            key: "reason",
            header: words.care_reason,
            kind: "nowrap",
            cell: (line) => (
              <Tag tone={line.reason === "alone_old" ? "info" : "warning"}>{careReasonWord(line.reason, locale)}</Tag>
            ),
          },
          { key: "since", header: words.care_since, kind: "nowrap", cell: (line) => line.since ?? words.care_never },
          ...(mayCall
            ? [{ key: "call", header: words.care_call, cell: (line: CareLine) => <CallButton line={line} /> }]
            : []),
        ]}
      />
    </Panel>
  );
}
