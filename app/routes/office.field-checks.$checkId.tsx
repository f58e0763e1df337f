import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { AnswerFields } from "#app/components/answer-fields.tsx";
import styles from "#app/components/call-screen.module.css";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { AnswerProblem } from "#app/domain/call-backs/questionnaire.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { answerProblemWord, questionWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { recordFieldCheck } from "#app/usecases/field-checks/record-check.server.ts";
import { showFieldCheck } from "#app/usecases/field-checks/show-checks.server.ts";
import { answersIn, localTimeIn, textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(followUpWords, ({ words }) => words.checks_title);

export const loader = guarded({ action: "field-check.record" }, async ({ params, context }) =>
  showFieldCheck(context, params["checkId"] ?? ""),
);

const refused = (code: string, facts: SentenceFacts = {}): RefusedStep => ({ problem: { code, facts } });

export const action = guarded({ action: "field-check.record" }, async ({ request, params, context }) => {
  const form = await request.formData();
  const checkedAt = localTimeIn(textIn(form, "checkedAt").trim().replace(" ", "T"));
  if (checkedAt === null) return refused("field-check-time");
  const checkId = params["checkId"] ?? "";
  const recorded = { checkId, checkedAt, note: textIn(form, "seen"), given: answersIn(form) };
  try {
    const answer = await recordFieldCheck(context, recorded);
    if (!answer.recorded) return { problems: answer.problems };
    return redirect(`/office/field-checks?month=${textIn(form, "month").slice(0, 7)}&saved`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return refused(thrown.code, thrown.facts as SentenceFacts);
  }
});

export default function FieldCheck() {
  const check = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as RefusedStep | { problems: readonly AnswerProblem[] } | undefined;
  const words = useWords(followUpWords);
  const calls = useWords(callBackWords);
  const locale = useLocale();
  const missing = answer !== undefined && "problems" in answer ? answer.problems : [];
  const refusals = useRefusalProblems(answer);
  const problems = missing.map(({ key, code }) => ({
    fieldId: key,
    message: `${questionWord(key, locale)}：${answerProblemWord(code, locale)}`,
  }));
  return (
    <>
      <PageHeader
        title={words.check_page(check.number)}
        status={`${check.elderName} · ${check.provider}`}
        trail={[{ to: `/office/field-checks?month=${check.month}`, label: words.checks_title }]}
      />
      <ErrorSummary problems={[...refusals, ...problems]} />
      <Form method="post" className={styles.form}>
        <input type="hidden" name="month" value={check.month} />
        <Panel title={calls.answers_title}>
          <Field
            kind="text"
            name="checkedAt"
            label={words.checked_at}
            placeholder="2026-11-27 15:00"
            defaultValue={check.suggestedAt}
            autoComplete="off"
          />
          <Field kind="text" name="seen" label={words.seen} help={words.seen_note} maxLength={300} autoComplete="off" />
          <AnswerFields subtypes={check.subtypes} problems={missing} />
          <FormActions>
            <SubmitButton>{words.save_check}</SubmitButton>
          </FormActions>
        </Panel>
      </Form>
    </>
  );
}
