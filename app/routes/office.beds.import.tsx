import { Form, useActionData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleOf } from "#app/domain/access/actor.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { BED_FILE_BYTES_MOST, importBeds } from "#app/usecases/family-beds/import-beds.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

export const meta = pageTitle(bedWords, ({ words }) => words.import_title);

export const loader = guarded({ action: "bed.import" }, () => Promise.resolve(null));

export const action = guarded({ action: "bed.import" }, async ({ request, context, actor }) => {
  try {
    const form = await readUpload(request, "file", BED_FILE_BYTES_MOST);
    if (typeof form === "string" || form.file === null) throw new Refusal("bed-file-unusable");
    const apply = form.fields.get("intent") === "apply";
    return { outcome: await importBeds(context, roleOf(actor), { file: form.file, apply }), apply };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function ImportBeds() {
  const words = useWords(bedWords);
  const locale = useLocale();
  const answer = useActionData<typeof action>();
  const refused = useRefusalProblems(answer);
  const outcome = (answer && "outcome" in answer ? answer.outcome : null) ?? null;
  const problems = (outcome?.problems ?? []).map(({ rowNumber, code, field }) => ({
    fieldId: null,
    message: words.import_row(rowNumber, refusalSentence(code, { field }, locale)),
  }));
  const isApplied = answer !== undefined && "apply" in answer && answer.apply;
  return (
    <>
      <PageHeader title={words.import_title} trail={[{ to: "/office/beds", label: words.title }]} />
      <ErrorSummary problems={[...refused, ...problems]} />
      <Stack>
        {outcome !== null && problems.length === 0 && (
          <Notice tone="success" announced>
            {isApplied ? words.import_done(outcome.rows) : words.import_checked(outcome.rows)}
          </Notice>
        )}
        <Panel note={words.import_note} title={words.import_file}>
          <Form method="post" encType="multipart/form-data">
            <Field kind="file" name="file" label={words.import_file} accept=".xlsx,.csv" required />
            <FormActions>
              <SubmitButton kind="secondary" name="intent" value="check">
                {words.import_check}
              </SubmitButton>
              <SubmitButton name="intent" value="apply">
                {words.import_apply}
              </SubmitButton>
            </FormActions>
          </Form>
        </Panel>
      </Stack>
    </>
  );
}
