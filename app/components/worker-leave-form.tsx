/** The form of a care worker's leave. It posts to the leave page, which shows what the leave would change before anything is entered. */
import { Form } from "@remix-run/react";
import { LEAVE_REASONS } from "#app/domain/workforce/leave.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { workerLeaveWords } from "#app/messages/worker-leave.ts";
import type { FieldProblem } from "./error-summary.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import type { LeaveAnswer } from "./worker-leave-answer.ts";

export const LEAVE_ADDRESS = "/provider/workers/leave";

const FIELDS = ["worker", "from", "to", "reason"] as const;

type FieldName = (typeof FIELDS)[number];

type FormProps = {
  readonly workers: readonly { readonly workerNo: string; readonly name: string }[];
  readonly answer?: LeaveAnswer | undefined;
  /** Suggested for both dates. */
  readonly today: string;
};

function useProblems(answer: LeaveAnswer | undefined) {
  const words = useWords(workerLeaveWords);
  const locale = useLocale();
  const sentences: Readonly<Record<FieldName, string>> = {
    worker: words.worker_missing,
    from: words.from_wrong,
    to: words.to_wrong,
    reason: words.reason_missing,
  };
  const isWrong = (field: FieldName) => answer?.fields.includes(field) === true;
  const problems = FIELDS.filter(isWrong).map((field): FieldProblem => ({ fieldId: field, message: sentences[field] }));
  const refused = answer?.refused ?? null;
  if (refused !== null) problems.push({ fieldId: null, message: refusalSentence(refused.code, refused.facts, locale) });
  return { problems, of: (field: FieldName) => (isWrong(field) ? sentences[field] : undefined) };
}

export function WorkerLeaveForm({ workers, answer, today }: FormProps) {
  const words = useWords(workerLeaveWords);
  const { problems, of } = useProblems(answer);
  const asked = answer?.asked;
  return (
    <Stack>
      <ErrorSummary problems={problems} />
      <Panel title={words.form_title} note={words.lead}>
        <Form method="post" action={LEAVE_ADDRESS}>
          <Field
            kind="select"
            name="worker"
            label={words.worker}
            defaultValue={asked?.worker ?? ""}
            options={workers.map(({ workerNo, name }) => ({ value: workerNo, label: `${name} ${workerNo}` }))}
            error={of("worker")}
          />
          <Field
            kind="date"
            name="from"
            label={words.from}
            help={words.date_help}
            defaultValue={asked?.from ?? today}
            error={of("from")}
          />
          <Field
            kind="date"
            name="to"
            label={words.to}
            help={words.date_help}
            defaultValue={asked?.to ?? today}
            error={of("to")}
          />
          <Field
            kind="select"
            name="reason"
            label={words.reason}
            defaultValue={asked?.reason ?? ""}
            options={LEAVE_REASONS.map((value) => ({ value, label: words[`reason_${value}`] }))}
            error={of("reason")}
          />
          <SubmitButton icon="eye">{words.preview}</SubmitButton>
        </Form>
      </Panel>
    </Stack>
  );
}
