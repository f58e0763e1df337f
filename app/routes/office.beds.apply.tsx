import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleOf } from "#app/domain/access/actor.ts";
import { APPLICATION_CHANNELS } from "#app/domain/family-beds/step-facts.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { applyForBed } from "#app/usecases/family-beds/apply-for-bed.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** At a desk nobody applies at the kiosk. */
const CHANNELS = APPLICATION_CHANNELS.filter((one) => one !== "kiosk");

export const meta = pageTitle(bedWords, ({ words }) => words.apply);

export const loader = guarded({ action: "bed.apply" }, ({ request }) =>
  Promise.resolve({ elderNo: new URL(request.url).searchParams.get("elder") ?? "" }),
);

export const action = guarded({ action: "bed.apply" }, async ({ request, context, actor }) => {
  const form = await request.formData();
  const applicant = textIn(form, "applicant").trim();
  const note = textIn(form, "note").trim();
  try {
    const bedNo = await applyForBed(context, roleOf(actor), {
      elderNo: textIn(form, "elderNo").trim().toUpperCase(),
      channel: CHANNELS.find((one) => one === textIn(form, "channel")) ?? "on_behalf",
      applicant: applicant === "" ? null : applicant,
      consent: textIn(form, "consent"),
      note: note === "" ? null : note,
    });
    return redirect(`/office/beds/${bedNo}?done=applied`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function ApplyForBed() {
  const { elderNo } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.apply} trail={[{ to: "/office/beds", label: words.title }]} />
      <ErrorSummary problems={problems} />
      <Stack>
        <Panel>
          <Form method="post">
            <Field
              kind="text"
              name="elderNo"
              label={words.elder_no}
              help={words.elder_no_help}
              defaultValue={elderNo}
              width="medium"
              autoComplete="off"
              required
            />
            <Field
              kind="select"
              name="channel"
              label={words.channel}
              emptyLabel={null}
              options={CHANNELS.map((value) => ({ value, label: bedWord("channel", value, locale) }))}
            />
            <Field kind="text" name="applicant" label={words.applicant} optional maxLength={100} autoComplete="off" />
            <Field
              kind="text"
              name="consent"
              label={words.consent}
              help={words.consent_help}
              maxLength={200}
              autoComplete="off"
              required
            />
            <Field kind="textarea" name="note" label={words.note} optional rows={2} maxLength={500} />
            <FormActions>
              <SubmitButton>{words.start}</SubmitButton>
            </FormActions>
          </Form>
        </Panel>
      </Stack>
    </>
  );
}
