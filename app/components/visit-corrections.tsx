/** Corrections of one visit's times, each beside what it would replace; whoever may decide has the two buttons in the row. */
import { Form, Link } from "@remix-run/react";
import { correctionWords } from "#app/messages/corrections.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Row, Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Correction = {
  readonly id: string;
  readonly field: "check_in_at" | "check_out_at";
  readonly oldValue: string | null;
  readonly newValue: string;
  readonly reason: string;
  readonly memo: string | null;
  readonly evidence: string | null;
  readonly state: "requested" | "approved" | "refused";
  readonly requestedBy: string;
  readonly decidedBy: string | null;
  readonly note: string | null;
};

const personOf = (actor: string) => actor.replace(/^user:/, "");

function Decision({ id }: { id: string }) {
  const words = useWords(correctionWords);
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="correctionId" value={id} />
        <Field kind="text" name="note" id={`note-${id}`} label={words.note} optional maxLength={200} width="full" />
        <Row>
          <SubmitButton size="small" name="decision" value="approved" icon="check">
            {words.approve}
          </SubmitButton>
          <SubmitButton size="small" kind="secondary" name="decision" value="refused">
            {words.refuse}
          </SubmitButton>
        </Row>
      </Stack>
    </Form>
  );
}

function Outcome({ row, mayDecide }: { row: Correction; mayDecide: boolean }) {
  const words = useWords(correctionWords);
  if (row.state === "requested" && mayDecide) return <Decision id={row.id} />;
  return (
    <>
      <p>{words.states[row.state]}</p>
      {row.decidedBy !== null && <p>{words.decided(personOf(row.decidedBy))}</p>}
      {row.note !== null && <p>{row.note}</p>}
    </>
  );
}

/** Says on the visit's own page that a corrected time waits to be decided. */
export function WaitingCorrections({ count, to }: { count: number; to: string }) {
  const words = useWords(correctionWords);
  if (count === 0) return null;
  return (
    <Notice tone="warning" title={words.waits(count)}>
      <Link to={to}>{words.waits_link}</Link>
    </Notice>
  );
}

const LISTED_MOST = 12;

/** Above the visits' list: whose corrected times wait for the reader. */
export function CorrectionsToDecide({ visitNos }: { visitNos: readonly string[] }) {
  const words = useWords(correctionWords);
  if (visitNos.length === 0) return null;
  return (
    <Notice tone="warning" title={words.waits(visitNos.length)}>
      <Row>
        {visitNos.slice(0, LISTED_MOST).map((visitNo) => (
          <Link key={visitNo} to={`/office/visits/${visitNo}/corrections`}>
            {visitNo}
          </Link>
        ))}
      </Row>
    </Notice>
  );
}

type Props = {
  readonly effectiveIn: string | null;
  readonly effectiveOut: string | null;
  readonly corrections: readonly Correction[];
  readonly mayDecide: boolean;
};

export function VisitCorrections({ effectiveIn, effectiveOut, corrections, mayDecide }: Props) {
  const words = useWords(correctionWords);
  const locale = useLocale();
  return (
    <>
      <Panel title={words.current}>
        <DefinitionList
          columns={2}
          items={[
            { term: words.check_in_at, value: <TimeText at={effectiveIn} /> },
            { term: words.check_out_at, value: <TimeText at={effectiveOut} /> },
          ]}
        />
      </Panel>
      <Panel title={words.list} flush>
        <DataTable
          caption={words.list}
          captionHidden
          rows={corrections}
          rowKey={(row) => row.id}
          empty={<p>{words.none}</p>}
          columns={[
            { key: "field", header: words.field, kind: "nowrap", cell: (row) => words[row.field] },
            { key: "old", header: words.old, kind: "nowrap", cell: (row) => <TimeText at={row.oldValue} /> },
            { key: "new", header: words.new, kind: "nowrap", cell: (row) => <TimeText at={row.newValue} /> },
            {
              key: "reason",
              header: words.reason,
              cell: (row) => (
                <>
                  <p>{[reasonWord(row.reason, locale), row.memo].filter(Boolean).join(" · ")}</p>
                  <p>{words.people(personOf(row.requestedBy))}</p>
                </>
              ),
            },
            { key: "evidence", header: words.evidence, cell: (row) => row.evidence },
            { key: "state", header: words.decision, cell: (row) => <Outcome row={row} mayDecide={mayDecide} /> },
          ]}
        />
      </Panel>
    </>
  );
}
