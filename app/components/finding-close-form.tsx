/** Closing one finding: a reason, a resolution, and words where the reason asks for them. Sent to the finding's own page, with or without client JavaScript. */
import { Form } from "@remix-run/react";
import { RESOLUTIONS, REASONS } from "#app/domain/visits/reasons.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { reasonWord, resolutionWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CloseProblem = { readonly code: string; readonly facts: SentenceFacts };

type Chosen = { readonly reason: string; readonly resolution: string; readonly note: string };

type Props = {
  readonly findingId: string;
  /** The finding's own page, which closes it. */
  readonly to: string;
  readonly problem?: CloseProblem | null;
  readonly chosen?: Chosen | undefined;
};

/** The field that a refusal is about; null for one about the whole step. */
const FIELD_OF: Readonly<Record<string, keyof Chosen>> = {
  "reason-unknown": "reason",
  "resolution-unknown": "resolution",
  "reason-needs-text": "note",
};

export function FindingCloseForm({ findingId, to, problem = null, chosen }: Props) {
  const words = useWords(visitEvidenceWords);
  const locale = useLocale();
  const errorOf = (field: keyof Chosen) =>
    problem !== null && FIELD_OF[problem.code] === field
      ? refusalSentence(problem.code, problem.facts, locale)
      : undefined;
  const id = (field: string) => `${field}-${findingId}`;
  return (
    <Form method="post" action={to}>
      <Stack>
        <Field
          kind="select"
          name="reason"
          id={id("reason")}
          label={words.close_reason}
          defaultValue={chosen?.reason}
          options={REASONS.map(({ code, needsText }) => ({
            value: code,
            label: needsText ? words.with_text(reasonWord(code, locale)) : reasonWord(code, locale),
          }))}
          error={errorOf("reason")}
        />
        <Field
          kind="select"
          name="resolution"
          id={id("resolution")}
          label={words.close_resolution}
          defaultValue={chosen?.resolution}
          options={RESOLUTIONS.map((code) => ({ value: code, label: resolutionWord(code, locale) }))}
          error={errorOf("resolution")}
        />
        <Field
          kind="text"
          name="note"
          id={id("note")}
          label={words.close_note}
          maxLength={300}
          optional={errorOf("note") === undefined}
          width="full"
          defaultValue={chosen?.note}
          error={errorOf("note")}
        />
        <SubmitButton size="small" icon="check">
          {words.close_send}
        </SubmitButton>
      </Stack>
    </Form>
  );
}

/** Whether the refusal stands beside a field of the form. */
export function isFieldProblem(code: string): boolean {
  return code in FIELD_OF;
}
