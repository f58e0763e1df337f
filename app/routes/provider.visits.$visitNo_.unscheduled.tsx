import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { Field } from "#app/components/field.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { UnscheduledSaid } from "#app/components/unscheduled-said.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { AGREED_BY } from "#app/domain/visits/unscheduled.ts";
import { dayWords } from "#app/messages/day.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { justifyUnscheduled, showUnscheduled } from "#app/usecases/visits/justify-unscheduled.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({ text: z.string().trim().max(500), agreedBy: z.enum(AGREED_BY) });

export const meta = pageTitle(dayWords, ({ words }) => words.unscheduled_title);

export const loader = guarded({ action: "provider.day" }, async ({ params, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const said = await showUnscheduled(context, visitNo);
  if (said === null) throw new Response("404", { status: 404 });
  return { visitNo, said };
});

export const action = guarded({ action: "provider.day" }, async ({ request, params, context, locale }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await justifyUnscheduled(context, { visitNo, ...value });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
  throw redirect(`/provider/visits/${visitNo}/unscheduled`);
});

export default function Unscheduled() {
  const { visitNo, said } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(dayWords);
  return (
    <>
      <PageHeader
        title={words.unscheduled_title}
        status={visitNo}
        trail={[{ to: "/provider/today", label: words.back_today }]}
      />
      {refused && (
        <Notice tone="danger" announced>
          {refused.problem}
        </Notice>
      )}
      <UnscheduledSaid said={said} />
      {said.justification === null ? (
        <Panel title={words.justify}>
          <Form method="post">
            <Stack>
              <Field kind="textarea" name="text" label={words.justify_text} required maxLength={500} />
              <ChoiceField
                kind="radio"
                name="agreedBy"
                label={words.agreed_by}
                required
                choices={AGREED_BY.map((value) => ({ value, label: words.agreed[value] ?? value }))}
              />
              <SubmitButton>{words.justify_send}</SubmitButton>
            </Stack>
          </Form>
        </Panel>
      ) : (
        <Notice tone="success">{words.justified}</Notice>
      )}
    </>
  );
}
