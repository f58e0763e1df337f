/** What a provider says in an appeal, and the form of the second reviewer who answers it. */
import { Form } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { appealKindWord, appealStateWord, appealWords } from "#app/messages/appeals.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AnsweredAppeal = {
  readonly appealNo: string;
  readonly about: "line" | "clawback";
  readonly provider: string;
  readonly month: string;
  readonly contestedFen: string;
  readonly said: string;
  readonly evidence: string;
  readonly answerBy: string;
  readonly state: string;
  readonly awardedFen: string | null;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly isFirstReviewer: boolean;
  readonly firstBy: string | null;
};

export type AppealPaper = {
  readonly id: string;
  readonly title: string;
  readonly isPhoto: boolean;
  readonly bytes: number;
  /** SHA-256 of what is stored. */
  readonly digest: string;
};

/** What was handed in, to open, with its kind, its size and the first digits by which the log knows it. */
function AppealPapers({ appealNo, documents }: { appealNo: string; documents: readonly AppealPaper[] }) {
  const words = useWords(appealWords);
  if (documents.length === 0) return words.no_document;
  return documents.map(({ id, title, isPhoto, bytes, digest }) => (
    <div key={id}>
      <a href={`/office/appeals/${appealNo}/documents/${id}`} download>
        {title}
      </a>{" "}
      {words.document_facts(isPhoto, Math.max(1, Math.round(bytes / 1024)), digest.slice(0, 8))}
    </div>
  ));
}

const yuan = (amount: string) => staffYuanText(fen(BigInt(amount)));

export function AppealSaid({ appeal, documents }: { appeal: AnsweredAppeal; documents: readonly AppealPaper[] }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  return (
    <Panel title={words.said_panel}>
      <DefinitionList
        items={[
          { term: words.kind, value: appealKindWord(appeal.about, locale) },
          { term: words.contested, value: yuan(appeal.contestedFen) },
          { term: words.said_label, value: appeal.said },
          { term: words.evidence_label, value: appeal.evidence },
          { term: words.document, value: <AppealPapers appealNo={appeal.appealNo} documents={documents} /> },
          { term: words.answer_by, value: appeal.answerBy },
          ...(appeal.decision === null
            ? []
            : [
                { term: words.state, value: appealStateWord(appeal.state, locale) },
                { term: words.awarded, value: yuan(appeal.awardedFen ?? "0") },
                { term: words.reason, value: appeal.decision },
                { term: words.decision, value: words.decided_by(appeal.decidedBy ?? "") },
              ]),
        ]}
      />
    </Panel>
  );
}

export function AppealAnswer({ appeal, mayDecide }: { appeal: AnsweredAppeal; mayDecide: boolean }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  if (appeal.state !== "filed" || !mayDecide) return null;
  if (appeal.isFirstReviewer) return <Notice tone="warning">{words.own_before}</Notice>;
  const choices = appeal.about === "line" ? ["upheld", "partly", "dismissed"] : ["upheld", "dismissed"];
  return (
    <Panel title={words.decide_title} {...(appeal.firstBy !== null && { note: words.first_reviewer(appeal.firstBy) })}>
      <Form method="post">
        <ChoiceField
          kind="radio"
          name="decision"
          label={words.decision}
          choices={choices.map((value) => ({ value, label: appealStateWord(value, locale) }))}
          required
        />
        {appeal.about === "line" && (
          <Field kind="money" name="part" label={words.part} help={words.part_help} width="short" />
        )}
        <Field kind="textarea" name="reason" label={words.reason} rows={3} maxLength={500} required />
        <FormActions>
          <SubmitButton>{words.decide}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
