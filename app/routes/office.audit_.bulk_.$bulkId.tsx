import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AuditSecond } from "#app/components/audit-second.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { showWaitingStep } from "#app/usecases/claims/second-person.server.ts";
import { auditStepForm, takeAuditStep } from "#app/web/audit-steps.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { isPrefetched } from "#app/web/prefetched.server.ts";

export const meta = pageTitle(auditBulkWords, ({ words }) => words.second_title);

export const loader = guarded({ action: "audit.read" }, async ({ request, params, context, actor }) => {
  const bulkId = z.uuid().safeParse(params["bulkId"]);
  if (!bulkId.success) throw new Refusal("not-found");
  const mayDecide = can(actor, "audit.decide");
  return { mayDecide, step: await showWaitingStep(context, bulkId.data, mayDecide && !isPrefetched(request)) };
});

export const action = guarded({ action: "audit.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, auditStepForm);
  const { problem } = await takeAuditStep(context, value);
  return problem === null ? redirect("/office/audit") : { problem };
});

export default function SecondPerson() {
  const { step, mayDecide } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={words.second_title}
        status={words.second_lead}
        trail={[{ to: "/office/audit", label: audit.title }]}
      />
      <ErrorSummary
        problems={problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        <AuditSecond step={step} mayDecide={mayDecide} />
      </Stack>
    </>
  );
}
