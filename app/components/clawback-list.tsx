/** Clawbacks as a table, and the decision of a second person beside each that waits for one. */
import { Form, Link } from "@remix-run/react";
import { clawbackStateWord, clawbackWords, stopText, type StopText } from "#app/messages/clawbacks.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { ElderLink } from "./elder-link.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ClawbackView = {
  readonly id: string;
  readonly findingNo: string;
  readonly visitNo: string;
  readonly start: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly provider: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly paidFen: string;
  readonly ruleCode: string;
  readonly facts: StopText;
  readonly state: string;
  readonly isOwn: boolean;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly note: string | null;
};

function useColumns(mayDecide: boolean): Column<ClawbackView>[] {
  const words = useWords(clawbackWords);
  const locale = useLocale();
  return [
    {
      key: "visit",
      header: words.visit,
      cell: (row) => (
        <>
          <Link to={`/office/settlement/trace/${row.visitNo}`}>{row.visitNo}</Link>
          <br />
          <TimeText at={row.start} />
        </>
      ),
    },
    {
      key: "elder",
      header: words.elder,
      kind: "nowrap",
      cell: (row) => <ElderLink {...row} />,
    },
    { key: "provider", header: words.provider, cell: (row) => row.provider },
    {
      key: "why",
      header: words.why,
      cell: (row) => (
        <>
          {ruleTitle(row.ruleCode, locale)}
          <br />
          {stopText(row.facts, locale)}
        </>
      ),
    },
    { key: "paid", header: words.paid, kind: "number", cell: (row) => <Money fen={BigInt(row.paidFen)} /> },
    { key: "state", header: words.state, kind: "nowrap", cell: (row) => <State row={row} /> },
    ...(mayDecide ? [{ key: "decide", header: words.decide, cell: (row: ClawbackView) => <Decide row={row} /> }] : []),
  ];
}

function State({ row }: { row: ClawbackView }) {
  const words = useWords(clawbackWords);
  const locale = useLocale();
  const tone = row.state === "proposed" ? "warning" : row.state === "dismissed" ? "neutral" : "info";
  return (
    <>
      <Tag tone={tone}>{clawbackStateWord(row.state, locale)}</Tag>
      <br />
      {words.proposed_by(row.proposedBy)}
      {row.decidedBy !== null && (
        <>
          <br />
          {words.decided_by(row.decidedBy)}
        </>
      )}
      {row.note !== null && (
        <>
          <br />
          {row.note}
        </>
      )}
    </>
  );
}

function Decide({ row }: { row: ClawbackView }) {
  const words = useWords(clawbackWords);
  if (row.state !== "proposed") return null;
  if (row.isOwn) return words.own;
  return (
    <Form method="post" aria-label={`${words.decide} ${row.findingNo}`}>
      <input type="hidden" name="id" value={row.id} />
      <Field kind="text" name="note" id={`note-${row.id}`} label={words.note} />
      <FormActions>
        <SubmitButton kind="secondary" name="intent" value="reject">
          {words.reject}
        </SubmitButton>
        <SubmitButton name="intent" value="accept">
          {words.accept}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function Scan() {
  const words = useWords(clawbackWords);
  return (
    <Panel title={words.scan_title} note={words.scan_note}>
      <Form method="post">
        <SubmitButton kind="secondary" name="intent" value="scan" icon="search">
          {words.scan}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

export function ClawbackList({ rows, mayDecide }: { rows: readonly ClawbackView[]; mayDecide: boolean }) {
  const words = useWords(clawbackWords);
  const columns = useColumns(mayDecide);
  return (
    <Stack>
      <Panel title={words.caption} flush>
        <DataTable
          caption={words.caption}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty={words.empty}
        />
      </Panel>
      {mayDecide && <Scan />}
    </Stack>
  );
}
