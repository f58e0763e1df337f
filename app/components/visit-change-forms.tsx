/**
 * The forms that change a planned visit: to another time, alone or with its series, called off, or restored. What was refused stands
 * above and beside the fields.
 */
import { Form } from "@remix-run/react";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { CANCEL_CODES } from "#app/domain/visits/reasons.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import type { FieldProblem } from "./error-summary.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { Halves, Stack } from "./layout.tsx";
import { MoveAnswer } from "./move-price.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { SeriesEditPreview } from "./series-edit-preview.tsx";
import { CHANGE_SCOPES, type ChangeAnswer, type ShownWorkerChoice } from "./visit-change-answer.ts";
import { WorkerChoice } from "./worker-choice.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const FIELDS = ["date", "time", "reason"] as const;

type FieldName = (typeof FIELDS)[number];

function useProblems({ fields, refused }: ChangeAnswer) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const sentences = { date: words.date_wrong, time: words.time_wrong, reason: words.reason_missing };
  const of = (field: FieldName) => (fields.includes(field) ? sentences[field] : undefined);
  const problems = FIELDS.filter((field) => fields.includes(field)).map((field): FieldProblem => ({
    fieldId: field,
    message: sentences[field],
  }));
  if (refused !== null) problems.push({ fieldId: null, message: refusalSentence(refused.code, refused.facts, locale) });
  return { of, problems };
}

function Answered({ answer, problems }: { answer: ChangeAnswer; problems: readonly FieldProblem[] }) {
  return (
    <>
      <ErrorSummary problems={problems} />
      <MoveAnswer answer={answer} />
      {answer.edit !== null && <SeriesEditPreview edit={answer.edit} />}
    </>
  );
}

/** A cancelled visit can only be restored. */
export function VisitRestoreForm({ answer }: { readonly answer: ChangeAnswer }) {
  const words = useWords(visitChangeWords);
  const { problems } = useProblems(answer);
  return (
    <Stack>
      <Answered answer={answer} problems={problems} />
      <Panel title={words.restore_title} note={words.restore_note}>
        <Form method="post">
          <input type="hidden" name="step" value="restore" />
          <SubmitButton icon="calendar-check">{words.restore}</SubmitButton>
        </Form>
      </Panel>
    </Stack>
  );
}

type MoveProps = Props & { readonly of: (field: FieldName) => string | undefined };

function MoveForm({ start, inSeries, staffing, answer, of }: MoveProps) {
  const words = useWords(visitChangeWords);
  const { edit, asked, choices } = answer;
  return (
    <Form method="post">
      <Field
        kind="date"
        name="date"
        label={words.date}
        help={words.date_help}
        defaultValue={edit?.date ?? asked?.date ?? start.date}
        error={of("date")}
      />
      <Field
        kind="time"
        name="time"
        label={words.time}
        help={words.time_help}
        defaultValue={edit?.time ?? clockText(asked?.minute ?? start.minute)}
        error={of("time")}
      />
      {staffing !== null && (
        <WorkerChoice
          choices={choices.length === 0 ? staffing.choices : choices}
          workersNeeded={staffing.workersNeeded}
          chosen={asked?.workers ?? []}
          {...(inSeries && { help: words.worker_help })}
        />
      )}
      {inSeries && (
        <Field
          kind="select"
          name="scope"
          label={words.scope}
          help={words.scope_help}
          emptyLabel={null}
          defaultValue={edit?.scope ?? "this"}
          options={CHANGE_SCOPES.map((value) => ({ value, label: words[`scope_${value}`] }))}
        />
      )}
      <SubmitButton icon="calendar-check" name="step" value="move">
        {words.move}
      </SubmitButton>
      <SubmitButton kind="secondary" name="step" value="price">
        {words.ask_price}
      </SubmitButton>
    </Form>
  );
}

type Props = {
  readonly start: LocalTime;
  readonly inSeries: boolean;
  /** Who goes and who else could; null for a visit that no longer moves. */
  readonly staffing: { readonly choices: readonly ShownWorkerChoice[]; readonly workersNeeded: 1 | 2 } | null;
  readonly answer: ChangeAnswer;
};

export function VisitChangeForms({ start, inSeries, staffing, answer }: Props) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const { of, problems } = useProblems(answer);
  return (
    <Stack>
      <Answered answer={answer} problems={problems} />
      <Halves>
        <Panel title={words.move_title} note={words.move_note}>
          <MoveForm start={start} inSeries={inSeries} staffing={staffing} answer={answer} of={of} />
        </Panel>
        <Panel title={words.cancel_title} note={words.cancel_note}>
          <Form method="post">
            <input type="hidden" name="step" value="cancel" />
            <Field
              kind="select"
              name="reason"
              label={words.reason}
              emptyLabel={words.choose}
              options={CANCEL_CODES.map((code) => ({ value: code, label: reasonWord(code, locale) }))}
              error={of("reason")}
            />
            <SubmitButton kind="danger">{words.cancel}</SubmitButton>
          </Form>
        </Panel>
      </Halves>
    </Stack>
  );
}
