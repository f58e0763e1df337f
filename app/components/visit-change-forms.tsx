/** The two forms that change one planned visit: to another time, or called off. What was refused stands above and beside the fields. */
import { Form } from "@remix-run/react";
import type { Refusal } from "#app/domain/refusal.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { CANCEL_CODES } from "#app/domain/visits/reasons.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import type { FieldProblem } from "./error-summary.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { Halves, Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ChangeAnswer = {
  /** Fields that could not be read. */
  readonly fields: readonly string[];
  /** Everything against the new time; `worker` is a masked name. */
  readonly conflicts: readonly { readonly code: string; readonly worker: string | null }[];
  readonly refused: Pick<Refusal, "code" | "facts"> | null;
};

export const NO_ANSWER: ChangeAnswer = { fields: [], conflicts: [], refused: null };

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

function Conflicts({ conflicts }: Pick<ChangeAnswer, "conflicts">) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  if (conflicts.length === 0) return null;
  return (
    <Notice tone="danger" title={words.conflicts} announced>
      <ul>
        {conflicts.map(({ code, worker }) => (
          <li key={`${code} ${worker ?? ""}`}>
            {worker !== null && `${worker}：`}
            {conflictReason(code, locale)}
          </li>
        ))}
      </ul>
      <p>{words.nothing_changed}</p>
    </Notice>
  );
}

type Props = { readonly start: LocalTime; readonly answer: ChangeAnswer };

export function VisitChangeForms({ start, answer }: Props) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const { of, problems } = useProblems(answer);
  return (
    <Stack>
      <ErrorSummary problems={problems} />
      <Conflicts conflicts={answer.conflicts} />
      <Halves>
        <Panel title={words.move_title} note={words.move_note}>
          <Form method="post">
            <input type="hidden" name="step" value="move" />
            <Field
              kind="date"
              name="date"
              label={words.date}
              help={words.date_help}
              defaultValue={start.date}
              error={of("date")}
            />
            <Field
              kind="time"
              name="time"
              label={words.time}
              help={words.time_help}
              defaultValue={clockText(start.minute)}
              error={of("time")}
            />
            <SubmitButton icon="calendar-check">{words.move}</SubmitButton>
          </Form>
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
