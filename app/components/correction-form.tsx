/** Asking for another check-in or check-out time of one visit; what is refused is said beside its field. Works without client JavaScript. */
import { Form } from "@remix-run/react";
import { REASONS } from "#app/domain/visits/reasons.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { Field } from "./field.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CorrectionProblem = { readonly code: string; readonly facts: SentenceFacts };

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Record<string, "date" | "time" | "reason" | "memo" | "evidence">> = {
  "correction-unreadable": "time",
  "correction-in-future": "time",
  "correction-changes-nothing": "time",
  "correction-too-far": "date",
  "correction-needs-evidence": "evidence",
  "correction-reversed": "time",
  "reason-unknown": "reason",
  "reason-needs-text": "memo",
};

/** Whether the refusal stands beside a field of the form. */
export function isCorrectionFieldProblem(code: string): boolean {
  return code in FIELD_OF;
}

type Props = {
  /** Date of the plan, which the form proposes. */
  readonly on: string;
  /** What was sent and refused, to be put right. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
  readonly problem?: CorrectionProblem | undefined;
};

export function CorrectionForm({ on, chosen = {}, problem }: Props) {
  const words = useWords(correctionWords);
  const locale = useLocale();
  const was = (name: string) => chosen[name];
  const errorOf = (field: (typeof FIELD_OF)[string]) =>
    problem !== undefined && FIELD_OF[problem.code] === field
      ? refusalSentence(problem.code, problem.facts, locale)
      : undefined;
  return (
    <Form method="post">
      <Field
        kind="select"
        name="field"
        label={words.field}
        emptyLabel={null}
        defaultValue={was("field") ?? "check_out_at"}
        options={(["check_in_at", "check_out_at"] as const).map((value) => ({ value, label: words[value] }))}
      />
      <Field kind="date" name="date" label={words.date} defaultValue={was("date") ?? on} error={errorOf("date")} />
      <Field kind="time" name="time" label={words.time} defaultValue={was("time")} error={errorOf("time")} />
      <Field
        kind="select"
        name="reason"
        label={words.reason}
        defaultValue={was("reason")}
        options={REASONS.map(({ code, needsText }) => ({
          value: code,
          label: needsText ? words.with_memo(reasonWord(code, locale)) : reasonWord(code, locale),
        }))}
        error={errorOf("reason")}
      />
      <Field
        kind="text"
        name="memo"
        label={words.memo}
        maxLength={300}
        optional={errorOf("memo") === undefined}
        defaultValue={was("memo")}
        error={errorOf("memo")}
      />
      <Field
        kind="text"
        name="evidence"
        label={words.evidence}
        help={words.evidence_help}
        maxLength={120}
        optional={errorOf("evidence") === undefined}
        defaultValue={was("evidence")}
        error={errorOf("evidence")}
      />
      <SubmitButton icon="check">{words.ask}</SubmitButton>
    </Form>
  );
}
