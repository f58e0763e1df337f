/** Asking for another check-in or check-out time of one visit. Works without client JavaScript. */
import { Form } from "@remix-run/react";
import { REASONS } from "#app/domain/visits/reasons.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { Field } from "./field.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Props = {
  /** Date of the plan, which the form proposes. */
  readonly on: string;
  /** What was sent and refused, to be put right. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
};

export function CorrectionForm({ on, chosen = {} }: Props) {
  const words = useWords(correctionWords);
  const locale = useLocale();
  const was = (name: string) => chosen[name];
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
      <Field kind="date" name="date" label={words.date} defaultValue={was("date") ?? on} />
      <Field kind="time" name="time" label={words.time} defaultValue={was("time")} />
      <Field
        kind="select"
        name="reason"
        label={words.reason}
        defaultValue={was("reason")}
        options={REASONS.map(({ code }) => ({ value: code, label: reasonWord(code, locale) }))}
      />
      <Field kind="text" name="memo" label={words.memo} maxLength={300} optional defaultValue={was("memo")} />
      <Field
        kind="text"
        name="evidence"
        label={words.evidence}
        help={words.evidence_help}
        maxLength={120}
        optional
        defaultValue={was("evidence")}
      />
      <SubmitButton icon="check">{words.ask}</SubmitButton>
    </Form>
  );
}
