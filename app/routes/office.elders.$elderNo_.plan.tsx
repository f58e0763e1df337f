import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { carePlanWords } from "#app/messages/care-plan.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { fileCarePlan, showCarePlans } from "#app/usecases/care-plan/file-care-plan.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(carePlanWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

const date = z.iso.date().transform(plainDate);
const form = z.strictObject({
  from: date,
  to: z.union([z.literal("").transform(() => null), date]),
  signedOn: date,
  subtypes: z.array(z.string().max(20)).max(100),
});

export const loader = guarded({ action: "care-plan.file" }, async ({ request, params, context }) => ({
  isDone: new URL(request.url).searchParams.get("filed") === "yes",
  ...(await showCarePlans(context, params["elderNo"] ?? "")),
}));

export const action = guarded({ action: "care-plan.file" }, async ({ request, params, context, locale }) => {
  const elderNo = params["elderNo"] ?? "";
  const { value } = await readForm(request, form, ["subtypes"]);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await fileCarePlan(context, { elderNo, ...value });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
  throw redirect(`/office/elders/${elderNo}/plan?filed=yes`);
});

export default function CarePlan() {
  const { isDone, elderNo, name, plans, services } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(carePlanWords);
  const isChinese = useLocale() === "zh-CN";
  const nameOf = new Map(services.map((one) => [one.code, isChinese ? one.zh : one.en]));
  return (
    <>
      <PageHeader
        title={words.title}
        status={`${name} ${elderNo}`}
        trail={[{ to: `/office/elders/${elderNo}`, label: `${name} ${elderNo}` }]}
      />
      <Stack>
        {refused && (
          <Notice tone="danger" announced>
            {refused.problem}
          </Notice>
        )}
        {!refused && isDone && (
          <Notice tone="success" announced>
            {words.done}
          </Notice>
        )}
        <p>{words.lead}</p>
        {plans.length === 0 && <p>{words.none}</p>}
        {plans.map((plan) => (
          <Panel key={plan.version} title={words.version(plan.version)}>
            <DefinitionList
              items={[
                { term: words.days, value: `${plan.from} – ${plan.to ?? words.open_end}` },
                { term: words.signed, value: plan.signedOn },
                { term: words.services, value: plan.subtypes.map((code) => nameOf.get(code) ?? code).join("; ") },
              ]}
            />
          </Panel>
        ))}
        <Panel title={words.file_title}>
          <Form method="post">
            <Stack>
              <Field kind="date" name="from" label={words.from} required width="short" />
              <Field kind="date" name="to" label={words.to} help={words.to_help} width="short" />
              <Field kind="date" name="signedOn" label={words.signed} required width="short" />
              <ChoiceField
                kind="checkbox"
                name="subtypes"
                label={words.services}
                choices={services.map(({ code, zh, en }) => ({ value: code, label: isChinese ? zh : en }))}
              />
              <FormActions>
                <SubmitButton>{words.file}</SubmitButton>
              </FormActions>
            </Stack>
          </Form>
        </Panel>
      </Stack>
    </>
  );
}
